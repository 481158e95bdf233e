using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Locations;

/// <summary>
/// The tables that go by a day in the clear. What goes otherwise: appointments and contacts, whose times are sealed;
/// copies, by the hour; keys of days, with a roll of the key tree. Nothing of a person goes who is on hold.
/// </summary>
public static class Sweeps
{
    public static IReadOnlyList<Sweep> All { get; } =
    [
        new("inbox", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from inbox where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) =>
            {
                // Files go with their message.
                transaction.Execute(
                """
                delete from media_chunk where message in (select id from inbox where row > $1 and row <= $2 and day < $3
                and state <> 0 and sequence <= (select drained from conversation where id = inbox.conversation)
                and conversation not in (select c.id from conversation c join legal_hold h on h.subject = c.subject))
                """,
                after, last, oldest);
                return transaction.Execute(
                """
                delete from inbox where row > $1 and row <= $2 and day < $3 and state <> 0
                and sequence <= (select drained from conversation where id = inbox.conversation)
                and conversation not in (select c.id from conversation c join legal_hold h on h.subject = c.subject)
                """,
                after, last, oldest);
            },
            Plant = (transaction, row) => transaction.Execute(
                """
                insert into inbox (id, conversation, sequence, state, day, envelope) values ($1, $2, $3, 1, $4, $1)
                """,
                row.Key, row.Conversation, row.Sequence, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from inbox where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from inbox where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from inbox"),
            CountOld = (session, oldest) => session.Count("select count(*) from inbox where day < $1", oldest),
        }),
        new("outbox", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from outbox where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                """
                delete from outbox where row > $1 and row <= $2 and day < $3 and state not in (0, 1)
                and conversation not in (select c.id from conversation c join legal_hold h on h.subject = c.subject)
                """,
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                """
                insert into outbox (id, conversation, sequence, after, state, kind, day, envelope)
                values ($1, $2, $3, 0, 3, 0, $4, $1)
                """,
                row.Key, row.Conversation, row.Sequence, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from outbox where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from outbox where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from outbox"),
            CountOld = (session, oldest) => session.Count("select count(*) from outbox where day < $1", oldest),
        }),
        new("parked", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from parked where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                """
                delete from parked where row > $1 and row <= $2 and day < $3
                and (subject is null or subject not in (select subject from legal_hold))
                """,
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                """
                insert into parked (id, reason, subject, day, envelope) values ($1, 0, $2, $3, $1)
                """,
                row.Key, row.Subject, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from parked where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from parked where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from parked"),
            CountOld = (session, oldest) => session.Count("select count(*) from parked where day < $1", oldest),
        }),
        new("reminder", new()
        {
            IsOrdered = false,
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(due_hour / 24), 0)
                from (select row, due_hour from reminder where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                """
                delete from reminder where row > $1 and row <= $2 and due_hour < $3 and state <> 0
                and subject not in (select subject from legal_hold)
                """,
                after, last, oldest * 24),
            Plant = (transaction, row) => transaction.Execute(
                """
                insert into reminder (id, appointment, subject, conversation, state, due_hour, envelope)
                values ($1, $1, $2, $3, 2, $4, $1)
                """,
                row.Key, row.Subject, row.Conversation, row.Hour),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(due_hour / 24), 0) from reminder where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from reminder where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from reminder"),
            CountOld = (session, oldest) => session.Count("select count(*) from reminder where due_hour < $1", oldest * 24),
        }),
        new("dedupe", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from dedupe where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                "delete from dedupe where row > $1 and row <= $2 and day < $3",
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                "insert into dedupe (tag, day) values ($1, $2)",
                row.Key, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from dedupe where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from dedupe where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from dedupe"),
            CountOld = (session, oldest) => session.Count("select count(*) from dedupe where day < $1", oldest),
        }),
        new("sent_tag", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from sent_tag where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                "delete from sent_tag where row > $1 and row <= $2 and day < $3",
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                "insert into sent_tag (tag, rank, day) values ($1, 0, $2)",
                row.Key, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from sent_tag where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from sent_tag where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from sent_tag"),
            CountOld = (session, oldest) => session.Count("select count(*) from sent_tag where day < $1", oldest),
        }),
        new("staff_access", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(hour / 24), 0)
                from (select row, hour from staff_access where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                """
                delete from staff_access where row > $1 and row <= $2 and hour < $3
                and (subject is null or subject not in (select subject from legal_hold))
                """,
                after, last, oldest * 24),
            Plant = (transaction, row) => transaction.Execute(
                "insert into staff_access (subject, hour) values ($1, $2)",
                row.Subject, row.Hour),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(hour / 24), 0) from staff_access where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from staff_access where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from staff_access"),
            CountOld = (session, oldest) => session.Count("select count(*) from staff_access where hour < $1", oldest * 24),
        }),
        new("account_event", new()
        {
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from account_event where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                """
                delete from account_event where row > $1 and row <= $2 and day < $3 and (state = 1 or severity = 0)
                """,
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                """
                insert into account_event (id, severity, state, day, envelope) values ($1, 1, 1, $2, $1)
                """,
                row.Key, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from account_event where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from account_event where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from account_event"),
            CountOld = (session, oldest) => session.Count("select count(*) from account_event where day < $1", oldest),
        }),
        new("flow_key", new()
        {
            IsOrdered = false,
            Bounds = (session, after) => session.Find(
                """
                select coalesce(max(row), 0), coalesce(min(day), 0)
                from (select row, day from flow_key where row > $1 order by row limit $2) as page
                """,
                Pair, after, Sweep.Page),
            Delete = (transaction, after, last, oldest) => transaction.Execute(
                "delete from flow_key where row > $1 and row <= $2 and day < $3 and state = 0",
                after, last, oldest),
            Plant = (transaction, row) => transaction.Execute(
                "insert into flow_key (id, state, day, envelope) values ($1, 0, $2, $1)",
                row.Key, row.Day),
            Left = (session, after) => session.Find(
                "select count(*), coalesce(min(day), 0) from flow_key where row > $1", Pair, after),
            Clear = (transaction, after) => transaction.Execute("delete from flow_key where row > $1", after),
            LastRow = session => session.Count("select coalesce(max(row), 0) from flow_key"),
            CountOld = (session, oldest) => session.Count("select count(*) from flow_key where day < $1", oldest),
        }),
    ];

    private static (long, long) Pair(Row row) => (row.Long(0), row.Long(1));
}
