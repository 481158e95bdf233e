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
        update sent_tag set message = null where message in
        (select o.id from outbox o join conversation c on c.id = o.conversation where c.subject = $1)
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
        "delete from conversation where subject = $1",
        "delete from parked where subject = $1",
        "delete from identifier where subject = $1",
        "delete from subject where id = $1",
    ];

    /// <summary>Fences the person: from this commit on every other write of theirs is refused.</summary>
    public static void Begin(Transaction transaction, Authorized<EraseSubject> proof, SubjectId id)
    {
        LedgerEntries.Record(transaction, proof);
        Subjects.Fence(transaction, id);
    }

    public static IReadOnlyList<Bucket> BucketsOf(Session session, SubjectId id) =>
        session.List(SelectBuckets, row => new Bucket(row.Int(0), row.Long(1), row.Int(2)), id);

    public static IReadOnlyList<IdentifierRow> MembersOf(Session session, Bucket bucket) =>
        session.List(
            SelectMembers,
            row => new IdentifierRow(
                row.Subject(0), row.Long(1), row.Guid(2), row.Tag(3), row.Sealed<IdentifierContent>(4)),
            bucket.Number);

    /// <summary>The re-keyed path, the moved buckets, the new epoch and the end of the person's rows: one transaction.</summary>
    /// <param name="moves">One for each of the person's buckets: a pepper that stays would confirm them in a backup.</param>
    /// <exception cref="FencedException">
    /// A page, a bucket or the epoch moved meanwhile: compute again. Or the erasure has not begun, or is complete.
    /// </exception>
    public static void Complete(
        Transaction transaction, SubjectId id, KeyRoll roll, int fromEpoch, int toEpoch, IReadOnlyList<BucketMove> moves,
        AccessRecord record)
    {
        RequireUnchanged(transaction, id, moves);
        KeyPages.Replace(transaction, roll);
        Deployment.Advance(transaction, fromEpoch, toEpoch);
        transaction.Execute(ForgetSends, id);
        foreach (var sql in _rows)
            transaction.Execute(sql, id);
        foreach (var move in moves)
            Move(transaction, move);
        LedgerEntries.Append(transaction, record);
    }

    private static void RequireUnchanged(Transaction transaction, SubjectId id, IReadOnlyList<BucketMove> moves)
    {
        if (Subjects.Find(transaction, id) is not { State: SubjectState.Erasing })
            throw new FencedException("no erasure of this person is under way");
        if (!BucketsOf(transaction, id).ToHashSet().SetEquals(moves.Select(move => move.From)))
            throw new FencedException("the person's buckets changed");
    }

    private static void Move(Transaction transaction, BucketMove move)
    {
        if (transaction.Execute(MoveBucket, move.From.Number, move.To.Slot, move.To.Epoch, move.From.Epoch) != 1
            || transaction.Count(CountMembers, move.From.Number) != move.Retagged.Count)
            throw new FencedException("the bucket changed");
        foreach (var (old, renewed) in move.Retagged)
        {
            if (transaction.Execute(Retag, old, renewed) != 1)
                throw new FencedException("the bucket changed");
        }
    }
}
