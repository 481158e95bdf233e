using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <param name="Row">Order of commit, which becomes the order of the log.</param>
public sealed record UnnumberedEntry(long Row, ReadOnlyMemory<byte> Body);

/// <summary>
/// Entries go in unnumbered with the commit of their action; the one sequencer numbers them later.
/// If an entry cannot be stored, the action does not happen: they share the savepoint.
/// </summary>
public static class LedgerEntries
{
    private const string Insert = "insert into ledger_entry (body) values ($1)";
    private const string SelectUnnumbered =
        "select row, body from ledger_entry where position is null order by row limit $1";
    private const string SelectBody = "select body from ledger_entry where position = $1";
    private const string Number = "update ledger_entry set position = $2 where row = $1 and position is null";
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
        var target = record.Target;
        var about = target.Id == Guid.Empty ? null : $"{Name(target.Kind)}:{target.Id:N}";
        Append(transaction, record, about, detail?.Envelope ?? ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>Writes that the business's own facts are these from now on: nobody's personal data.</summary>
    /// <param name="sha256">Of the files in which they stand.</param>
    public static void RecordFacts(
        Transaction transaction, Authorized<ChangeFacts> proof, ReadOnlySpan<byte> sha256) =>
        Append(transaction, proof.TakeRecord(transaction.Request, transaction.Run), $"sha256:{Convert.ToHexStringLower(sha256)}", ReadOnlyMemory<byte>.Empty);

    private static void Append(
        Transaction transaction, AccessRecord record, string? about, ReadOnlyMemory<byte> envelope)
    {
        var entry = new LedgerEntry
        {
            Action = record.Allowed ? record.Action : record.Action + ".refused",
            Actor = record.Actor,
            At = LedgerHour.Of(transaction.Now),
            Object = about,
            Sealed = envelope,
            Subject = record.Target.Owner?.Value,
        };
        transaction.Post(Insert, SqlValue.Bytes(entry.ToCanonicalJson()));
        StaffAccesses.Note(transaction, record);
    }

    public static IReadOnlyList<UnnumberedEntry> Unnumbered(Session session, int most) =>
        session.List(SelectUnnumbered, row => new UnnumberedEntry(row.Long(0), row.Bytes(1)), most);

    /// <summary>How far the log lags behind what happened, in entries.</summary>
    public static long Lag(Session session) => session.Count(CountUnnumbered);

    public static ReadOnlyMemory<byte>? Find(Session session, long position) =>
        session.Find(SelectBody, row => (ReadOnlyMemory<byte>?)row.Bytes(0), position);

    internal static void Assign(Transaction transaction, long row, long position) =>
        transaction.Demand("another sequencer numbered the entry", Number, row, position);

    private static string Name(TargetKind kind) => kind switch
    {
        TargetKind.Subject => "subject",
        TargetKind.Conversation => "conversation",
        TargetKind.Message => "message",
        TargetKind.Appointment => "appointment",
        _ => "deployment",
    };
}
