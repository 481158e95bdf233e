using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Locations;

/// <summary>How many rows of a table are a person's.</summary>
/// <param name="Oldest">Days since 1970-01-01; null where a row tells no day in the clear.</param>
/// <param name="Newest">As <paramref name="Oldest"/>.</param>
public sealed record RowsOfPerson(DataLocation Location, long Count, int? Oldest, int? Newest);

/// <summary>
/// Counts what every table holds of one person, opening nothing. Marks that name nobody are counted as well, as long as
/// a row of theirs leads to them; who said STOP is found by its tags only.
/// </summary>
public static class PersonRows
{
    // In the order of the numbers below. A test holds this to the register: each table of which an erasure takes
    // something, and dedupe.
    internal static readonly IReadOnlyList<string> Tables =
    [
        "subject", "identifier", "conversation", "inbox", "media_chunk", "outbox", "appointment", "occupancy", "reminder",
        "parked", "dedupe", "sent_tag", "export", "export_chunk", "staff_access", "legal_hold", "approval",
    ];

    private const string CountAll =
        """
        select cast(0 as bigint), count(*), cast(null as bigint), cast(null as bigint) from subject where id = $1
        union all select 1, count(*), cast(null as bigint), cast(null as bigint) from identifier where subject = $1
        union all select 2, count(*), cast(null as bigint), cast(null as bigint) from conversation where subject = $1
        union all select 3, count(*), min(i.day), max(i.day) from inbox i
        join conversation c on c.id = i.conversation where c.subject = $1
        union all select 4, count(*), min(i.day), max(i.day) from media_chunk m join inbox i on i.id = m.message
        join conversation c on c.id = i.conversation where c.subject = $1
        union all select 5, count(*), min(o.day), max(o.day) from outbox o
        join conversation c on c.id = o.conversation where c.subject = $1
        union all select 6, count(*), cast(null as bigint), cast(null as bigint) from appointment where subject = $1
        union all select 7, count(*), cast(null as bigint), cast(null as bigint) from occupancy
        where appointment in (select id from appointment where subject = $1)
        union all select 8, count(*), min(due_hour / 24), max(due_hour / 24) from reminder where subject = $1
        union all select 9, count(*), min(day), max(day) from parked where subject = $1
        union all select 10, count(*), min(d.day), max(d.day) from dedupe d where d.tag in
        (select i.tag from inbox i join conversation c on c.id = i.conversation
         where c.subject = $1 and i.tag is not null)
        union all select 11, count(*), min(t.day), max(t.day) from sent_tag t where t.tag in
        (select o.wamid from outbox o join conversation c on c.id = o.conversation
         where c.subject = $1 and o.wamid is not null)
        union all select 12, count(*), min(hour / 24 - 1), max(hour / 24 - 1) from export where subject = $1
        union all select 13, count(*), cast(null as bigint), cast(null as bigint) from export_chunk
        where export in (select id from export where subject = $1)
        union all select 14, count(*), min(hour / 24), max(hour / 24) from staff_access where subject = $1
        union all select 15, count(*), min(hour / 24), max(hour / 24) from legal_hold where subject = $1
        union all select 16, count(*), min(until / 24 - 1), max(until / 24 - 1) from approval where subject = $1
        """;

    /// <summary>One for each table that can hold something of the person, in the order of the register.</summary>
    public static IReadOnlyList<RowsOfPerson> Count(Session session, SubjectId subject) =>
    [
        .. session.List(
            CountAll,
            row => (Number: row.Int(0), Rows: new RowsOfPerson(
                DataLocations.Of(Tables[row.Int(0)]), row.Long(1), Day(row, 2), Day(row, 3))),
            subject).OrderBy(one => one.Number).Select(one => one.Rows),
    ];

    private static int? Day(Row row, int column) => row.IsNull(column) ? null : row.Int(column);
}
