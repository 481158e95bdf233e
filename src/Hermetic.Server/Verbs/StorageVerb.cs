using System.CommandLine;
using System.Text.Json.Nodes;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>storage copy|migrate</c>: moving to PostgreSQL, and its tables.</summary>
internal static class StorageVerb
{
    private const string NoPostgres =
        "Storage is not set to a PostgreSQL database. Set it to a connection string like "
        + "\"Host=db.example.com;Database=hermetic;Username=hermetic_service;SSL Mode=VerifyFull\" first.";

    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var copy = new Command(
            "copy", "Moves the data folder's SQLite database into the PostgreSQL database of the setting Storage.")
        {
            _data, _json,
        };
        copy.SetAction((parsed, cancel) => Explained(() => CopyAsync(parsed, cancel)));
        var reader = new Option<string?>("--reader") { Description = "A role that may only read.", HelpName = "ROLE" };
        var migrate = new Command(
            "migrate", "Brings the tables up to date as StorageOwner, and gives the service its rights.")
        {
            reader,
        };
        migrate.SetAction((parsed, _) => Explained(() => MigrateAsync(parsed.GetValue(reader))));
        return new Command("storage", "Where everything is stored: copy, migrate.") { copy, migrate };
    }

    private static async Task<int> Explained(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused) || refused is StorageFailedException)
        {
            return Terminal.Fail(refused.Message);
        }
        catch (OperationCanceledException)
        {
            return Terminal.Fail("Stopped. Nothing is lost: run it again, and it goes on.");
        }
    }

    private static async Task<int> MigrateAsync(string? reader)
    {
        var settings = Settings.Read(Settings.Sources(), intake: false);
        if (settings.Postgres is not { } service)
            return Terminal.Fail(NoPostgres);
        var role = reader is null ? null : PostgresRole.Read(reader);
        if (reader is not null && role is null)
            return Terminal.Fail("A role's name has letters, digits, _ and -, and at most 63 characters.");
        await Database.PrepareAsync(settings.PostgresOwner ?? service, service, role, TimeProvider.System);
        Terminal.Say($"The tables in {service} are up to date, and the service may use them.");
        return 0;
    }

    private static async Task<int> CopyAsync(ParseResult parsed, CancellationToken cancel)
    {
        var overrides = parsed.GetValue(_data) is { } data ? new[] { KeyValuePair.Create<string, string?>("Data", data) } : [];
        var settings = Settings.Read(Settings.Sources(overrides), intake: false);
        if (settings.Postgres is not { } address)
            return Terminal.Fail(NoPostgres);
        if (!Database.Exists(settings.Data))
            return Terminal.Fail($"There is no SQLite database in {settings.Data}; name the folder with --data.");
        using var hold = DataLock.Take(settings.Data);
        var copied = await CopyAsync(settings, address, parsed.GetValue(_json), cancel);
        var old = SetAside(Path.Combine(settings.Data, Database.FileName));
        if (parsed.GetValue(_json))
            await Terminal.Out.WriteAsync(
                System.Text.Encoding.UTF8.GetBytes(
                    new JsonObject { ["tables"] = copied.Tables, ["rows"] = copied.Rows, ["old"] = old }.ToJsonString() + "\n"),
                cancel);
        else
            Say(copied, address, old);
        return 0;
    }

    private static async Task<StoreCopied> CopyAsync(
        Settings settings, PostgresAddress address, bool quiet, CancellationToken cancel)
    {
        using var from = await Database.OpenAsync(settings.Data, TimeProvider.System);
        using var to = await Database.OpenAloneAsync(address, TimeProvider.System);
        return await Terminal.Screen.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("Copying, then comparing", autoStart: !quiet, maxValue: Math.Max(1, 2 * StoreCopy.Count(from)));
            return await StoreCopy.RunAsync(from, to, new Progress<long>(rows => bar.Value = rows), cancel);
        });
    }

    /// <summary>Under its old name a service that was not told of the move would go on with it.</summary>
    private static string SetAside(string path)
    {
        File.Move(path, path + ".copied", overwrite: true);
        return path + ".copied";
    }

    private static void Say(StoreCopied copied, PostgresAddress address, string old)
    {
        Terminal.Say($"{copied.Rows} rows of {copied.Tables} tables lie in {address}, byte for byte as they were. Start the service.");
        Terminal.Say($"The old database is now {old}. Nothing uses it any more, and erasures no longer reach it: delete it.");
    }
}
