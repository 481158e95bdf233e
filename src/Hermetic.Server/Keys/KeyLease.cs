using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>The use of a key for the length of one step; dispose it at the end, which wipes it.</summary>
public sealed class KeyLease : IDisposable
{
    private ContentKey? _key;

    internal KeyLease(ContentKey key) => _key = key;

    public ContentKey Key => _key ?? throw new ObjectDisposedException(nameof(KeyLease));

    public void Dispose() => Interlocked.Exchange(ref _key, value: null)?.Dispose();
}
