using System.Data.Common;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A connection's statements, prepared once. Reads only; <see cref="Transaction"/> also writes.</summary>
/// <remarks>Not thread-safe: one thread owns it for the length of a call.</remarks>
public class Session
{
    private readonly Dialect _dialect;
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    internal Session(Dialect dialect)
    {
        _dialect = dialect;
        Connection = dialect.Connect();
    }

    internal DbConnection Connection { get; private set; }

    internal bool IsLost => _dialect.IsLost(Connection);

    internal T? Find<T>(string sql, Func<Row, T> read, params ReadOnlySpan<SqlValue> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? read(new Row(reader)) : default;
    }

    internal List<T> List<T>(string sql, Func<Row, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var rows = new List<T>();
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
            rows.Add(read(new Row(reader)));
        return rows;
    }

    internal long Count(string sql, params ReadOnlySpan<SqlValue> values) => Find(sql, row => row.Long(0), values);

    /// <summary>Parameters are <c>$1</c>, <c>$2</c>, … in both engines.</summary>
    private protected DbCommand Bind(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared.Add(sql, command = Prepare(sql, values.Length));
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Boxed;
        return command;
    }

    private DbCommand Prepare(string sql, int parameters)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // callers pass constants only; Architecture.Tests holds them to it
        command.CommandText = _dialect.Spell(sql);
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = _dialect.ParameterName(i);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    internal void Close()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
        Connection.Dispose();
    }

    private protected void Open() => Connection = _dialect.Connect();
}

/// <summary>The writer's session: lives inside one savepoint of a group commit.</summary>
public sealed class Transaction : Session
{
    private readonly Dialect _dialect;
    private readonly TimeProvider _clock;

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

    /// <summary>A number that no other run has: what a run notes outside of the database counts for that run only.</summary>
    public int Run { get; private set; }

    /// <summary>Days since 1970-01-01, UTC: all that retention needs to know of a moment.</summary>
    internal int Today => (int)(Now - DateTimeOffset.UnixEpoch).TotalDays;

    /// <summary>Hours since 1970-01-01: what the ledger shows of a moment, as a number.</summary>
    internal long Hour => (long)(Now - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>The moment of the commit; only its hour or day is stored in the clear.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <returns>The number of rows changed.</returns>
    internal int Execute(string sql, params ReadOnlySpan<SqlValue> values) => Bind(sql, values).ExecuteNonQuery();

    internal void Enter(object request)
    {
        Request = request;
        Run++;
    }

    /// <summary>A new connection in place of one that broke.</summary>
    internal void Reconnect()
    {
        Close();
        Open();
        _dialect.Configure(this);
    }
}
