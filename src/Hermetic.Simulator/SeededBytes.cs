using System.Buffers.Binary;
using Hermetic.Cryptography;

namespace Hermetic.Simulator;

/// <summary>
/// Bytes that look random and follow from a seed: HMAC-SHA-256(seed, counter). Two runs that ask in the same
/// order get the same ids.
/// </summary>
internal sealed class SeededBytes(int seed)
{
    private readonly Secret _key = Secret.FromText($"simulator seed {seed}");
    private long _counter;

    /// <summary>Fills up to 32 bytes.</summary>
    public void Fill(Span<byte> destination)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, Interlocked.Increment(ref _counter));
        Span<byte> block = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(_key, counter, block);
        block[..destination.Length].CopyTo(destination);
    }

    /// <summary>True in about <paramref name="share"/> (0 to 1) of all calls.</summary>
    public bool Chance(double share)
    {
        Span<byte> drawn = stackalloc byte[sizeof(uint)];
        Fill(drawn);
        return BinaryPrimitives.ReadUInt32BigEndian(drawn) < share * uint.MaxValue;
    }
}
