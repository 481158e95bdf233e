using System.Runtime.Intrinsics;

namespace Hermetic.Ledger;

/// <summary>A SHA-256 hash of the tree: a leaf, a node or a root. Public: compared without secrecy.</summary>
/// <remarks>The zero value is no hash of anything known, so a forgotten assignment never verifies.</remarks>
public readonly record struct MerkleHash
{
    /// <summary>Length in bytes: 32.</summary>
    public const int Length = 32;

    private readonly Vector256<byte> _value;

    /// <summary>Takes a copy of the 32 bytes.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public MerkleHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException("A Merkle hash has 32 bytes.", nameof(bytes));
        _value = Vector256.Create(bytes);
    }

    /// <summary>Reads standard base64 with padding, 44 characters, in its one canonical spelling.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static MerkleHash Parse(string base64) =>
        TryParse(System.Text.Encoding.UTF8.GetBytes(base64), out var hash)
            ? hash
            : throw new FormatException("Not the base64 of a 32-byte hash.");

    /// <summary>
    /// Reads the UTF-8 of standard base64 (RFC 4648 §4), 44 bytes, in its one canonical spelling.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> base64, out MerkleHash hash)
    {
        var read = StrictBase64.TryDecode(base64, out var bytes) && bytes.Length == Length;
        hash = read ? new(bytes) : default;
        return read;
    }

    /// <summary>Writes the 32 bytes at the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => _value.CopyTo(destination);

    /// <summary>The 32 bytes, freshly allocated.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64 with padding, 44 characters, as checkpoints and proofs carry it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());
}
