using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Microsoft.Data.Sqlite;

namespace Hermetic.Storage.Tests.Sqlite;

/// <summary>SQLite in a temporary folder.</summary>
public sealed class SqliteEngine : IEngine
{
    private const int WalHeader = 32;
    private const int FrameHeader = 24;

    public string Folder { get; } = Directory.CreateTempSubdirectory("hermetic-storage-").FullName;

    /// <summary>Beside the test's own files, so that the store makes it itself.</summary>
    public string Data => Path.Combine(Folder, "data");

    public string DatabasePath => Path.Combine(Data, Database.FileName);

    public int SchemaVersion
    {
        get => (int)Count("pragma user_version");
        set => Execute($"pragma user_version = {value}");
    }

    public IReadOnlyList<Column> Columns => Select(
        """
        select t.name, c.name, lower(c.type) from sqlite_master t join pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite_%'
        """,
        reader => new Column(reader.GetString(0), reader.GetString(1), reader.GetString(2)));

    /// <summary>
    /// Frames of the write-ahead log that end a commit: they carry the size of the database after it.
    /// </summary>
    public int Commits
    {
        get
        {
            var wal = Shared(DatabasePath + "-wal");
            var frame = FrameHeader + BinaryPrimitives.ReadInt32BigEndian(wal.AsSpan(8));
            var salts = wal.AsSpan(16, 8);
            var commits = 0;
            for (var at = WalHeader; at + frame <= wal.Length; at += frame)
            {
                var sizeAfter = BinaryPrimitives.ReadInt32BigEndian(wal.AsSpan(at + 4));
                if (sizeAfter > 0 && wal.AsSpan(at + 8, 8).SequenceEqual(salts))
                    commits++;
            }
            return commits;
        }
    }

    public Task<Database> OpenAsync(TimeProvider clock) => Database.OpenAsync(Data, clock);

    public Task<Database?> OpenAgainAsync(TimeProvider clock) => Task.FromResult<Database?>(null);

    public IEngine Another() => new SqliteEngine();

    public long Count(string sql) => Select(sql, reader => reader.GetInt64(0))[0];

    public IReadOnlyList<byte[]> Blobs(Column column) => Select(
        $"select {column.Name} from {column.Table} where typeof({column.Name}) = 'blob'",
        reader => (byte[])reader.GetValue(0));

    public IEngine Crashed()
    {
        var copy = new SqliteEngine();
        Directory.CreateDirectory(copy.Data);
        File.WriteAllBytes(copy.DatabasePath, Shared(DatabasePath));
        File.WriteAllBytes(copy.DatabasePath + "-wal", Shared(DatabasePath + "-wal"));
        return copy;
    }

    /// <summary>A reference to nothing, checked only when the transaction ends.</summary>
    public void BreakCommit(Transaction transaction)
    {
        transaction.Execute("pragma defer_foreign_keys = on");
        transaction.Execute(
            """
            insert into appointment (id, subject, conversation, state, version, envelope)
            values ($1, $1, $1, 0, 1, $1)
            """,
            SubjectId.New());
    }

    public void FillDisk(Transaction transaction) =>
        transaction.Count($"pragma max_page_count = {transaction.Count("pragma page_count")}");

    public void MakeRoom(Transaction transaction) => transaction.Count("pragma max_page_count = 1000000");

    public void Execute(string sql) => Select(sql, _ => 0);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private List<T> Select<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static byte[] Shared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
