using System.CommandLine;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Verbs;

/// <summary><c>keys rewrap --to KIND</c>: moves the keys of a stopped service to another root provider.</summary>
internal static class KeysRewrapVerb
{
    internal static Command Create()
    {
        var to = new Option<string>("--to")
        {
            Description = $"What shall wrap the keys: {string.Join(", ", RootSettings.Kinds)}. Its settings must be there.",
            HelpName = "KIND",
            Required = true,
        };
        var command = new Command("rewrap", "Moves the keys of a stopped service to another root provider.") { to };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(to)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string kind, CancellationToken cancel)
    {
        try
        {
            var sources = Settings.Sources();
            var settings = Settings.Read(sources, intake: false);
            var source = new SettingsSource(sources);
            var to = RootSettings.Read(source, kind, "--to");
            source.ThrowIfAny();
            await MoveAsync(settings, to, cancel);
            Terminal.Say(
                $"The keys in {settings.KeysDirectory} are wrapped by {kind}. Set Keys:Root to {kind} now, and start the "
                + "service. What the old root provider wrapped was destroyed here; destroy copies of it too.");
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused) || refused is StorageFailedException)
        {
            return Terminal.Fail(refused.Message);
        }
        catch (OperationCanceledException)
        {
            return Terminal.Fail("Stopped. Nothing was changed.");
        }
    }

    /// <summary>Alone: neither this machine's service nor another node's works meanwhile.</summary>
    internal static async Task MoveAsync(Settings settings, IRootSource to, CancellationToken cancel)
    {
        using var hold = DataLock.Take(settings.Data);
        using var database = await OpenAsync(settings);
        using var alone = await KeyDirectoryLock.TakeAsync(settings.KeysDirectory, cancel);
        using var arena = new SecretArena(settings.SecretMemoryBytes);
        // What an interrupted change left is recorded as what it was, and not as part of this.
        await SettleAsync(settings.KeysDirectory, settings.Root, database, arena, cancel);
        await KeyRewrap.RunAsync(settings.KeysDirectory, arena, settings.Root, to, cancel);
        await SettleAsync(settings.KeysDirectory, to, database, arena, CancellationToken.None);
    }

    /// <summary>Null where there are no data: keys that never protected any are moved without a record.</summary>
    private static async Task<Database?> OpenAsync(Settings settings) =>
        settings.Postgres is { } address ? await Database.OpenAloneAsync(address, TimeProvider.System)
        : Database.Exists(settings.Data) ? await Database.OpenAsync(settings.Data, TimeProvider.System)
        : null;

    /// <summary>A ring one epoch ahead with the same keys was rewrapped: that is how it is recorded, also after a crash.</summary>
    private static async Task SettleAsync(
        string path, IRootSource root, Database? database, SecretArena arena, CancellationToken cancel)
    {
        if (database?.Read(Deployment.Find) is not { } deployment || !KeyDirectory.Exists(path)
            || KeyDirectory.ReadRootKind(path, arena) != root.Kind)
            return;
        using var keys = await KeyDirectory.OpenAsync(path, arena, root, cancel);
        if (keys.Ring.Deployment != deployment.Id)
            throw new KeyDirectoryException("The keys belong to another deployment than the data.");
        if (!keys.Initialising)
            await RingSettlement.RunAsync(keys, database, RingSettlement.Caller, cancel);
    }
}
