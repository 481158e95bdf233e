using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Locations;

/// <summary>How far a sweep of one table is.</summary>
/// <param name="Last">The row to go on behind.</param>
/// <param name="IsEnd">Nothing behind it is over.</param>
public sealed record SweptPage(long Last, int Deleted, bool IsEnd);

/// <summary>
/// Deletes what is over from one table whose rows tell their day in the clear: a thousand rows at a time, in the order
/// in which they were written, so that no commit holds the writer for long.
/// </summary>
public sealed class Sweep
{
    internal const int Page = 1000;

    private const string InsertSubject = "insert into subject (id, slot, state) values ($1, -1, 1)";
    private const string InsertConversation =
        """
        insert into conversation (id, number, subject, epoch, arrived, drained, replies, state)
        values ($1, $1, $2, 0, 9, 9, 9, 0)
        """;
    private const string DeleteConversation = "delete from conversation where id = $1";
    private const string DeleteSubject = "delete from subject where id = $1";

    internal Sweep(string table, SweepStatements statements) =>
        (Location, Statements) = (DataLocations.Of(table), statements);

    public DataLocation Location { get; }

    internal SweepStatements Statements { get; }

    public Retention Rule => Location.Retention;

    /// <summary>The next page, in a commit of its own.</summary>
    /// <param name="after">0 at first, then where the page before ended.</param>
    /// <param name="oldestDay">The oldest day that is kept.</param>
    public SweptPage Run(Transaction transaction, long after, int oldestDay)
    {
        var (last, oldest) = Statements.Bounds(transaction, after);
        if (last == 0 || (Statements.IsOrdered && oldest >= oldestDay))
            return new SweptPage(after, 0, IsEnd: true);
        return new SweptPage(last, Statements.Delete(transaction, after, last, oldestDay), IsEnd: false);
    }

    /// <summary>How many rows are over and still there: some wait for an answer, or for a status.</summary>
    public long Overdue(Session session, int oldestDay) => Statements.CountOld(session, oldestDay);

    /// <summary>
    /// Plants a row that is over by a day and one that is not yet, sweeps as ever, and looks: the one has to be gone, the
    /// other has to be there. Both, and whom they belong to, are gone before the commit, so that nobody ever sees them.
    /// </summary>
    public bool Proves(Transaction transaction, int oldestDay)
    {
        var (subject, conversation) = (SubjectId.New(), ConversationId.New());
        transaction.Execute(InsertSubject, subject);
        transaction.Execute(InsertConversation, conversation, subject);
        var before = Statements.LastRow(transaction);
        Statements.Plant(transaction, new Planted(subject, conversation, RowIds.New(), Sequence: 1, oldestDay - 1));
        Statements.Plant(transaction, new Planted(subject, conversation, RowIds.New(), Sequence: 2, oldestDay));
        var planted = Statements.Left(transaction, before).Count;
        Run(transaction, before, oldestDay);
        var left = Statements.Left(transaction, before);
        Statements.Clear(transaction, before);
        transaction.Execute(DeleteConversation, conversation);
        transaction.Execute(DeleteSubject, subject);
        return planted == 2 && left == (1, oldestDay);
    }
}

/// <summary>A row that is planted to be swept, or to stay.</summary>
internal sealed record Planted(SubjectId Subject, ConversationId Conversation, Guid Id, int Sequence, int Day)
{
    internal SqlValue Key => SqlValue.Id(Id);

    internal long Hour => Day * 24L;
}

/// <summary>What a sweep has to say to one table.</summary>
internal sealed class SweepStatements
{
    /// <summary>Days grow with rows: behind a page without an old one there is none.</summary>
    internal bool IsOrdered { get; init; } = true;

    /// <summary>Of the next so many rows behind one: the last, and the oldest day; 0 for the last when there is none.</summary>
    internal required Func<Session, long, (long Last, long Oldest)> Bounds { get; init; }

    /// <summary>Behind a row, up to a row, of days before one.</summary>
    internal required Func<Transaction, long, long, long, int> Delete { get; init; }

    /// <summary>A row of that day, settled as far as its table has states.</summary>
    internal required Action<Transaction, Planted> Plant { get; init; }

    /// <summary>Behind a row: how many there are, and the oldest day.</summary>
    internal required Func<Session, long, (long Count, long Oldest)> Left { get; init; }

    /// <summary>Whatever lies behind a row.</summary>
    internal required Action<Transaction, long> Clear { get; init; }

    internal required Func<Session, long> LastRow { get; init; }

    internal required Func<Session, long, long> CountOld { get; init; }
}
