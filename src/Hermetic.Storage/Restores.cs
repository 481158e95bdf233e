using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>An older database, or one whose root was lost, takes root epoch and pages from an escrow.</summary>
public static class Restores
{
    private const string Put =
        """
        insert into key_page (level, position, version, envelope) values ($1, $2, $3, $4)
        on conflict (level, position) do update set version = excluded.version, envelope = excluded.envelope
        """;
    private const string RaiseLeaf = "update deployment set next_leaf = $1 where one = 1 and next_leaf < $1";
    private const string SelectSubjects = "select id, slot, state from subject";
    private const string SelectBuckets = "select bucket, slot, epoch from bucket";

    /// <summary>Whoever's slot was destroyed since the database was current is erased by it: it begins here.</summary>
    /// <param name="pages">All that the escrow has of this epoch.</param>
    /// <param name="from">The database's epoch.</param>
    /// <param name="to">The escrow's; the same or later.</param>
    /// <param name="erased">Whose key opens in none of the pages.</param>
    /// <param name="record">What the ledger says of the restore.</param>
    /// <exception cref="FencedException">The database is at another epoch.</exception>
    public static void TakePages(
        Transaction transaction, IReadOnlyList<KeyPage> pages, int from, int to, IReadOnlyList<SubjectId> erased,
        AccessRecord record)
    {
        foreach (var page in pages)
        {
            transaction.Post(
                Put, page.Address.Level, page.Address.Index, page.Version, SqlValue.Bytes(page.Envelope));
        }
        // A slot that somebody was given after the copy was made is never given to anybody else.
        transaction.Post(RaiseLeaf, pages.Where(page => page.Address.Level == 2).Select(page => page.Address.Index + 1).DefaultIfEmpty().Max());
        Deployment.Advance(transaction, from, to);
        foreach (var id in erased)
        {
            Subjects.Fence(transaction, id);
            ErasureSteps.Fenced(transaction, id, link: null);
        }
        LedgerEntries.Append(transaction, record);
    }

    /// <summary>Everybody, to see whose key is there.</summary>
    public static IReadOnlyList<Subject> Everybody(Session session) => session.List(SelectSubjects, Subjects.Read);

    /// <summary>Every bucket, to see whose pepper is there.</summary>
    public static IReadOnlyList<Bucket> Buckets(Session session) => session.List(SelectBuckets, Subjects.ReadBucket);
}
