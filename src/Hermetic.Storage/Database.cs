using System.Collections.Concurrent;
using System.Data.Common;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>
/// The one store. Writes join a group commit and return when durable (SQLite: WAL, synchronous=FULL; PostgreSQL:
/// synchronous_commit=on); reads run on connections of their own and see the last commit.
/// </summary>
public sealed class Database : IDisposable
{
    /// <summary>File name inside the data directory.</summary>
    public const string FileName = "hermetic.db";

    /// <summary>How long a read waits for a connection before storage counts as stalled.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <summary>How many turns of five seconds a start waits for in vain before it is refused.</summary>
    private const int TurnsToMiss = 5;

    private readonly Dialect _dialect;
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly SemaphoreSlim _reading;
    private readonly Transaction _writer;
    private readonly GroupCommit _commits;

    private Database(Dialect dialect, TimeProvider clock)
    {
        _dialect = dialect;
        _reading = new SemaphoreSlim(dialect.Readers);
        _writer = new Transaction(dialect, clock);
        _commits = new GroupCommit(dialect, _writer);
    }

    /// <summary>Requests that wait for the next group commit.</summary>
    public int Waiting => _commits.Waiting;

    /// <summary>
    /// Told of each group commit when it is over: how many requests, how long it took. It runs on the writer's thread and
    /// must neither wait nor throw.
    /// </summary>
    public Action<int, TimeSpan>? Committed
    {
        get => _commits.Committed;
        set => _commits.Committed = value;
    }

    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Opens or creates the SQLite database in <paramref name="directory"/> and brings its schema up to date.</summary>
    /// <exception cref="StorageOpenException">The schema is newer than this program, or the file is no database.</exception>
    public static async Task<Database> OpenAsync(string directory, TimeProvider clock)
    {
        var path = Prepare(directory);
        Database? database = null;
        try
        {
            database = new Database(new SqliteDialect(path), clock);
            if (database.Read(SqliteDialect.IsDamaged))
                throw Damaged(path);
            await database.MigrateAsync();
            return database;
        }
        catch (Exception failure) when (failure is DbException or DatabaseDamagedException)
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

    /// <summary>Opens a PostgreSQL database, as one of several nodes, and brings its schema up to date.</summary>
    /// <exception cref="StorageOpenException">
    /// The server cannot be reached or refuses, somebody works alone on the database, or its schema is newer.
    /// </exception>
    public static Task<Database> OpenAsync(PostgresAddress address, TimeProvider clock) =>
        OpenAsync(address, clock, alone: false);

    /// <summary>As <see cref="OpenAsync(PostgresAddress, TimeProvider)"/>, while no node works on it.</summary>
    /// <exception cref="StorageOpenException">A node works on it.</exception>
    public static Task<Database> OpenAloneAsync(PostgresAddress address, TimeProvider clock) =>
        OpenAsync(address, clock, alone: true);

    private static async Task<Database> OpenAsync(PostgresAddress address, TimeProvider clock, bool alone)
    {
        ArgumentNullException.ThrowIfNull(address);
        var dialect = new PostgresDialect(address, alone);
        Database? database = null;
        try
        {
            database = Connect(dialect, clock);
            await database.MigrateInTurnAsync();
            return database;
        }
        catch (Exception failure)
        {
            database?.Dispose();
            dialect.Dispose();
            if (failure is DbException or StorageFailedException)
                throw new StorageOpenException($"PostgreSQL at {address} cannot be used: {PostgresDialect.Reason(failure)}.");
            throw;
        }
    }

    /// <summary>
    /// Brings a schema up to date as its owner, and gives the service the rights that it needs: it may write rows, but
    /// make or drop no table, and delete nothing of the record.
    /// </summary>
    /// <param name="reader">A role that may only read, sealed as everything is; null for none.</param>
    /// <exception cref="StorageOpenException">As <see cref="OpenAsync(PostgresAddress, TimeProvider)"/>.</exception>
    public static async Task PrepareAsync(
        PostgresAddress owner, PostgresAddress service, PostgresRole? reader, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(service);
        using var database = await OpenAsync(owner, clock);
        try
        {
            await database.CommitAsync(transaction =>
            {
                if (service.User != owner.User)
                    Migrations.Grant(transaction, PostgresRole.Read(service.User) ?? throw NoRole(), writes: true);
                if (reader is not null)
                    Migrations.Grant(transaction, reader, writes: false);
            });
        }
        catch (StorageFailedException failure)
        {
            throw new StorageOpenException($"PostgreSQL at {owner} cannot be used: {PostgresDialect.Reason(failure)}.");
        }
    }

    private static StorageOpenException NoRole() => new(
        "The service's user name has other characters than letters, digits, _ and -; give it another one.");

    /// <summary>A server that is busy may let whoever comes wait: a start asks it several times.</summary>
    private static Database Connect(PostgresDialect dialect, TimeProvider clock)
    {
        for (var tries = TurnsToMiss; ; tries--)
        {
            try
            {
                return new Database(dialect, clock);
            }
            catch (DbException slow) when (tries > 0 && slow.GetBaseException() is TimeoutException)
            {
                // Waited for already.
            }
        }
    }

    /// <summary>Where nodes are busy a turn may be long in coming: a start misses a few before it gives up.</summary>
    private async Task MigrateInTurnAsync()
    {
        for (var tries = TurnsToMiss; ; tries--)
        {
            try
            {
                await MigrateAsync();
                return;
            }
            catch (TurnMissedException) when (tries > 0)
            {
                // Waited for already.
            }
        }
    }

    private Task MigrateAsync() => CommitAsync(transaction =>
    {
        Migrations.Apply(transaction, _dialect);
        _dialect.Tidy(transaction);
    });

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
    /// <exception cref="StorageStalledException">Too many reads wait.</exception>
    public T Read<T>(Func<Session, T> work)
    {
        if (!_reading.Wait(_patience))
            throw new StorageStalledException();
        try
        {
            return Read(work, again: true);
        }
        catch (DbException failure)
        {
            throw _dialect.Explain(failure);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <param name="again">Whether a connection that broke while nobody used it is worth another.</param>
    private T Read<T>(Func<Session, T> work, bool again)
    {
        var isNew = !_readers.TryTake(out var reader);
        reader ??= new Session(_dialect);
        try
        {
            _dialect.BeginRead(reader);
            try
            {
                return work(reader);
            }
            finally
            {
                _dialect.EndRead(reader);
            }
        }
        catch (DbException) when (again && !isNew && reader.IsLost)
        {
            // Below.
        }
        finally
        {
            if (reader.IsLost)
                reader.Close();
            else
                _readers.Add(reader);
        }
        CloseReaders();
        return Read(work, again: false);
    }

    public void Dispose()
    {
        _commits.Dispose();
        _writer.Close();
        CloseReaders();
        _reading.Dispose();
        (_dialect as IDisposable)?.Dispose();
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
            reader.Close();
    }
}
