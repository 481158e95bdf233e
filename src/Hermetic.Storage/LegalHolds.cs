using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A person's data must be kept for now; nothing of the erasure is stored.</summary>
public sealed class OnHoldException() : Exception("The person is on hold: the law obliges the business to keep their data for now.");

/// <param name="SinceHour">Hours since 1970-01-01.</param>
/// <param name="By">Who of the business placed it.</param>
/// <param name="WishedHour">Since when the person waits to be erased, in hours since 1970-01-01; null when they do not.</param>
public sealed record LegalHold(
    Guid Id, SubjectId Subject, long SinceHour, StaffId By, long? WishedHour, Sealed<HoldContent> Reason);

/// <summary>
/// People whose data must be kept for now (GDPR Art. 17(3)(b), (e)). While there is a row, <see cref="Erasures.Begin"/>
/// refuses, and no sweep takes anything of theirs. It restricts no use (that would be Art. 18).
/// </summary>
public static class LegalHolds
{
    private const string Columns = "id, subject, hour, staff, wished, envelope";
    private const string Insert =
        "insert into legal_hold (id, subject, hour, staff, envelope) values ($1, $2, $3, $4, $5) on conflict do nothing";
    private const string SelectOf = $"select {Columns} from legal_hold where subject = $1";
    private const string SelectAll = $"select {Columns} from legal_hold order by row";
    private const string Delete = "delete from legal_hold where subject = $1";
    private const string SetWish = "update legal_hold set wished = coalesce(wished, $2) where subject = $1";

    private const string ClearWish = "update legal_hold set wished = null where subject = $1 and wished is not null";

    /// <summary>Every hold, the oldest first.</summary>
    public static IReadOnlyList<LegalHold> All(Session session) => session.List(SelectAll, Read);

    /// <summary>Null when the person is not on hold.</summary>
    public static LegalHold? Of(Session session, SubjectId subject) => session.Find(SelectOf, Read, subject);

    /// <summary>From this commit on the person is not erased, whoever wants it.</summary>
    /// <returns>False when they are on hold already: that one stays.</returns>
    /// <exception cref="FencedException">An erasure was first.</exception>
    public static bool Place(
        Transaction transaction, Authorized<HoldSubject> proof, Guid id, StaffId by, Sealed<HoldContent> reason)
    {
        var subject = Whose(proof);
        Subjects.RequireLive(transaction, subject);
        if (transaction.Execute(
            Insert, SqlValue.Id(id), subject, transaction.Hour, SqlValue.Id(by.Value), SqlValue.Of(reason)) != 1)
            return false;
        Approvals.Forget(transaction, subject);
        LedgerEntries.Record(transaction, proof);
        return true;
    }

    /// <summary>From this commit on the person may be erased, and what is over goes.</summary>
    /// <exception cref="FencedException">There is none any more.</exception>
    public static void Release(Transaction transaction, Authorized<ReleaseSubject> proof)
    {
        transaction.Demand("the person is not on hold", Delete, Whose(proof));
        Approvals.Forget(transaction, Whose(proof));
        LedgerEntries.Record(transaction, proof);
    }

    /// <summary>Notes that the person waits to be erased, and that they could not be; the first wish counts.</summary>
    /// <exception cref="FencedException">The hold was released meanwhile: they can be erased.</exception>
    public static void Wish(Transaction transaction, AccessRecord refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var subject = refused.Target.Owner ?? throw new InvalidOperationException("A wish is somebody's.");
        transaction.Demand("the person is not on hold", SetWish, subject, transaction.Hour);
        LedgerEntries.Append(transaction, refused);
    }

    /// <summary>The person waits to be erased no longer; nothing, and no record, where they did not.</summary>
    public static void TakeBack(Transaction transaction, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var subject = record.Target.Owner ?? throw new InvalidOperationException("A wish is somebody's.");
        if (transaction.Execute(ClearWish, subject) == 1)
            LedgerEntries.Append(transaction, record);
    }

    private static SubjectId Whose<TAction>(Authorized<TAction> proof) where TAction : IAction =>
        proof.Target.Owner ?? throw new InvalidOperationException("A hold is somebody's.");

    private static LegalHold Read(Row row) => new(
        row.Guid(0), row.Subject(1), row.Long(2), StaffId.From(row.Guid(3)), row.IsNull(4) ? null : row.Long(4),
        row.Sealed<HoldContent>(5));
}
