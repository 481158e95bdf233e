using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <param name="Row">Order of commit, which becomes the order of the log.</param>
public sealed record UnnumberedEntry(long Row, ReadOnlyMemory<byte> Body);

/// <summary>An entry that names a person.</summary>
/// <param name="Position">Its place in the log; null until it is numbered.</param>
public sealed record EntryOfPerson(long? Position, ReadOnlyMemory<byte> Body);

/// <summary>
/// Entries go in unnumbered with the commit of their action; the one sequencer numbers them later.
/// If an entry cannot be stored, the action does not happen: they share the savepoint.
/// </summary>
public static class LedgerEntries
{
    private const string Insert = "insert into ledger_entry (body) values ($1)";
    private const string InsertPlaced = "insert into ledger_entry (body) values ($1) returning row";
    private const string SelectPlaced = "select position, body from ledger_entry where row = $1";
    private const string SelectUnnumbered =
        "select row, body from ledger_entry where position is null order by row limit $1";
    private const string SelectBody = "select body from ledger_entry where position = $1";
    private const string SelectNewest = "select body from ledger_entry order by row desc limit 1";
    private const string SelectLastRow = "select coalesce(max(row), 0) from ledger_entry";
    private const string SelectAfter = "select row, body from ledger_entry where row > $1 order by row limit $2";
    private const string SelectNaming =
        "select position, body from ledger_entry where row > $1 and row <= $2 and instr(body, $3) > 0 order by row";
    private const string Number =
        """
        update ledger_entry set position = fresh.position
        from (select row as entry, $1 - 1 + row_number() over (order by row) as position
              from ledger_entry where position is null and row <= $2) as fresh
        where ledger_entry.row = fresh.entry and exists (select 1 from ledger_head where one = 1 and epoch = $3)
        """;
    private const string CountUnnumbered = "select count(*) from ledger_entry where position is null";

    /// <summary>Writes the record that a proof carries; each proof covers one commit.</summary>
    /// <param name="detail">Personal details and the exact time, sealed under the person's key.</param>
    public static void Record<TAction>(
        Transaction transaction, Authorized<TAction> proof, Sealed<LedgerDetail>? detail = null)
        where TAction : IAction =>
        Append(transaction, proof.TakeRecord(transaction.Request, transaction.Run), detail);

    /// <summary>Writes a record without a proof: a refusal, or an event of the product itself.</summary>
    public static void Append(Transaction transaction, AccessRecord record, Sealed<LedgerDetail>? detail = null)
    {
        Append(transaction, record, About(record.Target), detail?.Envelope ?? ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>Writes a record with what it states of an erasure, and tells where.</summary>
    /// <returns>For <see cref="Placed(Session, long)"/>: not its number in the log, which it is yet to get.</returns>
    internal static long Placed(Transaction transaction, AccessRecord record, ErasureStatement statement)
    {
        var entry = Entry(transaction, record, About(record.Target), ReadOnlyMemory<byte>.Empty) with { Erasure = statement };
        return transaction.Count(InsertPlaced, SqlValue.Bytes(entry.ToCanonicalJson()));
    }

    /// <summary>The bytes of an entry, and its number in the log once it has one.</summary>
    public static (long? Position, ReadOnlyMemory<byte> Body)? Placed(Session session, long row) =>
        session.Find(
            SelectPlaced,
            found => ((long?, ReadOnlyMemory<byte>)?)(found.IsNull(0) ? null : found.Long(0), found.Bytes(1)), row);

    /// <summary>Writes that the business's own facts are these from now on: nobody's personal data.</summary>
    /// <param name="sha256">Of the files in which they stand.</param>
    public static void RecordFacts(
        Transaction transaction, Authorized<ChangeFacts> proof, ReadOnlySpan<byte> sha256) =>
        Append(transaction, proof.TakeRecord(transaction.Request, transaction.Run), $"sha256:{Convert.ToHexStringLower(sha256)}", ReadOnlyMemory<byte>.Empty);

    /// <summary>Writes how much a sweep took by each rule: numbers, and nobody's.</summary>
    public static void RecordSweep(
        Transaction transaction, AccessRecord record, IEnumerable<(Retention Rule, long Deleted)> swept) =>
        Append(
            transaction, record,
            string.Join(' ', swept.Select(one => string.Create(CultureInfo.InvariantCulture, $"{Spelled(one.Rule)}:{one.Deleted}"))),
            ReadOnlyMemory<byte>.Empty);

    private static string Spelled(Retention rule) => JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString());

    /// <summary>Writes which key signs the log from now on.</summary>
    public static void RecordLogKey(Transaction transaction, Authorized<AnnounceLogKey> proof, NoteVerifier key) => Append(
        transaction, proof.TakeRecord(transaction.Request, transaction.Run), key.ToString(), ReadOnlyMemory<byte>.Empty);

    /// <summary>Writes what happened to a version of a key of the ring.</summary>
    public static void Record<TAction>(Transaction transaction, Authorized<TAction> proof, RingKey key, int version)
        where TAction : IAction =>
        Append(
            transaction, proof.TakeRecord(transaction.Request, transaction.Run),
            string.Create(CultureInfo.InvariantCulture, $"key:{RingWords.Of(key)}:{version}"), ReadOnlyMemory<byte>.Empty);

    /// <summary>Writes what happened to a role of a person of the business.</summary>
    internal static void Record<TAction>(Transaction transaction, Authorized<TAction> proof, Role role)
        where TAction : IAction
    {
        var record = proof.TakeRecord(transaction.Request, transaction.Run);
        Append(
            transaction, record, $"{About(record.Target)}:{JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())}",
            ReadOnlyMemory<byte>.Empty);
    }

    private static void Append(
        Transaction transaction, AccessRecord record, string? about, ReadOnlyMemory<byte> envelope)
    {
        transaction.Post(Insert, SqlValue.Bytes(Entry(transaction, record, about, envelope).ToCanonicalJson()));
        StaffAccesses.Note(transaction, record);
    }

    /// <summary>When something was recorded last, in hours since 1970-01-01; null before the first entry.</summary>
    public static long? NewestHour(Session session) =>
        session.Find(SelectNewest, row => row.Bytes(0)) is { } body && LedgerEntry.TryParse(body, out var newest)
            ? (long)(DateTime.ParseExact(
                newest.At.ToString(), "yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).TotalHours
            : null;

    private static LedgerEntry Entry(
        Transaction transaction, AccessRecord record, string? about, ReadOnlyMemory<byte> envelope) => new()
    {
        Action = record.Allowed ? record.Action : record.Action + ".refused",
        Actor = record.Actor,
        At = LedgerHour.Of(transaction.Now),
        Object = about,
        Sealed = envelope,
        Subject = record.Target.Owner?.Value,
    };

    private static string? About(Target target) =>
        target.Id == Guid.Empty ? null : $"{Name(target.Kind)}:{target.Id:N}";

    public static IReadOnlyList<UnnumberedEntry> Unnumbered(Session session, int most) =>
        session.List(SelectUnnumbered, row => new UnnumberedEntry(row.Long(0), row.Bytes(1)), most);

    /// <summary>How far the log lags behind what happened, in entries.</summary>
    public static long Lag(Session session) => session.Count(CountUnnumbered);

    public static ReadOnlyMemory<byte>? Find(Session session, long position) =>
        session.Find(SelectBody, row => (ReadOnlyMemory<byte>?)row.Bytes(0), position);

    /// <summary>How far <see cref="Naming"/> has to go.</summary>
    public static long LastRow(Session session) => session.Count(SelectLastRow);

    /// <summary>What was recorded since, oldest first, in the order of commit: whoever watches begins at <see cref="LastRow"/>.</summary>
    public static IReadOnlyList<(long Row, ReadOnlyMemory<byte> Body)> After(Session session, long row, int most) =>
        session.List(SelectAfter, found => (found.Long(0), (ReadOnlyMemory<byte>)found.Bytes(1)), row, most);

    /// <summary>Entries about a person's data, oldest first, among some rows: the log has no index by person.</summary>
    /// <param name="after">The row before the first of them.</param>
    /// <param name="last">The last of them.</param>
    public static IReadOnlyList<EntryOfPerson> Naming(Session session, SubjectId subject, long after, long last) =>
        session.List(
            SelectNaming,
            row => new EntryOfPerson(row.IsNull(0) ? null : row.Long(0), row.Bytes(1)),
            after, last, SqlValue.Bytes(System.Text.Encoding.ASCII.GetBytes($"\"subject\":\"{subject.Value:D}\"")));

    /// <summary>Numbers the oldest entries without a number, in their order.</summary>
    /// <param name="first">The position of the first.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="count">How many they have to be.</param>
    internal static void Assign(
        Transaction transaction, SequencerLease lease, long first, UnnumberedEntry last, int count) =>
        transaction.Demand(
            new Demanded(count, "another sequencer holds the log"), Number, first, last.Row, lease.Epoch);

    private static string Name(TargetKind kind) => kind switch
    {
        TargetKind.Subject => "subject",
        TargetKind.Conversation => "conversation",
        TargetKind.Message => "message",
        TargetKind.Appointment => "appointment",
        TargetKind.Staff => "staff",
        _ => "deployment",
    };
}
