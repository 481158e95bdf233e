using System.Globalization;
using Hermetic.Testing.Postgres;
using Npgsql;

namespace Hermetic.Storage.Tests.Postgres;

/// <summary>A schema of its own in a PostgreSQL server: much cheaper than a database, and as empty.</summary>
public sealed class PostgresEngine : IEngine
{
    private static readonly Lazy<PostgresServer> _counted = new(Counted);

    private readonly PostgresServer _server;
    private readonly bool _isOwner;
    private readonly string _name;
    private readonly string _since;
    private readonly Lazy<NpgsqlConnection> _outside;

    public PostgresEngine()
        : this(() => PostgresServer.Shared, $"t_{Guid.NewGuid():N}", isOwner: false)
    {
    }

    private PostgresEngine(Func<PostgresServer> server, string name, bool isOwner)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        (_server, _name, _isOwner) = (server(), name, isOwner);
        _server.Execute($"create schema if not exists {name}");
        _outside = new Lazy<NpgsqlConnection>(() =>
        {
            var connection = new NpgsqlConnection($"{Connection};Pooling=false");
            connection.Open();
            return connection;
        });
        _since = _server.Execute("select pg_current_wal_flush_lsn()");
    }

    /// <summary>On a server whose write-ahead log nobody else writes to: one for a class, whose tests take turns.</summary>
    public static PostgresEngine OfACountedLog() => new(() => _counted.Value, $"t_{Guid.NewGuid():N}", isOwner: false);

    /// <summary>On a server that a test may stop.</summary>
    public static PostgresEngine OfItsOwn()
    {
        return new(() => PostgresServer.New(), $"t_{Guid.NewGuid():N}", isOwner: true);
    }

    public PostgresServer Server => _server;

    public PostgresAddress Address => AddressOf(PostgresServer.Owner, PostgresServer.Password);

    private string Connection => ConnectionOf(PostgresServer.Owner, PostgresServer.Password);

    public string Folder { get; } = Directory.CreateTempSubdirectory("hermetic-storage-").FullName;

    public int SchemaVersion
    {
        get => (int)Count("select version from schema_version");
        set => Execute($"update schema_version set version = {value}");
    }

    /// <summary>Without the two tables of the engine itself: they hold a number each.</summary>
    public IReadOnlyList<Column> Columns => Select(
        $"""
        select table_name, column_name,
          case data_type when 'bigint' then 'integer' when 'bytea' then 'blob' else data_type end
        from information_schema.columns where table_schema = '{_name}' and table_name not in ('schema_version', 'writer_mark')
        """,
        reader => new Column(reader.GetString(0), reader.GetString(1), reader.GetString(2)));

    /// <summary>Commit records in the write-ahead log: read on the server, not from the program.</summary>
    public int Commits => int.Parse(
        _server.Execute(
            $"""
            select count(*) from pg_get_wal_records_info('{_since}', pg_current_wal_flush_lsn())
            where resource_manager = 'Transaction' and record_type like 'COMMIT%'
            """),
        CultureInfo.InvariantCulture);

    public Task<Database> OpenAsync(TimeProvider clock) => Database.OpenAsync(Address, clock);

    public async Task<Database?> OpenAgainAsync(TimeProvider clock) => await OpenAsync(clock);

    public PostgresAddress AddressOf(string user, string password) =>
        PostgresAddress.Read(ConnectionOf(user, password), out var problem) ?? throw new InvalidOperationException(problem);

    public string ConnectionOf(string user, string password) => $"{_server.Address(user, password)};Search Path={_name}";

    public IEngine Another() => new PostgresEngine();

    public long Count(string sql) => Select(sql, reader => Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture))[0];

    public IReadOnlyList<byte[]> Blobs(Column column) => column.Type != "blob" ? [] : Select(
        $"select {column.Name} from {column.Table} where {column.Name} is not null", reader => (byte[])reader.GetValue(0));

    public IEngine Crashed()
    {
        var server = _server.Crashed();
        return new PostgresEngine(() => server, _name, isOwner: true);
    }

    /// <summary>A reference to nothing, checked only when the transaction ends.</summary>
    public void BreakCommit(Transaction transaction)
    {
        transaction.Execute(
            "create table broken (id bigint primary key, other bigint references broken deferrable initially deferred)");
        transaction.Execute("insert into broken (id, other) values (1, 2)");
    }

    /// <summary>
    /// PostgreSQL's own answer when a file cannot grow (53100), from a trigger: a server whose disk is really full
    /// takes every other test with it.
    /// </summary>
    public void FillDisk(Transaction transaction)
    {
        transaction.Execute(
            """
            create function no_space() returns trigger language plpgsql as
            $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
            """);
        transaction.Execute("create trigger no_space before insert on parked execute function no_space()");
    }

    public void MakeRoom(Transaction transaction) => transaction.Execute("drop trigger no_space on parked");

    public void Execute(string sql) => Select(sql, _ => 0);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        if (_outside.IsValueCreated)
            _outside.Value.Dispose();
        if (_isOwner)
            _server.Dispose();
        else
            _server.Execute($"drop schema {_name} cascade");
    }

    private static PostgresServer Counted()
    {
        var server = PostgresServer.New("autovacuum=off");
        server.Execute("create extension pg_walinspect");
        return server;
    }

    private List<T> Select<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        using var command = _outside.Value.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
