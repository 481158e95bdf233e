using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>A page of the key tree in the clear: 256 keys in secret memory, a destroyed one all zero.</summary>
internal sealed class OpenPage : IDisposable
{
    public const int Entries = 256;
    private const int Size = Entries * Envelope.KeySize;
    private readonly SecretBuffer _keys;

    private OpenPage(PageAddress address, long version, SecretBuffer keys) =>
        (Address, Version, _keys) = (address, version, keys);

    public PageAddress Address { get; }

    public long Version { get; }

    /// <summary>All 256 keys at once: a page is complete from its first day, so no roll ever adds one.</summary>
    public static OpenPage Mint(PageAddress address, SecretArena arena) =>
        new(address, version: 1, arena.RentRandom(Size));

    /// <summary>Opens a stored page under its key.</summary>
    /// <param name="page">As stored.</param>
    /// <param name="key">Its entry in the parent page, or the erasable root.</param>
    /// <param name="keyId">What the envelope must name.</param>
    /// <param name="deployment">Whose tree it is.</param>
    /// <param name="arena">Where to open it.</param>
    public static OpenPage Open(
        KeyPage page, ReadOnlySpan<byte> key, KeyId keyId, Guid deployment, SecretArena arena)
    {
        if (page.Envelope.Length != Envelope.Overhead + Size)
            throw new EnvelopeException(EnvelopeFailure.Format);
        var keys = arena.Rent(Size);
        try
        {
            Envelope.Open(key, keyId, Context(page.Address, page.Version, deployment), page.Envelope.Span, keys.Span);
            return new(page.Address, page.Version, keys);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    public Span<byte> this[int entry] => _keys.Span.Slice(entry * Envelope.KeySize, Envelope.KeySize);

    /// <summary>No early exit: how many zeros a living key begins with is nobody's business.</summary>
    public static bool IsDestroyed(ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> zero = stackalloc byte[Envelope.KeySize];
        return CryptographicOperations.FixedTimeEquals(key, zero);
    }

    /// <summary>A page has one public size, so it is sealed without padding.</summary>
    public KeyPage Seal(ReadOnlySpan<byte> key, KeyId keyId, long version, Guid deployment)
    {
        var envelope = Envelope.Seal(key, keyId, Context(Address, version, deployment), _keys.Span);
        return new(Address, version, envelope);
    }

    public void Dispose() => _keys.Dispose();

    private static EnvelopeContext Context(PageAddress address, long version, Guid deployment)
    {
        Span<byte> row = stackalloc byte[KeyId.Size];
        KeyId.ForPage(address, version: 0).WriteTo(row);
        var place = new SealContext("key_page", "envelope", new Guid(row, bigEndian: true), version, Guid.Empty);
        return new(deployment, "key-page", 1, place);
    }
}
