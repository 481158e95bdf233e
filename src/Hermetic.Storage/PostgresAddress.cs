using System.Net;
using Npgsql;

namespace Hermetic.Storage;

/// <summary>
/// Where a PostgreSQL database is and how it is entered: a connection string of Npgsql's keywords, checked. Beyond
/// this machine (loopback, unix socket) the server has to prove who it is: <c>SSL Mode=VerifyFull</c>.
/// </summary>
public sealed class PostgresAddress
{
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 30;
    private const int KeepAliveSeconds = 10;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Reads a connection string; null, with a sentence that names no secret, when it cannot be used.</summary>
    /// <param name="problem">What is wrong with it, to stand behind the setting's name; empty when nothing is.</param>
    public static PostgresAddress? Read(string connectionString, out string problem)
    {
        var settings = Parse(connectionString);
        problem = settings switch
        {
            null => "is neither \"sqlite\" nor a connection string like "
                + "\"Host=db.example.com;Database=hermetic;Username=hermetic_service\"",
            { Host: null or "" } => "names no Host",
            { Database: null or "" } => "names no Database",
            { Username: null or "" } => "names no Username",
            _ when settings.Host!.Contains(',', StringComparison.Ordinal) => "names several hosts; name the primary",
            _ when settings.Multiplexing || settings.TargetSessionAttributes is not null =>
                "has Multiplexing or Target Session Attributes, which a single writer cannot use",
            _ when IsBeyond(settings) && settings.SslMode != SslMode.VerifyFull =>
                "leaves this machine without a verified connection: add SSL Mode=VerifyFull "
                + "and, for a certificate authority of your own, Root Certificate=FILE",
            _ => "",
        };
        return problem.Length == 0 ? new PostgresAddress(settings!) : null;
    }

    internal string User => _settings.Username!;

    /// <summary>Host and database, to be shown: neither user nor password.</summary>
    public override string ToString() => $"{_settings.Host}/{_settings.Database}";

    internal NpgsqlDataSource Open()
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString)
        {
            ApplicationName = "hermetic",
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            // Sessions keep their connections; the statements are few, and each is worth planning once.
            Pooling = false,
            MaxAutoPrepare = 400,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,         // details quote values
            LogParameters = false,
            KeepAlive = KeepAliveSeconds,
            // A node that stops in the middle of its turn loses it; the last four: so does a machine that died.
            Options = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=5s -c synchronous_commit=on "
                + "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000",
        };
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // Nothing but bigint and bytea is stored.
        return source.ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
    }

    private static NpgsqlConnectionStringBuilder? Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static bool IsBeyond(NpgsqlConnectionStringBuilder settings) =>
        !settings.Host!.StartsWith('/') && settings.Host != "localhost"
        && !(IPAddress.TryParse(settings.Host, out var address) && IPAddress.IsLoopback(address));
}
