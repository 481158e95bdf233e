using Hermetic.Domain;

namespace Hermetic.Storage.Locations;

/// <summary>What the last sweep by one rule did.</summary>
/// <param name="Hour">When it ended, in hours since 1970-01-01.</param>
/// <param name="Deleted">Rows, or people who were erased.</param>
/// <param name="IsProven">What was planted went, and what was planted beside it stayed.</param>
public sealed record LastSweep(Retention Rule, long Hour, long Deleted, bool IsProven);

/// <summary>The last sweep by each rule, for whoever asks; and a clock of its own, to compare the machine's with.</summary>
public static class SweepRecords
{
    private const string Put =
        """
        insert into retention_sweep (rule, hour, deleted, proven) values ($1, $2, $3, $4)
        on conflict (rule) do update set hour = excluded.hour, deleted = excluded.deleted, proven = excluded.proven
        """;
    private const string SelectAll = "select rule, hour, deleted, proven from retention_sweep order by rule";
    private const string SelectLast = "select coalesce(max(hour), 0) from retention_sweep";

    public static void Note(Transaction transaction, LastSweep swept)
    {
        ArgumentNullException.ThrowIfNull(swept);
        transaction.Execute(Put, swept.Rule, swept.Hour, swept.Deleted, swept.IsProven ? 1 : 0);
    }

    public static IReadOnlyList<LastSweep> All(Session session) => session.List(
        SelectAll, row => new LastSweep(row.Enum<Retention>(0), row.Long(1), row.Long(2), row.Long(3) == 1));

    /// <summary>Hours since 1970-01-01; 0 before the first.</summary>
    public static long LastHour(Session session) => session.Count(SelectLast);
}
