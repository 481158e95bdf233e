// expect CS0315
using Hermetic.Cryptography;

internal static class Misuse
{
    public static int Length(Sealed<int> box) => box.Envelope.Length;
}
