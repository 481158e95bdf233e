using System.Data.Common;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>What a statement has to do for its request to go on.</summary>
/// <param name="Rows">How many rows it has to change.</param>
/// <param name="Otherwise">What has happened when it does not, for the <see cref="FencedException"/>.</param>
internal sealed record Demanded(int Rows, string Otherwise)
{
    internal void Check(int changed)
    {
        if (changed != Rows)
            throw new FencedException(Otherwise);
    }
}

/// <summary>The writer's session: lives inside one request of a group commit.</summary>
/// <remarks>
/// A statement whose outcome nobody waits for is posted: where each is a journey to a server, it travels with the next
/// one whose outcome somebody does wait for. Its failure is then that one's, and still the same request's.
/// </remarks>
public sealed class Transaction : Session
{
    private readonly Dialect _dialect;
    private readonly TimeProvider _clock;
    private readonly List<Posted> _posted = [];

    internal Transaction(Dialect dialect, TimeProvider clock) : base(dialect)
    {
        (_dialect, _clock) = (dialect, clock);
        try
        {
            dialect.Configure(this);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Which request runs, by identity. It may run more than once, when nothing of the run before was stored.</summary>
    internal object Request { get; private set; } = new();

    /// <summary>
    /// Something was taken to be as it nearly always is (<see cref="Change"/>), and nobody has asked yet. Whoever then
    /// fails is to run again, asking.
    /// </summary>
    internal bool HasAssumed { get; private set; }

    private bool Asks { get; set; }

    /// <summary>A number that no other run has: what a run notes outside of the database counts for that run only.</summary>
    public int Run { get; private set; }

    /// <summary>Days since 1970-01-01, UTC: all that retention needs to know of a moment.</summary>
    internal int Today => (int)(Now - DateTimeOffset.UnixEpoch).TotalDays;

    /// <summary>Hours since 1970-01-01: what the ledger shows of a moment, as a number.</summary>
    internal long Hour => (long)(Now - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>The moment of the commit; only its hour or day is stored in the clear.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <returns>The number of rows changed.</returns>
    internal int Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (_posted.Count == 0)
            return Bind(sql, values).ExecuteNonQuery();
        Add(sql, values, demanded: null);
        var (batch, sent) = TakeBatch();
        using (batch)
        {
            batch.ExecuteNonQuery();
            Check(batch, sent);
            return batch.BatchCommands[^1].RecordsAffected;
        }
    }

    /// <summary>Runs a statement that returns no rows, at the latest before the next one that is asked for its outcome.</summary>
    internal void Post(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (_dialect.CanBatch)
            Add(sql, values, demanded: null);
        else
            Execute(sql, values);
    }

    /// <summary>
    /// Whether a statement changes its one row, as it nearly always does. Where asking is a journey, it is taken to; when
    /// it did not, all of it is undone and the request runs again, asking.
    /// </summary>
    internal bool Change(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (Asks || !_dialect.CanBatch)
            return Execute(sql, values) == 1;
        HasAssumed = true;
        Add(sql, values, new Demanded(1, "it is not as it nearly always is"));
        return true;
    }

    /// <summary>As <see cref="Post"/>, of a statement that has to change one row.</summary>
    /// <param name="otherwise">What has happened when it does not, for the <see cref="FencedException"/>.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its parameters.</param>
    internal void Demand(string otherwise, string sql, params ReadOnlySpan<SqlValue> values) =>
        Demand(new Demanded(1, otherwise), sql, values);

    /// <summary>As <see cref="Post"/>, of a statement that has to change so many rows.</summary>
    internal void Demand(Demanded demanded, string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (_dialect.CanBatch)
            Add(sql, values, demanded);
        else
            demanded.Check(Execute(sql, values));
    }

    /// <summary>Waits for what is posted.</summary>
    /// <exception cref="FencedException">A demand was not met.</exception>
    internal void Settle()
    {
        if (_posted.Count == 0)
            return;
        var (batch, sent) = TakeBatch();
        using (batch)
        {
            batch.ExecuteNonQuery();
            Check(batch, sent);
        }
    }

    /// <summary>Forgets what is posted: the transaction it belonged to is being undone.</summary>
    internal void Discard() => _posted.Clear();

    /// <param name="asks">Nothing is assumed.</param>
    internal void Enter(object request, bool asks)
    {
        (Request, Asks) = (request, asks);
        Run++;
    }

    /// <summary>A group begins, or begins again.</summary>
    internal void Begin() => HasAssumed = false;

    /// <summary>A new connection in place of one that broke.</summary>
    internal void Reconnect()
    {
        Close();
        Open();
        _dialect.Configure(this);
    }

    internal override void Close()
    {
        Discard();
        base.Close();
    }

    private protected override DbDataReader Query(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (_posted.Count == 0)
            return base.Query(sql, values);
        Add(sql, values, demanded: null);
        var (batch, sent) = TakeBatch();
        // The reader begins at the first statement that has rows, which is the last: the others have run by then.
        var reader = batch.ExecuteReader();
        try
        {
            Check(batch, sent);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Add(string sql, ReadOnlySpan<SqlValue> values, Demanded? demanded) =>
        _posted.Add(new Posted(sql, values.ToArray(), demanded));

    private (DbBatch Batch, List<Posted> Sent) TakeBatch()
    {
        var batch = Connection.CreateBatch();
        List<Posted> sent = [.. _posted];
        _posted.Clear();
        foreach (var (sql, values, _) in sent)
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // callers pass constants only; Architecture.Tests holds them to it
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var value in values)
            {
                var parameter = command.CreateParameter();
                parameter.Value = value.Boxed;
                command.Parameters.Add(parameter);
            }
            batch.BatchCommands.Add(command);
        }
        return (batch, sent);
    }

    private static void Check(DbBatch batch, List<Posted> sent)
    {
        for (var i = 0; i < sent.Count; i++)
            sent[i].Demanded?.Check(batch.BatchCommands[i].RecordsAffected);
    }

    private readonly record struct Posted(string Sql, SqlValue[] Values, Demanded? Demanded);
}
