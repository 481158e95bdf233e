namespace Hermetic.Cryptography;

/// <summary>
/// Pages of a key tree that were opened a moment ago, in secret memory: 8 KiB each, used for at most
/// <see cref="Lifetime"/>, so that an erasure reaches every node within that time. Thread-safe.
/// </summary>
/// <remarks>A slot costs three pages, and the people of a minute share few of them.</remarks>
/// <param name="clock">Measures the lifetime.</param>
public sealed class OpenPages(TimeProvider clock) : IDisposable
{
    /// <summary>How long a page is used, counted from before it was read: five seconds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>Pages at once, 2 MiB; beyond it the oldest goes.</summary>
    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<PageAddress, Entry> _pages = [];
    private readonly Queue<Entry> _byAge = [];
    private int _generation;

    /// <summary>Wipes what is too old to be used.</summary>
    public void Expire()
    {
        lock (_lock)
        {
            // All of them: one that took long to read stands behind younger ones.
            for (var left = _byAge.Count; left > 0; left--)
            {
                var entry = _byAge.Dequeue();
                if (IsFresh(entry))
                    _byAge.Enqueue(entry);
                else
                    Drop(entry);
            }
        }
    }

    /// <summary>Wipes all pages; one that is being opened meanwhile is not kept.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _generation++;
            while (_byAge.TryDequeue(out var entry))
                Drop(entry);
        }
    }

    /// <inheritdoc cref="Clear"/>
    public void Dispose() => Clear();

    /// <summary>To be taken before a page is read.</summary>
    internal Moment Now()
    {
        lock (_lock)
            return new(_generation, clock.GetTimestamp());
    }

    /// <summary>Copies one key of a page; false when the page is not open, or no longer to be used.</summary>
    internal bool TryCopy(PageAddress address, int entry, Span<byte> key)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(address, out var known) || !IsFresh(known))
                return false;
            known.Page[entry].CopyTo(key);
            return true;
        }
    }

    /// <summary>Takes a page over; false when it is not wanted, and stays the caller's.</summary>
    /// <param name="page">Just opened.</param>
    /// <param name="since">Before anything of it was read.</param>
    internal bool TryKeep(OpenPage page, Moment since)
    {
        lock (_lock)
        {
            var entry = new Entry(page, since.Timestamp);
            var isNewest = !_pages.TryGetValue(page.Address, out var known) || known.Since < entry.Since;
            if (since.Generation != _generation || !IsFresh(entry) || !isNewest)
                return false;
            while (_byAge.Count >= Most)
                Drop(_byAge.Dequeue());
            // An older one of the same address goes when its turn comes.
            _pages[page.Address] = entry;
            _byAge.Enqueue(entry);
            return true;
        }
    }

    private bool IsFresh(Entry entry) => clock.GetElapsedTime(entry.Since) < Lifetime;

    private void Drop(Entry entry)
    {
        if (_pages.TryGetValue(entry.Page.Address, out var current) && current == entry)
            _pages.Remove(entry.Page.Address);
        entry.Page.Dispose();
    }

    internal readonly record struct Moment(int Generation, long Timestamp);

    private sealed class Entry(OpenPage page, long since)
    {
        public OpenPage Page { get; } = page;

        public long Since { get; } = since;
    }
}
