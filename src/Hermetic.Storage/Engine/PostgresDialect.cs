using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Hermetic.Storage.Engine;

/// <summary>
/// PostgreSQL 14 or newer. Nodes that write take turns, a group commit each: what one begins, nobody else changes under
/// its hands, so several nodes are to the data what one is.
/// </summary>
internal sealed class PostgresDialect : Dialect, IDisposable
{
    /// <summary>Of the advisory locks, together with the schema's name: numbers that nobody else is likely to use.</summary>
    private const long Migrating = 0x4845_524D_4554_4943;
    private const long Working = Migrating + 1;
    private const long Turn = Migrating + 2;

    private const string Lock = "select 1 from pg_advisory_xact_lock(hashtextextended(coalesce(current_schema(), ''), $1))";
    private const string Hold =
        "select 1 from pg_advisory_lock(hashtextextended(coalesce(current_schema(), ''), $1))";
    private const string Share =
        "select 1 from pg_advisory_lock_shared(hashtextextended(coalesce(current_schema(), ''), $1))";
    private const string FindForgetful =
        "select count(*) from pg_settings where name in ('fsync', 'full_page_writes') and setting <> 'on'";
    private const string FindVersion = "select count(*) from pg_class where oid = to_regclass('schema_version')";
    private const string FindStandby = "select case when pg_is_in_recovery() then 1 else 0 end";
    private const string FindMark = "select count(*) from pg_class where oid = to_regclass('writer_mark')";
    private const string SetMark =
        """
        insert into writer_mark (writer, mark, day) values ($1, $2, $3)
        on conflict (writer) do update set mark = excluded.mark, day = excluded.day
        """;
    private const string SelectMark = "select mark from writer_mark where writer = $1";
    private const string ForgetMarks = "delete from writer_mark where day < $1";
    private const int DaysOfMarks = 2;

    /// <summary>How long a broken writer tries to come back before its group is given up.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _source;
    private readonly bool _alone;

    /// <summary>Of this writer and no other, ever: by it the server tells its lock and its mark from those of other nodes.</summary>
    private readonly long _writer = Random();
    private bool _hasMark;

    /// <summary>The server gave up waiting for its standby, and said so: class 01, which only a commit brings.</summary>
    private volatile bool _unreplicated;

    /// <param name="alone">Nobody else may work on the database meanwhile.</param>
    internal PostgresDialect(PostgresAddress address, bool alone) => (_source, _alone) = (address.Open(), alone);

    internal override string Migrations => "Postgres";

    internal override int Readers => 16;

    internal override bool CanBatch => true;

    internal override DbConnection Connect()
    {
        var connection = _source.OpenConnection();
        connection.Notice += (_, told) => _unreplicated |= told.Notice.SqlState == PostgresErrorCodes.Warning;
        return connection;
    }

    /// <summary>A server that may forget is refused.</summary>
    internal override void Configure(Transaction writer)
    {
        if (writer.Count(FindForgetful) > 0)
            throw new StorageOpenException(
                "The PostgreSQL server runs with fsync or full_page_writes off: a power cut would lose messages that were "
                + "acknowledged. Switch both on.");
        if (writer.Count(FindStandby) > 0)
            throw new StorageOpenException("This PostgreSQL server is a standby, which takes no writes. Name the primary.");
        try
        {
            // Both wait for lock_timeout: the server needs a moment to let go of a connection that has just broken.
            _ = _alone ? writer.Count(Hold, Working) : writer.Count(Share, Working);
            writer.Count(Hold, _writer);
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StorageOpenException(
                _alone
                    ? "A service works on this PostgreSQL database. Stop it first, and every other node."
                    : "Somebody works alone on this PostgreSQL database, such as storage copy. Start again when that has ended.");
        }
    }

    /// <summary>Npgsql takes parameters in their order when none has a name.</summary>
    internal override string ParameterName(int number) => "";

    /// <summary>
    /// Waits for this node's turn. Every transaction leaves a number of its own in its writer's row: whoever finds it
    /// there knows that it happened. A transaction's id would not do, because a server that crashed gives the same id
    /// out again.
    /// </summary>
    internal override long Begin(Transaction writer)
    {
        writer.Post("begin");
        writer.Count(Lock, Turn);
        _hasMark = _hasMark || writer.Count(FindMark) > 0;
        var mark = Random();
        if (_hasMark)
            writer.Post(SetMark, _writer, mark, writer.Today);
        return mark;
    }

    /// <summary>Not zero, which says that nothing was begun.</summary>
    private static long Random() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;

    /// <summary>Marks of writers that have not written for days: nobody asks for them any more.</summary>
    internal override void Tidy(Transaction writer) => writer.Execute(ForgetMarks, writer.Today - DaysOfMarks);

    internal override void Commit(Transaction writer)
    {
        _unreplicated = false;
        writer.Execute("commit");
        if (_unreplicated)
            throw new UnreplicatedException();
    }

    internal override Ending End(Transaction writer, long begun, Exception failure)
    {
        if (failure is UnreplicatedException)
            return Ending.Unknown;
        if (RollBack(writer))
            return IsConflict(failure) ? Ending.Again : Ending.Failed;
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < _patience)
        {
            if (Reconnect(writer) && (IsShortage(failure) ? Ending.Failed : FateOf(writer, begun)) is { } ending)
                return ending;
#pragma warning disable RS0030 // waits for a server to come back, on a thread that has nothing else to do
            Thread.Sleep(_pause);
#pragma warning restore RS0030
        }
        return begun == 0 ? Ending.Failed : Ending.Unknown;
    }

    private bool RollBack(Transaction writer)
    {
        writer.Discard();
        try
        {
            if (!IsLost(writer.Connection))
                writer.Execute("rollback");
            return !IsLost(writer.Connection);
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>False while the server is not back, or its old connection still holds the lock.</summary>
    private static bool Reconnect(Transaction writer)
    {
        try
        {
            writer.Reconnect();
            return true;
        }
        catch (Exception again) when (again is DbException or StorageOpenException)
        {
            return false;
        }
    }

    /// <summary>
    /// Asked on a connection that holds this writer's lock, so the one that broke is gone, and with it all doubt. Null
    /// when this one breaks too.
    /// </summary>
    private Ending? FateOf(Transaction writer, long begun)
    {
        if (begun == 0)
            return Ending.Again;
        try
        {
            if (!_hasMark)
                return Ending.Unknown;
            return writer.Find(SelectMark, row => row.Long(0), _writer) == begun ? Ending.Committed : Ending.Again;
        }
        catch (DbException)
        {
            return null;
        }
    }

    internal override bool IsConflict(Exception failure) => failure.GetBaseException() is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    private sealed class UnreplicatedException()
        : Exception("The server did not wait for its standby; whether the commit survives a failover is not known.");

    /// <summary>Class 53, such as a full disk: Npgsql gives the connection up, but the server has said no.</summary>
    private static bool IsShortage(Exception failure) =>
        failure is PostgresException refused && refused.SqlState.StartsWith("53", StringComparison.Ordinal);

    internal override bool IsLost(DbConnection connection) => connection.State != ConnectionState.Open;

    internal override long SchemaVersion(Transaction writer)
    {
        writer.Count(Lock, Migrating);
        if (writer.Count(FindVersion) == 0)
        {
            writer.Execute("create table schema_version (version bigint not null)");
        }
        return writer.Find("select version from schema_version", row => row.Long(0));
    }

    internal override string RecordSchemaVersion(int version) => string.Create(
        CultureInfo.InvariantCulture,
        $"with before as (delete from schema_version) insert into schema_version (version) values ({version})");

    internal override StorageFailedException Explain(Exception failure) =>
        (failure as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new DiskFullException(failure),
            PostgresErrorCodes.LockNotAvailable => new TurnMissedException(failure),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new DatabaseDamagedException(failure),
            _ => new StorageFailedException($"The commit failed, nothing of it is stored: {Reason(failure)}.", failure),
        };

    /// <summary>A reason for the operator, without the values that a server's own message may quote.</summary>
    internal static string Reason(Exception failure) => failure.GetBaseException() switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "it refuses the user or the password",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "it has no such database",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName } =>
            "its user may not bring the schema up to date; run hermetic storage migrate with the owner in StorageOwner",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedObject } => "it has no such role; create it first",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "another node holds a lock and does not let go",
        PostgresException refused => $"it answers {refused.SqlState}",
        System.Security.Authentication.AuthenticationException => "its certificate is not trusted",
        TimeoutException => "it does not answer",
        System.Net.Sockets.SocketException => "nobody answers there",
        var other => other.GetType().Name,
    };

    public void Dispose() => _source.Dispose();
}
