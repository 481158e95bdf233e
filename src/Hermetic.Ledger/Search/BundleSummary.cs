using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger.Search;

/// <summary>
/// What a full entry bundle is about, so that a search opens few of them. Made of the bundle alone and worth nothing
/// without it: it is neither hashed nor signed, and whoever doubts it makes it anew.
/// </summary>
public sealed record BundleSummary
{
    /// <summary>
    /// The longest that is read, in bytes. A summary of the product's own words has a few hundred; one that would be longer
    /// says nothing instead.
    /// </summary>
    public const int MaxLength = 16_384;

    private const string Person = "person:";

    private static readonly byte[] Anything = [(byte)'*', (byte)'\n'];

    private BundleSummary(LedgerHour first, LedgerHour last, IReadOnlyList<string> actions, IReadOnlyList<string> actors) =>
        (First, Last, Actions, Actors) = (first, last, actions, actors);

    /// <summary>The earliest hour of an entry.</summary>
    public LedgerHour First { get; }

    /// <summary>The latest.</summary>
    public LedgerHour Last { get; }

    /// <summary>Every action in it, once, in ordinal order; empty for a bundle of which nothing can be said.</summary>
    public IReadOnlyList<string> Actions { get; }

    /// <summary>Every actor in it, once, in ordinal order; all people together are <c>person:</c></summary>
    public IReadOnlyList<string> Actors { get; }

    /// <summary>Reads the entries of a bundle. One that is no entry of this version makes the summary say nothing.</summary>
    public static BundleSummary Of(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var read = new List<LedgerEntry>(entries.Count);
        foreach (var bytes in entries)
        {
            if (LedgerEntry.TryParse(bytes.Span, out var entry) && IsWord(entry.Action) && IsWord(entry.Actor))
                read.Add(entry);
        }
        if (read.Count < entries.Count || read.Count == 0)
            return new(default, default, [], []);
        return new(
            read.Min(entry => entry.At), read.Max(entry => entry.At),
            Words(read.Select(entry => entry.Action)),
            Words(read.Select(entry => entry.Actor.StartsWith(Person, StringComparison.Ordinal) ? Person : entry.Actor)));
    }

    /// <summary>False only when none of the bundle's entries can match.</summary>
    public bool MayHold(EntryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Actions.Count == 0
            || (filter.MayBeAt(First, Last) && Actions.Any(filter.IsAction) && Actors.Any(filter.MayBeBy));
    }

    /// <summary>Both hours, the actions and the actors as three lines of words; <c>*</c> for one that says nothing.</summary>
    public byte[] ToUtf8()
    {
        var text = PublicText.Write($"{First} {Last}\n{string.Join(' ', Actions)}\n{string.Join(' ', Actors)}\n");
        return Actions.Count == 0 || text.Length > MaxLength ? [.. Anything] : text;
    }

    /// <summary>Reads what <see cref="ToUtf8"/> writes, and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out BundleSummary? summary)
    {
        summary = null;
        if (utf8.SequenceEqual(Anything))
            summary = new(default, default, [], []);
        if (summary is not null || utf8.Length > MaxLength || !SignedNote.IsPlainText(utf8))
            return summary is not null;
        var lines = PublicText.Read(utf8).Split('\n');
        if (lines is not [var hours, { Length: > 0 } actions, { Length: > 0 } actors, ""]
            || hours.Split(' ') is not [var first, var last]
            || !LedgerHour.TryParse(first, out var from) || !LedgerHour.TryParse(last, out var to))
            return false;
        var read = new BundleSummary(from, to, actions.Split(' '), actors.Split(' '));
        if (utf8.SequenceEqual(read.ToUtf8()))
            summary = read;
        return summary is not null;
    }

    /// <summary>Whether both write the same bytes.</summary>
    public bool Equals(BundleSummary? other) => other is not null && ToUtf8().AsSpan().SequenceEqual(other.ToUtf8());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Last, Actions.Count, Actors.Count);

    // What would break the lines or the words.
    private static bool IsWord(string text) => text.All(character => character is > ' ' and <= '~');

    private static string[] Words(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
