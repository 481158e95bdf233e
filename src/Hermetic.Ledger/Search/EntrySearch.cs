using System.Runtime.CompilerServices;

namespace Hermetic.Ledger.Search;

/// <summary>Where summaries come from.</summary>
public interface IBundleSummaries
{
    /// <summary>
    /// The summaries of the bundles from <paramref name="first"/> to <paramref name="last"/>, both included, by the bundle's
    /// index; one that was not made yet, or cannot be read, is left out.
    /// </summary>
    ValueTask<IReadOnlyDictionary<long, BundleSummary>> ReadSummariesAsync(long first, long last, CancellationToken cancel);
}

/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Bytes">As they were hashed.</param>
/// <param name="Entry">The same, read.</param>
public sealed record FoundEntry(long Index, ReadOnlyMemory<byte> Bytes, LedgerEntry Entry);

/// <summary>
/// Finds entries of a log, the latest first. Costs one bundle for each that may hold one, and a summary for each that
/// cannot. Entries that are none of this version are passed over: they have no actor that one could ask for.
/// </summary>
/// <param name="tiles">The log's own tiles; nothing is verified here.</param>
/// <param name="summaries">What is known of its full bundles.</param>
public sealed class EntrySearch(ITiles tiles, IBundleSummaries summaries)
{
    private const int Stride = 1024;

    /// <summary>Every match below an index.</summary>
    /// <param name="filter">What is looked for.</param>
    /// <param name="size">Entries of the log; an append must have ended there.</param>
    /// <param name="before">Only entries below this index, to go on after the last that was found.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="InvalidDataException">A bundle is missing or torn.</exception>
    public async IAsyncEnumerable<FoundEntry> FindAsync(
        EntryFilter filter, long size, long before, [EnumeratorCancellation] CancellationToken cancel)
    {
        var below = Math.Min(size, before);
        for (var last = below > 0 ? (below - 1) / TilePath.FullWidth : -1; last >= 0; last -= Stride)
        {
            var first = Math.Max(0, last - Stride + 1);
            var known = await summaries.ReadSummariesAsync(first, last, cancel);
            for (var index = last; index >= first; index--)
            {
                if (known.TryGetValue(index, out var summary) && !summary.MayHold(filter))
                    continue;
                foreach (var found in await InBundleAsync(filter, index, size, cancel))
                {
                    if (found.Index < below)
                        yield return found;
                }
            }
        }
    }

    private async ValueTask<IReadOnlyList<FoundEntry>> InBundleAsync(
        EntryFilter filter, long index, long size, CancellationToken cancel)
    {
        var path = TilePath.InTree(0, index, size) ?? throw new ArgumentOutOfRangeException(nameof(index));
        var bundle = await tiles.ReadEntriesAsync(index, path.Width, cancel)
            ?? throw new InvalidDataException($"{path.EntriesPath} is missing.");
        if (!EntryBundle.TryDecode(bundle, path.Width, out var entries))
            throw new InvalidDataException($"{path.EntriesPath} is torn.");
        var found = new List<FoundEntry>();
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (LedgerEntry.TryParse(entries[i].Span, out var entry) && filter.Matches(entry))
                found.Add(new((index * TilePath.FullWidth) + i, entries[i], entry));
        }
        return found;
    }
}
