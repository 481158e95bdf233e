namespace Hermetic.Ledger.Search;

/// <summary>Which entries are looked for: all that fits everything that is named. Null names nothing.</summary>
public sealed record EntryFilter
{
    /// <summary>
    /// An action, such as <c>message.accept</c>; or the beginning of several when it ends with a dot, such as
    /// <c>subject.</c>
    /// </summary>
    public string? Action { get; init; }

    /// <summary>
    /// An actor, such as <c>service:privacy</c>; or the beginning of several when it ends with a colon, such as
    /// <c>staff:</c>
    /// </summary>
    public string? Actor { get; init; }

    /// <summary>The first hour, included.</summary>
    public LedgerHour? From { get; init; }

    /// <summary>The last hour, included.</summary>
    public LedgerHour? To { get; init; }

    /// <summary>Whose data was touched, by random id.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Whether the entry is one of those.</summary>
    public bool Matches(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return MayBeAt(entry.At, entry.At)
            && IsAction(entry.Action)
            && (Actor is null || Fits(Actor, entry.Actor))
            && (Subject is null || Subject == entry.Subject);
    }

    /// <summary>Whether entries of these hours, both included, may be among them.</summary>
    internal bool MayBeAt(LedgerHour first, LedgerHour last) =>
        (From is not { } from || last >= from) && (To is not { } to || first <= to);

    internal bool IsAction(string action) => Action is null || Fits(Action, action);

    /// <summary>Whether one of this kind of actor may be among them: see <see cref="BundleSummary.Actors"/>.</summary>
    internal bool MayBeBy(string kind) =>
        Actor is null || Fits(Actor, kind) || (kind.EndsWith(':') && Actor.StartsWith(kind, StringComparison.Ordinal));

    private static bool Fits(string wanted, string word) => wanted is [.., '.' or ':']
        ? word.StartsWith(wanted, StringComparison.Ordinal)
        : word == wanted;
}
