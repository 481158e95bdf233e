using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hermetic.Storage.Engine;

/// <summary>SQLite in one file of the data directory: WAL, <c>synchronous=FULL</c>, deleted content overwritten.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int Full = 13;            // SQLITE_FULL
    private const int Corrupt = 11;         // SQLITE_CORRUPT
    private const int NotADatabase = 26;    // SQLITE_NOTADB

    /// <summary>Every page once, before anything is written: the start takes longer as the database grows.</summary>
    private const string FindDamage = "select count(*) from pragma_quick_check where quick_check <> 'ok'";

    private readonly string _connectionString;

    internal SqliteDialect(string path) =>
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    internal override string Migrations => "Sqlite";

    internal override int Readers => int.MaxValue;

    internal override DbConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    internal override void Configure(Transaction writer)
    {
        writer.Execute("pragma page_size = 4096");
        writer.Find("pragma journal_mode = wal", row => 0);
        writer.Execute("pragma synchronous = full");
        writer.Execute("pragma secure_delete = on");
        writer.Execute("pragma foreign_keys = on");
        writer.Find("pragma wal_autocheckpoint = 2000", row => 0);
        // Nobody else writes: what the writer has read stays true, and is not read again.
        writer.Execute("pragma cache_size = -16384");
    }

    /// <summary>A reader forgets its pages with each commit of the writer, so that statements share what they read.</summary>
    internal override void BeginRead(Session reader) => reader.Perform("begin");

    internal override void EndRead(Session reader) => reader.Perform("commit");

    internal static bool IsDamaged(Session session) => session.Count(FindDamage) > 0;

    internal override string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    internal override long Begin(Transaction writer) => writer.Execute("begin immediate");

    internal override Ending End(Transaction writer, long begun, Exception failure)
    {
        try
        {
            writer.Execute("rollback");
        }
        catch (DbException)
        {
            // The failed commit has already ended the transaction.
        }
        return Ending.Failed;
    }

    internal override long SchemaVersion(Transaction writer) => writer.Count("pragma user_version");

    internal override string RecordSchemaVersion(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {version}");

    internal override StorageFailedException Explain(Exception failure) =>
        (failure as SqliteException)?.SqliteErrorCode switch
        {
            Full => new DiskFullException(failure),
            Corrupt or NotADatabase => new DatabaseDamagedException(failure),
            _ => new StorageFailedException(failure),
        };
}
