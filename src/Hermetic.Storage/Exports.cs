using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How far the copy of a person's data is.</summary>
public enum ExportState
{
    /// <summary>Pieces are still written; nobody can ask for it.</summary>
    Building = 0,

    /// <summary>It waits for its code.</summary>
    Ready = 1,

    /// <summary>Somebody with the code is downloading it; nobody else can.</summary>
    Taken = 2,
}

/// <summary>
/// Copies of people's data, in sealed pieces that wait for one download. At most one for a person; it goes with the
/// fifth wrong code, with its hour, with a newer one and with the person.
/// </summary>
public static class Exports
{
    /// <summary>So many codes may be tried, the right one included.</summary>
    public const int MostTries = 5;

    private const string Insert = "insert into export (id, subject, state, tries, hour) values ($1, $2, 0, 0, $3)";
    private const string InsertPiece =
        """
        insert into export_chunk (export, position, envelope)
        select $1, $2, $3 where exists (select 1 from export where id = $1 and state = 0)
        """;
    private const string SetReady = "update export set state = 1 where id = $1 and subject = $2 and state = 0";
    private const string CountTry =
        """
        update export set tries = tries + 1 where id = $1 and state = 1 and tries < $2 and hour > $3
        returning subject
        """;
    private const string SetTaken = "update export set state = 2 where id = $1 and state = 1";
    private const string CountUsedUp = "select count(*) from export where id = $1 and tries >= $2";
    private const string SelectPiece = "select envelope from export_chunk where export = $1 and position = $2";
    private const string SelectReadyOf = "select id, subject from export where subject = $1 and state = 1";
    private const string SelectOf = "select id from export where subject = $1";
    private const string SelectOver = "select id, subject, state from export where hour <= $1";
    private const string DeletePieces = "delete from export_chunk where export = $1";
    private const string DeleteRow = "delete from export where id = $1";

    /// <summary>Begins a copy; one that the person had before is gone from here on.</summary>
    /// <param name="untilHour">Hours since 1970-01-01: from then on nobody can download it.</param>
    /// <param name="expired">What is recorded of an earlier copy that nobody downloaded.</param>
    public static void Begin(
        Transaction transaction, ConversationLease lease, Guid id, long untilHour, AccessRecord expired)
    {
        Conversations.Require(transaction, lease);
        if (transaction.Find(SelectReadyOf, row => row.Guid(0), lease.Subject) != Guid.Empty)
            LedgerEntries.Append(transaction, expired);
        foreach (var earlier in transaction.List(SelectOf, row => row.Guid(0), lease.Subject))
            Delete(transaction, earlier);
        transaction.Execute(Insert, SqlValue.Id(id), lease.Subject, untilHour);
    }

    /// <summary>One more piece, fenced by the turn that makes the copy.</summary>
    /// <param name="position">From 0, without a gap.</param>
    /// <exception cref="FencedException">Another activation took over, or the copy is gone.</exception>
    public static void Append(
        Transaction transaction, ConversationLease lease, Guid id, int position, Sealed<ExportContent> piece)
    {
        Conversations.Require(transaction, lease);
        if (transaction.Execute(InsertPiece, SqlValue.Id(id), position, SqlValue.Of(piece)) != 1)
            throw new FencedException("the copy is gone");
    }

    /// <summary>All pieces are there; call in the commit of the message that tells the person.</summary>
    /// <exception cref="FencedException">The copy is gone, or is somebody else's.</exception>
    public static void Offer(Transaction transaction, Authorized<ExportSubject> proof, Guid id)
    {
        var subject = proof.Target.Owner ?? throw new InvalidOperationException("An export is somebody's.");
        LedgerEntries.Record(transaction, proof);
        if (transaction.Execute(SetReady, SqlValue.Id(id), subject) != 1)
            throw new FencedException("the copy is gone");
    }

    /// <summary>Counts one code before it is looked at, so that no two are looked at as one.</summary>
    /// <returns>Whose copy it is; null when there is none, its hour is over or its tries are used up.</returns>
    public static Subject? Try(Transaction transaction, Guid id)
    {
        var subject = transaction.Find(
            CountTry, row => (SubjectId?)row.Subject(0), SqlValue.Id(id), MostTries, transaction.Hour);
        return subject is { } known && Subjects.Find(transaction, known) is { State: SubjectState.Live } live
            ? live
            : null;
    }

    /// <summary>The code was wrong: the fifth destroys the copy.</summary>
    /// <returns>True when the copy is destroyed.</returns>
    public static bool Refuse(Transaction transaction, Guid id, AccessRecord record)
    {
        LedgerEntries.Append(transaction, record);
        if (transaction.Count(CountUsedUp, SqlValue.Id(id), MostTries) == 0)
            return false;
        Delete(transaction, id);
        return true;
    }

    /// <summary>The code was right: from here on nobody else can download it.</summary>
    /// <returns>False when somebody else was faster, or the copy is gone.</returns>
    public static bool Take(Transaction transaction, Guid id, AccessRecord record)
    {
        if (transaction.Execute(SetTaken, SqlValue.Id(id)) != 1)
            return false;
        LedgerEntries.Append(transaction, record);
        return true;
    }

    /// <summary>Null behind the last one.</summary>
    public static Sealed<ExportContent>? Piece(Session session, Guid id, int position) =>
        session.Find(SelectPiece, row => row.Sealed<ExportContent>(0), SqlValue.Id(id), position);

    public static void Delete(Transaction transaction, Guid id)
    {
        transaction.Execute(DeletePieces, SqlValue.Id(id));
        transaction.Execute(DeleteRow, SqlValue.Id(id));
    }

    /// <summary>Deletes what is over, and what a crash left half made or half downloaded.</summary>
    /// <param name="expired">What is recorded of a copy that nobody downloaded.</param>
    /// <returns>How many copies nobody downloaded.</returns>
    public static int Expire(Transaction transaction, Func<SubjectId, AccessRecord> expired)
    {
        var over = transaction.List(
            SelectOver, row => (Id: row.Guid(0), Subject: row.Subject(1), State: row.Enum<ExportState>(2)),
            transaction.Hour);
        var unused = over.Where(one => one.State == ExportState.Ready).ToList();
        foreach (var one in unused)
            LedgerEntries.Append(transaction, expired(one.Subject));
        foreach (var one in over)
            Delete(transaction, one.Id);
        return unused.Count;
    }
}
