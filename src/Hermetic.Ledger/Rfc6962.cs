using System.Buffers;
using System.Security.Cryptography;

namespace Hermetic.Ledger;

/// <summary>The three hashes of an RFC 6962 §2.1 Merkle tree over SHA-256.</summary>
public static class Rfc6962
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>The root of the tree without entries: SHA-256 of nothing.</summary>
    public static MerkleHash EmptyRoot { get; } = new(SHA256.HashData([]));

    /// <summary>SHA-256(0x00 ‖ entry). The entry may have any length, zero included.</summary>
    public static MerkleHash LeafHash(ReadOnlySpan<byte> entry)
    {
        const int onStack = 1024;
        byte[]? rented = null;
        var input = entry.Length < onStack
            ? stackalloc byte[onStack]
            : rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        input = input[..(entry.Length + 1)];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        var hash = Hash(input);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static MerkleHash NodeHash(MerkleHash left, MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * MerkleHash.Length];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + MerkleHash.Length)..]);
        return Hash(input);
    }

    private static MerkleHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[MerkleHash.Length];
        SHA256.HashData(input, digest);
        return new(digest);
    }
}
