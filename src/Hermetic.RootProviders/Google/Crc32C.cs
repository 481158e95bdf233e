using System.Numerics;

namespace Hermetic.RootProviders.Google;

/// <summary>CRC-32C (RFC 3720 §B.4), by which Google sees what a wire or a memory did to a request.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
