using System.Data.Common;

namespace Hermetic.Storage;

using Hermetic.Storage.Engine;

/// <summary>A connection's statements, prepared once. Reads only; <see cref="Transaction"/> also writes.</summary>
/// <remarks>Not thread-safe: one thread owns it for the length of a call.</remarks>
public class Session
{
    private readonly DbConnection _connection;
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    internal Session(DbConnection connection) => _connection = connection;

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
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // callers pass constants only; Architecture.Tests holds them to it
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"${i}";
            command.Parameters.Add(parameter);
        }
        return command;
    }

    internal void Close()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }
}

/// <summary>The writer's session: lives inside one savepoint of a group commit.</summary>
public sealed class Transaction : Session
{
    private readonly TimeProvider _clock;

    internal Transaction(DbConnection connection, TimeProvider clock) : base(connection) => _clock = clock;

    /// <summary>Days since 1970-01-01, UTC: all that retention needs to know of a moment.</summary>
    internal int Today => (int)(Now - DateTimeOffset.UnixEpoch).TotalDays;

    /// <summary>Hours since 1970-01-01: what the ledger shows of a moment, as a number.</summary>
    internal long Hour => (long)(Now - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>The moment of the commit; only its hour or day is stored in the clear.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <returns>The number of rows changed.</returns>
    internal int Execute(string sql, params ReadOnlySpan<SqlValue> values) => Bind(sql, values).ExecuteNonQuery();
}
