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

    /// <summary>Zeroes the key in memory; what is stored stays (see <see cref="KeyDirectory.DestroyRoot"/>).</summary>
    public void Dispose() => _key.Dispose();

    internal ReadOnlySpan<byte> Key => _key.Span;
}
