using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Hermetic.Storage.Engine;

/// <summary>
/// PostgreSQL 14 or newer. Transactions are read committed: what two nodes may do to one row at once is decided by
/// its lock, in statements that check what they change.
/// </summary>
internal sealed class PostgresDialect : Dialect, IDisposable
{
    /// <summary>Of the advisory locks, together with the schema's name: numbers that nobody else is likely to use.</summary>
    private const long Migrating = 0x4845_524D_4554_4943;
    private const long Writing = Migrating + 1;

    private const string Lock = "select 1 from pg_advisory_xact_lock(hashtextextended(current_schema(), $1))";
    private const string Hold =
        "select case when pg_try_advisory_lock(hashtextextended(current_schema(), $1)) then 1 else 0 end";
    private const string FindForgetful =
        "select count(*) from pg_settings where name in ('fsync', 'full_page_writes') and setting <> 'on'";
    private const string FindVersion = "select count(*) from pg_class where oid = to_regclass('schema_version')";
    private const string Identify = "select pg_current_xact_id()::text::bigint";
    // 1 committed, 0 aborted, 2 in progress, null too old to tell.
    private const string Fate =
        """
        select case pg_xact_status($1::text::xid8)
          when 'committed' then 1 when 'aborted' then 0 when 'in progress' then 2 end
        """;

    /// <summary>How long a broken writer tries to come back before its group is given up.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _source;

    internal PostgresDialect(PostgresAddress address) => _source = address.Open();

    internal override string Migrations => "Postgres";

    internal override int Readers => 16;

    internal override DbConnection Connect() => _source.OpenConnection();

    /// <summary>One service writes: a second one on the same database is refused, and so is one that may forget.</summary>
    internal override void Configure(Transaction writer)
    {
        if (writer.Count(FindForgetful) > 0)
            throw new StorageOpenException(
                "The PostgreSQL server runs with fsync or full_page_writes off: a power cut would lose messages that were "
                + "acknowledged. Switch both on.");
        if (writer.Count(Hold, Writing) != 1)
            throw new StorageOpenException("Another service works on this PostgreSQL database. Stop it first.");
    }

    internal override string Spell(string sql) =>
        sql.Replace("/* for share */", "for share", StringComparison.Ordinal);

    /// <summary>Npgsql takes parameters in their order when none has a name.</summary>
    internal override string ParameterName(int number) => "";

    internal override long Begin(Transaction writer)
    {
        writer.Execute("begin");
        return writer.Count(Identify);
    }

    internal override Ending End(Transaction writer, long begun, Exception failure)
    {
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

    /// <summary>Null while the server has not noticed yet that the connection is gone.</summary>
    private static Ending? FateOf(Transaction writer, long begun)
    {
        if (begun == 0)
            return Ending.Again;
        try
        {
            return writer.Find(Fate, row => row.IsNull(0) ? -1 : row.Int(0), begun) switch
            {
                1 => Ending.Committed,
                0 => Ending.Again,
                2 => null,
                _ => Ending.Unknown,
            };
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

    /// <summary>Class 53, such as a full disk: Npgsql gives the connection up, but the server has said no.</summary>
    private static bool IsShortage(Exception failure) =>
        failure is PostgresException refused && refused.SqlState.StartsWith("53", StringComparison.Ordinal);

    internal override bool IsLost(DbConnection connection) => connection.State != ConnectionState.Open;

    internal override long SchemaVersion(Transaction writer)
    {
        writer.Count(Lock, Migrating);
        if (writer.Count(FindVersion) == 0)
            writer.Execute("create table schema_version (version bigint not null)");
        return writer.Find("select version from schema_version", row => row.Long(0));
    }

    internal override void SetSchemaVersion(Transaction writer, int version)
    {
        if (writer.Execute("update schema_version set version = $1", version) == 0)
            writer.Execute("insert into schema_version (version) values ($1)", version);
    }

    internal override StorageFailedException Explain(Exception failure) =>
        (failure as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new DiskFullException(failure),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new DatabaseDamagedException(failure),
            _ => new StorageFailedException(failure),
        };

    /// <summary>A reason for the operator, without the values that a server's own message may quote.</summary>
    internal static string Reason(Exception failure) => failure.GetBaseException() switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "it refuses the user or the password",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "it has no such database",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            "the user lacks a right that this step needs; run hermetic storage migrate as the owner",
        PostgresException refused => $"it answers {refused.SqlState}",
        System.Security.Authentication.AuthenticationException => "its certificate is not trusted",
        TimeoutException => "it does not answer",
        System.Net.Sockets.SocketException => "nobody answers there",
        var other => other.GetType().Name,
    };

    public void Dispose() => _source.Dispose();
}
