using System.Diagnostics;
using System.Globalization;

namespace Hermetic.Testing.Postgres;

/// <summary>
/// A throw-away PostgreSQL of the tests' own: <c>initdb</c> in a temporary folder, reached by a unix socket in it. It
/// ends with the process that started it, however that ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string Owner = "owner";
    public const string Password = "only on this machine";

    private const string WhenStdinCloses =
        """
        "$@" </dev/null >"$LOG" 2>&1 & server=$!
        read -r _
        kill -CONT -- $server 2>/dev/null; kill -QUIT $server; wait $server
        """;

    private static readonly string? _programs = FindPrograms();
    private static readonly Lazy<PostgresServer> _shared = new(() => New());

    private Process? _process;

    private PostgresServer(string folder, params IReadOnlyList<string> settings)
    {
        Folder = folder;
        Settings = settings;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>Null, or why a test that needs PostgreSQL is skipped.</summary>
    public static string? Missing => _programs is null ? "PostgreSQL is not installed (Debian: postgresql)" : null;

    /// <summary>One for all tests of a process; each makes a database of its own in it.</summary>
    public static PostgresServer Shared => _shared.Value;

    /// <summary>Holds the data directory and the socket.</summary>
    public string Folder { get; }

    public IReadOnlyList<string> Settings { get; }

    /// <summary>Where everything lies that the server writes: its data, and what it prints.</summary>
    public IReadOnlyList<string> Files => [Data, Path.Combine(Folder, "log")];

    private string Port => Settings.FirstOrDefault(setting => setting.StartsWith("port=", StringComparison.Ordinal))?[5..] ?? "5432";

    private string Data => Path.Combine(Folder, "data");

    /// <param name="settings">As <c>name=value</c>; by default nothing listens beside the unix socket.</param>
    public static PostgresServer New(params IReadOnlyList<string> settings) =>
        In(Directory.CreateTempSubdirectory("hermetic-postgres-").FullName, settings);

    private static PostgresServer In(string folder, params IReadOnlyList<string> settings)
    {
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var server = new PostgresServer(folder, settings);
        Directory.CreateDirectory(server.Data);
        var password = Path.Combine(folder, "password");
        File.WriteAllText(password, Password);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "-R", "postgres:", folder);
        Run([.. AsPostgres, Program("initdb"), "-D", server.Data, "-U", Owner, "--auth=scram-sha-256",
            $"--pwfile={password}", "--no-sync", "--locale=C", "--encoding=UTF8"]);
        server.Start();
        return server;
    }

    /// <summary>Listens on loopback too, with a certificate of <paramref name="authority"/> for <paramref name="host"/>.</summary>
    public static PostgresServer NewWithTls(PrivateAuthority authority, string host, int port)
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-postgres-").FullName;
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        using var leaf = authority.IssueServer(host);
        authority.Write(leaf, certificate, key);
        return In(
            folder, "listen_addresses=127.0.0.1", $"port={port}", "ssl=on", $"ssl_cert_file={certificate}", $"ssl_key_file={key}");
    }

    /// <summary>A connection string.</summary>
    public string Address(string user = Owner, string password = Password) =>
        $"Host={Folder};Database=postgres;Username={user};Password={password}";

    /// <summary>Runs SQL outside of any program under test; returns what <c>psql</c> prints, unaligned.</summary>
    public string Execute(string sql) => Run(
        ["env", $"PGPASSWORD={Password}", "PGOPTIONS=-c client_min_messages=warning", Program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            "-h", Folder, "-U", Owner, "-d", "postgres", "-c", sql]).TrimEnd('\n');

    /// <summary>A second server on what a crash of the machine's processes at this moment would leave.</summary>
    public PostgresServer Crashed()
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-postgres-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        try
        {
            Freeze();
            Run("cp", "-a", Data, folder);
        }
        finally
        {
            Thaw();
        }
        var copy = new PostgresServer(folder, Settings);
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres:", folder);
        File.Delete(Path.Combine(copy.Data, "postmaster.pid"));
        copy.Start();
        return copy;
    }

    /// <summary>Stops every process of the server where it is; connections stay open and nobody answers.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>What a crash of the server looks like to its clients; it has to be started again.</summary>
    public void Kill()
    {
        Signal("KILL");
        _process!.StandardInput.Close();
        _process.WaitForExit();
        File.Delete(Path.Combine(Data, "postmaster.pid"));
    }

    public void Start()
    {
        var settings = Settings.Prepend("listen_addresses=").Append($"unix_socket_directories={Folder}")
            .Append("max_connections=200").SelectMany(setting => new[] { "-c", setting });
        var start = new ProcessStartInfo("sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            Environment = { ["LOG"] = Path.Combine(Folder, "log") },
        };
        foreach (var word in (string[])["-c", WhenStdinCloses, "sh", .. AsPostgres, Program("postgres"), "-D", Data, .. settings])
            start.ArgumentList.Add(word);
        _process = Process.Start(start)!;
        for (var tries = 0; !IsReady(); tries++)
        {
            if (tries > 300 || _process.HasExited)
                throw new InvalidOperationException("PostgreSQL did not start: " + File.ReadAllText(Path.Combine(Folder, "log")));
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.StandardInput.Close();
            _process.WaitForExit(10_000);
        }
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static string[] AsPostgres => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        : [];

    private void Signal(string signal)
    {
        var parent = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = Children(parent);
        // The parent first: it would start a new child for one that stops answering.
        Run("kill", $"-{signal}", $"{parent}");
        foreach (var child in signal == "KILL" ? children : Children(parent))
        {
            // It may have ended by itself meanwhile.
            using var told = Begin(["kill", $"-{signal}", child]);
            told.WaitForExit();
        }
    }

    private static string[] Children(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private bool IsReady()
    {
        using var asked = Begin([Program("pg_isready"), "-q", "-h", Folder, "-p", Port]);
        asked.WaitForExit();
        return asked.ExitCode == 0;
    }

    private static string Program(string name) => Path.Combine(_programs!, name);

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(programs => File.Exists(Path.Combine(programs, "initdb")))
            .Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static string Run(params IReadOnlyList<string> command)
    {
        using var process = Begin(command);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{command[0]} failed: {output.Result}{errors.Result}");
    }

    private static Process Begin(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var word in command.Skip(1))
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
