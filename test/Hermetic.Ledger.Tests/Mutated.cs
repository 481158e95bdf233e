using CsCheck;

namespace Hermetic.Ledger.Tests;

/// <summary>Valid inputs with a few bytes changed, inserted or cut, which reach deeper than noise.</summary>
internal static class Mutated
{
    public static Gen<byte[]> Of(byte[] valid) =>
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[0, 3].Select(edits =>
        {
            var bytes = valid.ToList();
            foreach (var (at, value, kind) in edits.Where(edit => edit.Item1 < bytes.Count))
            {
                if (kind == 0)
                    bytes.Insert(at, value);
                else if (kind == 1)
                    bytes.RemoveAt(at);
                else if (kind == 2)
                    bytes[at] = value;
                else
                    bytes[at] ^= (byte)(1 << (value % 8));
            }
            return bytes.ToArray();
        });
}
