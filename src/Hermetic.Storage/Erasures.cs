using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>One identifier row of a bucket, sealed under its own person's key.</summary>
public sealed record IdentifierRow(SubjectId Subject, long Slot, Guid Row, Tag Tag, Sealed<IdentifierContent> Sealed);

/// <summary>A bucket that moves to a new pepper: everybody who stays in it gets a new tag.</summary>
public sealed record BucketMove(Bucket From, Bucket To, IReadOnlyList<(Tag Old, Tag New)> Retagged);

/// <summary>The two commits of an erasure: the fence, and the roll with which everything goes.</summary>
public static class Erasures
{
    private const string SelectBuckets =
        """
        select b.bucket, b.slot, b.epoch from bucket b
        where exists (select 1 from identifier i where i.bucket = b.bucket and i.subject = $1)
        """;
    private const string SelectMembers =
        """
        select i.subject, s.slot, i.row, i.tag, i.envelope from identifier i
        join subject s on s.id = i.subject where i.bucket = $1
        """;
    private const string CountMembers = "select count(*) from identifier where bucket = $1";
    private const string MoveBucket = "update bucket set slot = $2, epoch = $3 where bucket = $1 and epoch = $4";
    private const string Retag = "update identifier set tag = $2 where tag = $1";
    private const string ForgetSends =
        """
        update sent_tag set message = null where tag in
        (select o.wamid from outbox o join conversation c on c.id = o.conversation
         where c.subject = $1 and o.wamid is not null)
        """;

    // In the order that the references between the tables need.
    private static readonly string[] _rows =
    [
        "delete from outbox where conversation in (select id from conversation where subject = $1)",
        """
        delete from media_chunk where message in
        (select i.id from inbox i join conversation c on c.id = i.conversation where c.subject = $1)
        """,
        "delete from inbox where conversation in (select id from conversation where subject = $1)",
        "delete from reminder where subject = $1",
        "delete from occupancy where appointment in (select id from appointment where subject = $1)",
        "delete from appointment where subject = $1",
        "delete from export_chunk where export in (select id from export where subject = $1)",
        "delete from export where subject = $1",
        "delete from staff_access where subject = $1",
        "delete from approval where subject = $1",
        // None but in an older database whose person's key was destroyed since.
        "delete from legal_hold where subject = $1",
        "delete from conversation where subject = $1",
        "delete from parked where subject = $1",
        "delete from identifier where subject = $1",
        "delete from subject where id = $1",
    ];

    /// <summary>Fences the person: from this commit on every other write of theirs is refused.</summary>
    /// <param name="link">Where the person is shown the certificate; null when nobody could follow a link.</param>
    /// <exception cref="OnHoldException">Their data must be kept for now; whoever wants it erased.</exception>
    public static void Begin(
        Transaction transaction, Authorized<EraseSubject> proof, SubjectId id, ErasureLink? link = null)
    {
        LedgerEntries.Record(transaction, proof);
        Subjects.FenceUnlessOnHold(transaction, id);
        ErasureSteps.Fenced(transaction, id, link);
    }

    public static IReadOnlyList<Bucket> BucketsOf(Session session, SubjectId id) =>
        session.List(SelectBuckets, row => new Bucket(row.Int(0), row.Long(1), row.Int(2)), id);

    public static IReadOnlyList<IdentifierRow> MembersOf(Session session, Bucket bucket) =>
        session.List(
            SelectMembers,
            row => new IdentifierRow(
                row.Subject(0), row.Long(1), row.Guid(2), row.Tag(3), row.Sealed<IdentifierContent>(4)),
            bucket.Number);

    /// <summary>
    /// The re-keyed path, the moved buckets, the new epoch and the end of everybody's rows: one transaction for all who
    /// are erased with this roll.
    /// </summary>
    /// <param name="moves">One for each bucket that one of them is in: a pepper that stays would confirm them in a
    /// backup.</param>
    /// <param name="record">What the ledger says of each.</param>
    /// <exception cref="FencedException">
    /// A page, a bucket or the epoch moved meanwhile: compute again. Or an erasure has not begun, or is complete.
    /// </exception>
    public static void Complete(
        Transaction transaction, IReadOnlyList<SubjectId> people, KeyRoll roll, int fromEpoch, int toEpoch,
        IReadOnlyList<BucketMove> moves, Func<SubjectId, AccessRecord> record)
    {
        RequireUnchanged(transaction, people, moves);
        KeyPages.Replace(transaction, roll);
        Deployment.Advance(transaction, fromEpoch, toEpoch);
        foreach (var id in people)
        {
            transaction.Post(ForgetSends, id);
            foreach (var sql in _rows)
                transaction.Post(sql, id);
            ErasureSteps.Rolled(transaction, id, roll, fromEpoch);
        }
        foreach (var move in moves)
            Move(transaction, move);
        foreach (var id in people)
            LedgerEntries.Append(transaction, record(id));
    }

    private static void RequireUnchanged(
        Transaction transaction, IReadOnlyList<SubjectId> people, IReadOnlyList<BucketMove> moves)
    {
        if (people.Any(id => Subjects.Find(transaction, id) is not { State: SubjectState.Erasing }))
            throw new FencedException("no erasure of this person is under way");
        if (!people.SelectMany(id => BucketsOf(transaction, id)).ToHashSet().SetEquals(moves.Select(move => move.From)))
            throw new FencedException("the person's buckets changed");
    }

    /// <summary>Gives a bucket a new pepper whose old one is destroyed; nobody in it is erased by that.</summary>
    /// <exception cref="FencedException">Somebody came into or left the bucket meanwhile.</exception>
    public static void Move(Transaction transaction, BucketMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        const string changed = "the bucket changed";
        transaction.Demand(changed, MoveBucket, move.From.Number, move.To.Slot, move.To.Epoch, move.From.Epoch);
        if (transaction.Count(CountMembers, move.From.Number) != move.Retagged.Count)
            throw new FencedException(changed);
        foreach (var (old, renewed) in move.Retagged)
            transaction.Demand(changed, Retag, old, renewed);
    }
}
