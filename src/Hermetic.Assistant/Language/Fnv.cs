namespace Hermetic.Assistant.Language;

/// <summary>FNV-1a, 32 bits: the same on every machine, unlike <see cref="HashCode"/>.</summary>
internal static class Fnv
{
    public const uint Start = 2166136261;

    public static uint Hash(ReadOnlySpan<byte> bytes, uint hash = Start)
    {
        foreach (var value in bytes)
            hash = Append(hash, value);
        return hash;
    }

    public static uint Append(uint hash, byte value) => unchecked((hash ^ value) * 16777619);
}
