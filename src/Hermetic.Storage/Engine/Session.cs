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
        using var reader = Query(sql, values);
        return reader.Read() ? read(new Row(reader)) : default;
    }

    internal List<T> List<T>(string sql, Func<Row, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var rows = new List<T>();
        using var reader = Query(sql, values);
        while (reader.Read())
            rows.Add(read(new Row(reader)));
        return rows;
    }

    internal void Perform(string sql) => Bind(sql, []).ExecuteNonQuery();

    internal long Count(string sql, params ReadOnlySpan<SqlValue> values) => Find(sql, row => row.Long(0), values);

    private protected virtual DbDataReader Query(string sql, ReadOnlySpan<SqlValue> values) =>
        Bind(sql, values).ExecuteReader();

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
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = _dialect.ParameterName(i);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    internal virtual void Close()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
        Connection.Dispose();
    }

    private protected void Open() => Connection = _dialect.Connect();
}
