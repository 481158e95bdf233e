using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// The one key above the key tree, kept outside the database and in no backup: destroying it turns every older
/// copy of the root page into noise. 32 bytes in secret memory.
/// </summary>
public sealed class ErasableRoot : IDisposable
{
    private readonly SecretBuffer _key;

    /// <summary>Takes over <paramref name="key"/>.</summary>
    internal ErasableRoot(int epoch, SecretBuffer key) => (Epoch, _key) = (epoch, key);

    /// <summary>Counts the roots of a deployment, from 1.</summary>
    public int Epoch { get; }

    /// <summary>A fresh random root that is stored nowhere.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="arena">Where its bytes live.</param>
    public static ErasableRoot Generate(int epoch, SecretArena arena)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        return new(epoch, arena.RentRandom(Envelope.KeySize));
    }

    /// <summary>
    /// Commits to this root without telling anything of it: SHA-256 of 32 bytes of HKDF-SHA-512 (ikm = the root, no
    /// salt, info = "hermetic/erasure-commitment" ‖ deployment ‖ epoch). Whoever kept the root can be shown to have it.
    /// </summary>
    /// <param name="deployment">Whose root it is.</param>
    /// <returns>32 bytes.</returns>
    public byte[] Commitment(Guid deployment)
    {
        var label = "hermetic/erasure-commitment"u8;
        Span<byte> info = stackalloc byte[label.Length + 16 + sizeof(int)];
        label.CopyTo(info);
        deployment.TryWriteBytes(info[label.Length..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(info[(label.Length + 16)..], Epoch);
        Span<byte> derived = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA512, _key.Span, derived, salt: default, info);
        GC.KeepAlive(this);
        var commitment = SHA256.HashData(derived);
        CryptographicOperations.ZeroMemory(derived);
        return commitment;
    }

    /// <summary>Zeroes the key in memory; what is stored stays (see <see cref="KeyDirectory.DestroyRootAsync"/>).</summary>
    public void Dispose() => _key.Dispose();

    internal ReadOnlySpan<byte> Key => _key.Span;

    /// <summary>The same for crossing an await.</summary>
    internal ReadOnlyMemory<byte> KeyMemory => _key.Memory;
}
