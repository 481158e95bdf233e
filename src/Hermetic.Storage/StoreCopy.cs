using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <param name="Rows">Of all tables together; on both sides the same bytes.</param>
public sealed record StoreCopied(int Tables, long Rows);

/// <summary>
/// Moves a deployment from SQLite to PostgreSQL: every row as it lies, sealed, then both sides are read again and
/// compared. It may be stopped at any moment and started anew. The row that makes the target a deployment comes last,
/// so no service starts on half a copy.
/// </summary>
public static class StoreCopy
{
    private const int Page = 500;

    // Whoever is referred to comes first, and the deployment last. A test holds this to the schema.
    internal static readonly IReadOnlyList<CopiedTable> Tables =
    [
        new("subject", "id", "slot, state"),
        new("conversation", "id",
            "number, subject, epoch, arrived, drained, replies, state, person, dialogue"),
        new("key_page", "level, position", "version, envelope"),
        new("bucket", "bucket", "slot, epoch"),
        new("identifier", "tag", "kind, bucket, subject, row, envelope"),
        new("inbox", "row", "id, conversation, sequence, state, day, envelope, tag"),
        new("dedupe", "row", "tag, day"),
        new("outbox", "row",
            "id, conversation, sequence, after, state, kind, attempt, code, day, envelope, billable, category, wamid"),
        new("sent_tag", "row", "tag, message, rank, day, code"),
        new("parked", "row", "id, reason, subject, day, envelope"),
        new("day_key", "day", "slot"),
        new("suppression", "tag", "day"),
        new("appointment", "row", "id, subject, conversation, state, version, envelope"),
        new("occupancy", "cell", "appointment"),
        new("reminder", "row", "id, appointment, subject, conversation, state, due_hour, envelope"),
        new("account_event", "row", "id, severity, state, day, envelope"),
        new("flow_key", "row", "id, state, day, envelope"),
        new("data_protection_key", "row", "id, day, envelope"),
        new("key_ring", "one", "epoch"),
        new("key_version", "name, version", "state, changed, moved, moved_at"),
        new("media_chunk", "row", "message, position, envelope"),
        new("export", "row", "id, subject, state, tries, hour"),
        new("export_chunk", "row", "export, position, envelope"),
        new("staff_access", "row", "subject, hour"),
        new("retention_sweep", "rule", "hour, deleted, proven"),
        new("erasure", "row", "subject, state, from_epoch, to_epoch, commitment, hour, entry, link, until"),
        new("legal_hold", "row", "id, subject, hour, staff, wished, envelope"),
        new("approval", "row", "id, subject, act, reason, staff, until"),
        new("staff", "row", "id, state, day, envelope"),
        new("role_grant", "row", "staff, role, hour, granter"),
        new("passkey", "row", "id, staff, digest, day, envelope"),
        new("staff_session", "row", "id, digest, staff, passkey, until, envelope"),
        new("invitation", "row", "digest, staff, until"),
        new("recovery_code", "row", "digest, staff"),
        new("spent_ceremony", "id", "until"),
        new("ledger_entry", "row", "position, body"),
        new("ledger_handover", "version", "checkpoint"),
        new("ledger_head", "one", "epoch, size, root, signed_size, checkpoint"),
        new("ledger_tile", "level, position", "width, bytes"),
        new("deployment", "one", "id, key_epoch, next_leaf"),
    ];

    /// <summary>Which nodes there are just now: each tells it anew when it starts.</summary>
    internal static readonly IReadOnlyList<string> NotCopied = ["cluster", "silo"];

    /// <summary>How many rows there are to copy.</summary>
    public static long Count(Database from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Tables.Sum(table => from.Read(session => session.Count(table.Count)));
    }

    /// <param name="to">Empty, or with what an earlier try left there.</param>
    /// <param name="progress">Rows that were copied or compared: twice <see cref="Count"/> at the end.</param>
    /// <exception cref="StorageOpenException">The target is in use already, or holds something else.</exception>
    public static async Task<StoreCopied> RunAsync(
        Database from, Database to, IProgress<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(progress);
        if (to.Read(Deployment.Find) is { } there)
            return Finished(from, to, there, progress);
        var done = 0L;
        foreach (var table in Tables)
        {
            if (table.Name == "deployment")
                done = Compare(from, to, Tables.SkipLast(1), progress, done);
            done = await CopyAsync(table, from, to, progress, done, cancel);
        }
        return new StoreCopied(Tables.Count, Compare(from, to, Tables.TakeLast(1), progress, done) / 2);
    }

    /// <summary>A copy that was complete, and was stopped before anybody heard of it.</summary>
    private static StoreCopied Finished(Database from, Database to, Deployment there, IProgress<long> progress)
    {
        if (there != from.Read(Deployment.Find))
            throw new StorageOpenException("The PostgreSQL database is another deployment; nothing was copied.");
        return new StoreCopied(Tables.Count, Compare(from, to, Tables, progress, done: 0));
    }

    private static async Task<long> CopyAsync(
        CopiedTable table, Database from, Database to, IProgress<long> progress, long done, CancellationToken cancel)
    {
        foreach (var page in table.Pages(from))
        {
            cancel.ThrowIfCancellationRequested();
            await to.CommitAsync(transaction =>
            {
                foreach (var row in page)
                    transaction.Post(table.Insert, row);
            });
            progress.Report(done += page.Count);
        }
        if (table.IsNumbered)
            await to.CommitAsync(transaction => transaction.Count(table.Renumber));
        return done;
    }

    private static long Compare(
        Database from, Database to, IEnumerable<CopiedTable> tables, IProgress<long> progress, long done)
    {
        foreach (var table in tables)
        {
            var (rows, digest) = table.Digest(from);
            if (table.Digest(to) != (rows, digest))
                throw new StorageOpenException(
                    $"The table {table.Name} is not the same on both sides: one of them was used since the copy began. "
                    + "Nothing was given up. To copy anew, empty the PostgreSQL database and run storage migrate first.");
            progress.Report(done += rows);
        }
        return done;
    }

    /// <summary>A table as both engines have it.</summary>
    /// <param name="Keys">Primary key, in whose order the rows are read.</param>
    internal sealed record CopiedTable(string Name, string Keys, string Others)
    {
        private readonly int _keys = Keys.Split(',').Length;

        internal IReadOnlyList<string> Columns { get; } = $"{Keys}, {Others}".Split(", ");

        /// <summary>Rows get their number from the engine, which goes on after the highest.</summary>
        internal bool IsNumbered => Keys == "row";

        internal string Count { get; } = $"select count(*) from {Name}";

        internal string Insert { get; } =
            $"insert into {Name} ({Keys}, {Others}) overriding system value values ("
            + string.Join(", ", Enumerable.Range(1, $"{Keys}, {Others}".Split(',').Length).Select(Place))
            + ") on conflict do nothing";

        internal string Renumber { get; } =
            $"select setval(pg_get_serial_sequence('{Name}', 'row'), coalesce(max(row), 0) + 1, false) from {Name}";

        private string First { get; } = $"select {Keys}, {Others} from {Name} order by {Keys} limit $1";

        private string Next { get; } =
            $"select {Keys}, {Others} from {Name} where ({Keys}) > ("
            + string.Join(", ", Keys.Split(',').Select((_, i) => Place(i + 2))) + $") order by {Keys} limit $1";

        internal IEnumerable<List<SqlValue[]>> Pages(Database database)
        {
            var page = database.Read(session => session.List(First, Cells, Page));
            while (page.Count > 0)
            {
                yield return page;
                SqlValue[] after = [Page, .. page[^1].AsSpan(0, _keys)];
                page = database.Read(session => session.List(Next, Cells, after));
            }
        }

        /// <summary>SHA-256 over every cell in order, each with its length before it.</summary>
        internal (long Rows, string Digest) Digest(Database database)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var rows = 0L;
            foreach (var page in Pages(database))
            {
                rows += page.Count;
                foreach (var cell in page.SelectMany(row => row))
                    Append(hash, cell);
            }
            return (rows, Convert.ToHexString(hash.GetHashAndReset()));
        }

        private SqlValue[] Cells(Row row) => [.. Columns.Select((_, i) => row.Value(i))];

        private static void Append(IncrementalHash hash, SqlValue cell)
        {
            var bytes = cell.Boxed switch
            {
                byte[] blob => blob,
                long number => BitConverter.GetBytes(number),
                _ => null,
            };
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(bytes ?? []);
        }

        private static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");
    }
}
