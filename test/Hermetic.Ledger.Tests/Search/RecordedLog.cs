using System.Globalization;
using Hermetic.Ledger.Search;

namespace Hermetic.Ledger.Tests.Search;

/// <summary>A log of real entries in memory, with the summaries of its full bundles; each opened bundle is counted.</summary>
internal sealed class RecordedLog : ITiles, IBundleSummaries
{
    private readonly MemoryTiles _tiles = new();
    private readonly Dictionary<long, BundleSummary> _summaries = [];

    public List<LedgerEntry> Entries { get; } = [];

    public HashSet<long> Opened { get; } = [];

    public static LedgerHour Hour(string text) =>
        LedgerHour.TryParse(text, out var hour) ? hour : throw new FormatException(text);

    /// <summary>Entry n: in hour n / 64 of a year, message.accept by one person; what <paramref name="odd"/> says instead.</summary>
    public static async Task<RecordedLog> OfAsync(int size, Func<long, LedgerEntry, LedgerEntry>? odd = null)
    {
        var log = new RecordedLog();
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < size; i++)
        {
            var usual = new LedgerEntry
            {
                Action = "message.accept",
                Actor = string.Create(CultureInfo.InvariantCulture, $"person:{i % 7}"),
                At = LedgerHour.Of(begin.AddHours(i / 64)),
            };
            log.Entries.Add(odd?.Invoke(i, usual) ?? usual);
        }
        await log._tiles.AppendAsync([.. log.Entries.Select(entry => (ReadOnlyMemory<byte>)entry.ToCanonicalJson())]);
        return log;
    }

    public RecordedLog Summarised()
    {
        foreach (var (index, bundle) in Entries.Chunk(TilePath.FullWidth).Index().Where(part => part.Item.Length == TilePath.FullWidth))
            _summaries[index] = BundleSummary.Of([.. bundle.Select(entry => (ReadOnlyMemory<byte>)entry.ToCanonicalJson())]);
        return this;
    }

    public async Task<List<long>> FindAsync(EntryFilter filter, long before = long.MaxValue)
    {
        var found = new List<long>();
        await foreach (var entry in new EntrySearch(this, this).FindAsync(filter, Entries.Count, before, CancellationToken.None))
        {
            Assert.Equal(Entries[(int)entry.Index], entry.Entry);
            found.Add(entry.Index);
        }
        return found;
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) => _tiles.ReadAsync(path, cancel);

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel)
    {
        Opened.Add(index);
        return _tiles.ReadEntriesAsync(index, width, cancel);
    }

    public ValueTask<IReadOnlyDictionary<long, BundleSummary>> ReadSummariesAsync(long first, long last, CancellationToken cancel) =>
        new(_summaries.Where(known => known.Key >= first && known.Key <= last).ToDictionary());
}
