using Hermetic.Domain;

namespace Hermetic.Storage;

/// <summary>When people of the business looked, in hours since 1970-01-01.</summary>
/// <param name="Count">How often somebody opened a conversation of the person.</param>
/// <param name="LastHour">Null when nobody did.</param>
/// <param name="Lists">How often somebody opened the list of all conversations.</param>
public sealed record StaffAccessCount(long Count, long? LastHour, long Lists);

/// <summary>
/// Who was looked at and when, so that a person can be told without the ledger being searched. A row comes with its
/// ledger entry and goes with the person; the ledger stays.
/// </summary>
public static class StaffAccesses
{
    private const string Insert = "insert into staff_access (subject, hour) values ($1, $2)";
    private const string SelectOwn = "select count(*), max(hour) from staff_access where subject = $1";
    private const string SelectHours = "select hour from staff_access where subject = $1 order by hour, row";
    private const string CountLists = "select count(*) from staff_access where subject is null and hour >= $1";

    private static readonly string[] _looks = [ReadConversation.Name, ShowSubject.Name, ExportSubject.Name];

    /// <param name="sinceHour">Lists before it did not show the person.</param>
    public static StaffAccessCount Of(Session session, SubjectId subject, long sinceHour) =>
        session.Find(
            SelectOwn,
            row => new StaffAccessCount(row.Long(0), row.IsNull(1) ? null : row.Long(1), Lists: 0),
            subject)! with { Lists = session.Count(CountLists, sinceHour) };

    /// <summary>The hours in which somebody looked, oldest first; one for each look.</summary>
    public static IReadOnlyList<long> Hours(Session session, SubjectId subject) =>
        session.List(SelectHours, row => row.Long(0), subject);

    /// <summary>Notes a reading by staff; nothing for every other record.</summary>
    internal static void Note(Transaction transaction, AccessRecord record)
    {
        if (!record.Allowed || !_looks.Contains(record.Action) || !record.Actor.StartsWith("staff:", StringComparison.Ordinal))
            return;
        var subject = record.Target.Owner is { } owner ? owner : Engine.SqlValue.Null;
        transaction.Post(Insert, subject, transaction.Hour);
    }
}
