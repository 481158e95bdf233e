using System.Collections.Concurrent;
using Hermetic.Storage.Engine;
using Microsoft.Data.Sqlite;

namespace Hermetic.Storage;

/// <summary>
/// The one store. Writes join a group commit and return when durable (WAL, synchronous=FULL);
/// reads run on connections of their own and see the last commit.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>File name inside the data directory.</summary>
    public const string FileName = "hermetic.db";

    /// <summary>Every page once, before anything is written: the start takes longer as the database grows.</summary>
    private const string FindDamage = "select count(*) from pragma_quick_check where quick_check <> 'ok'";

    private readonly string _connectionString;
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly Transaction _writer;
    private readonly GroupCommit _commits;

    private Database(string path, TimeProvider clock)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        _writer = new Transaction(Connect(), clock);
        try
        {
            Configure(_writer);
        }
        catch
        {
            _writer.Close();
            throw;
        }
        _commits = new GroupCommit(_writer);
    }

    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Opens or creates the database in <paramref name="directory"/> and brings its schema up to date.</summary>
    /// <exception cref="StorageOpenException">The schema is newer than this program, or the file is no database.</exception>
    public static async Task<Database> OpenAsync(string directory, TimeProvider clock)
    {
        var path = Prepare(directory);
        Database? database = null;
        try
        {
            database = new Database(path, clock);
            if (database.Read(session => session.Count(FindDamage)) > 0)
                throw Damaged(path);
            await database.CommitAsync(Migrations.Apply);
            return database;
        }
        catch (Exception failure) when (failure is SqliteException or DatabaseDamagedException)
        {
            database?.Dispose();
            throw Damaged(path);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    private static StorageOpenException Damaged(string path) => new(
        $"{path} is damaged or is not a database; nothing in it was changed. Restore it from a copy.");

    private static string Prepare(string directory)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(directory, FileName);
        // SQLite gives its journal files the mode of the database, so it is made before SQLite would.
        using (new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
        }
        return path;
    }

    /// <summary>Runs <paramref name="work"/> on the writer thread; completes when its commit is durable.</summary>
    /// <exception cref="StorageStalledException">Too many writes wait.</exception>
    /// <exception cref="StorageFailedException">A statement or the commit failed; nothing is stored.</exception>
    public Task<T> CommitAsync<T>(Func<Transaction, T> work) => _commits.RunAsync(work);

    /// <inheritdoc cref="CommitAsync{T}(Func{Transaction, T})"/>
    public Task CommitAsync(Action<Transaction> work) => _commits.RunAsync(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>
    /// As <see cref="CommitAsync{T}(Func{Transaction, T})"/>, but waits no longer than <paramref name="patience"/>. After
    /// that the commit may still happen: only for writes that may be repeated.
    /// </summary>
    /// <exception cref="StorageStalledException">Too many writes wait, or this one waited too long.</exception>
    public async Task<T> CommitAsync<T>(Func<Transaction, T> work, TimeSpan patience)
    {
        try
        {
            return await _commits.RunAsync(work).WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new StorageStalledException();
        }
    }

    /// <summary>Reads the last committed state; safe from any thread.</summary>
    /// <exception cref="StorageFailedException">The engine refused; a damaged database has a type of its own.</exception>
    public T Read<T>(Func<Session, T> work)
    {
        if (!_readers.TryTake(out var reader))
            reader = new Session(Connect());
        try
        {
            return work(reader);
        }
        catch (SqliteException failure)
        {
            throw StorageFailedException.Of(failure);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private static void Configure(Transaction writer)
    {
        writer.Execute("pragma page_size = 8192");
        writer.Find("pragma journal_mode = wal", row => 0);
        writer.Execute("pragma synchronous = full");
        writer.Execute("pragma secure_delete = on");
        writer.Execute("pragma foreign_keys = on");
        writer.Find("pragma wal_autocheckpoint = 2000", row => 0);
    }

    public void Dispose()
    {
        _commits.Dispose();
        _writer.Close();
        foreach (var reader in _readers)
            reader.Close();
    }
}
