using System.Collections.Concurrent;
using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>Opened keys, each for at most five seconds: an erasure reaches every node within that time.</summary>
internal sealed class KeyCache(TimeProvider clock)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>Keys kept at once; beyond it the cache starts over (a miss costs three page openings).</summary>
    private const int Most = 4096;

    private readonly ConcurrentDictionary<long, Entry> _entries = new();

    internal KeyLease? TryRent(long slot)
    {
        if (!_entries.TryGetValue(slot, out var entry))
            return null;
        if (clock.GetElapsedTime(entry.Opened) < Lifetime && entry.Key.TryRent() is { } lease)
            return lease;
        Drop(slot, entry);
        return null;
    }

    internal KeyLease Keep(long slot, ContentKey key)
    {
        if (_entries.Count >= Most)
            Clear();
        var entry = new Entry(new SharedKey(key), clock.GetTimestamp());
        var lease = entry.Key.TryRent()!;
        if (!_entries.TryAdd(slot, entry))
            entry.Key.Release();
        return lease;
    }

    internal void Clear()
    {
        foreach (var (slot, entry) in _entries)
            Drop(slot, entry);
    }

    private void Drop(long slot, Entry entry)
    {
        if (_entries.TryRemove(KeyValuePair.Create(slot, entry)))
            entry.Key.Release();
    }

    private sealed record Entry(SharedKey Key, long Opened);
}

/// <summary>A key that is wiped when the cache and the last user have let it go.</summary>
internal sealed class SharedKey(ContentKey key)
{
    private int _users = 1;

    internal ContentKey Key => key;

    internal KeyLease? TryRent()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                return new KeyLease(this);
        }
        return null;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            key.Dispose();
    }
}

/// <summary>The use of a key for the length of one step; dispose it at the end.</summary>
public sealed class KeyLease : IDisposable
{
    private SharedKey? _shared;

    internal KeyLease(SharedKey shared) => _shared = shared;

    public ContentKey Key => _shared?.Key ?? throw new ObjectDisposedException(nameof(KeyLease));

    public void Dispose() => Interlocked.Exchange(ref _shared, value: null)?.Release();
}
