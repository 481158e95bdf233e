using System.CommandLine;
using System.Globalization;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Verbs;

/// <summary><c>escrow status|verify|recover</c>: the other places of the erasable root.</summary>
internal static class EscrowVerb
{
    internal static Command Create()
    {
        var status = new Command("status", "What each escrow holds, and what a destruction there is worth.");
        status.SetAction((_, cancel) => Explained(() => EachAsync(ShowAsync, cancel)));
        var verify = new Command("verify", "Opens the root and every page that each escrow holds.");
        verify.SetAction((_, cancel) => Explained(() => EachAsync(VerifyAsync, cancel)));
        var from = new Option<string?>("--from") { Description = "Which escrow; else the first.", HelpName = "NAME" };
        var recover = new Command(
            "recover", "Takes root and pages into a stopped deployment that lost its root, or whose database is older.")
        {
            from,
        };
        recover.SetAction((parsed, cancel) => Explained(() => RecoverAsync(parsed.GetValue(from), cancel)));
        return new Command("escrow", "Where else the erasable root lies: status, verify, recover.") { status, verify, recover };
    }

    private static async Task<int> Explained(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused) || refused is StorageFailedException or FencedException)
        {
            return Terminal.Fail(refused.Message);
        }
        catch (OperationCanceledException)
        {
            return Terminal.Fail("Stopped. Run it again, and it goes on.");
        }
    }

    /// <summary>All of them, also behind one that fails.</summary>
    private static async Task<int> EachAsync(Func<Escrow, KeyTree, CancellationToken, Task<bool>> look, CancellationToken cancel)
    {
        var settings = Settings.Read(Settings.Sources(), intake: false);
        if (settings.Escrows.Count == 0)
            return Terminal.Fail("There is no escrow in Keys:Escrows. At least two are advised (docs/operate/erasure.md).");
        using var arena = new SecretArena(settings.SecretMemoryBytes);
        using var directory = await KeyDirectory.OpenAsync(settings.KeysDirectory, arena, settings.Root, cancel);
        using var opened = new OpenPages(TimeProvider.System);
        var tree = new KeyTree(directory.Ring.Deployment, arena, opened);
        Terminal.Say($"service: {directory.RootDescription}, root of epoch {Joined(directory.Epochs)}");
        var exit = 0;
        foreach (var options in settings.Escrows)
        {
            try
            {
                using var held = new HeldEscrow(options, directory.Ring.Deployment, arena) { MakesKeys = false };
                opened.Clear();
                exit |= await look(await held.OpenAsync(cancel), tree, cancel) ? 0 : 1;
            }
            catch (Exception refused) when (refused is EscrowException or RootProviderException or KeyDirectoryException)
            {
                exit = Terminal.Fail($"{options.Name}: {refused.Message}");
            }
        }
        return exit;
    }

    private static async Task<bool> ShowAsync(Escrow escrow, KeyTree tree, CancellationToken cancel)
    {
        var (epochs, pages) = (await escrow.EpochsAsync(cancel), await escrow.PagesAsync(cancel));
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{escrow.Name}: {escrow.Description}, root of epoch {Joined(epochs)}, {pages.Count} pages, destruction L{(int)escrow.Assurance.Level}"));
        Terminal.Say($"  {escrow.Assurance.Explanation}");
        return epochs.Count > 0;
    }

    private static async Task<bool> VerifyAsync(Escrow escrow, KeyTree tree, CancellationToken cancel)
    {
        using var held = await EscrowedTree.ReadAsync(escrow, epoch: null, cancel);
        var damaged = await held.FindDamageAsync(tree, cancel);
        if (damaged.Count > 0)
        {
            Terminal.Fail($"{escrow.Name}: {damaged.Count} leaf pages do not open; the first is {damaged[0]}.");
            return false;
        }
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{escrow.Name}: the root of epoch {held.Root.Epoch} and all {held.Pages.Count} pages open."));
        return true;
    }

    private static async Task<int> RecoverAsync(string? from, CancellationToken cancel)
    {
        var settings = Settings.Read(Settings.Sources(), intake: false);
        using var hold = DataLock.Take(settings.Data);
        using var arena = new SecretArena(settings.SecretMemoryBytes);
        using var database = settings.Postgres is { } address
            ? await Database.OpenAloneAsync(address, TimeProvider.System)
            : await Database.OpenAsync(settings.Data, TimeProvider.System);
        var recovery = new EscrowRecovery(
            settings.KeysDirectory, settings.Root, settings.Escrows, database, arena, TimeProvider.System);
        var recovered = await recovery.RunAsync(from, cancel);
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Root and {recovered.Pages} pages of epoch {recovered.Epoch} come from the escrow {recovered.Escrow} now."));
        int mended;
        try
        {
            mended = await recovery.MendBucketsAsync(cancel);
        }
        catch (Exception lost) when (lost is EscrowException or RootProviderException)
        {
            // A new pepper needs a slot, and a slot is used only when every escrow has its page.
            return Terminal.Fail(
                $"{lost.Message} Not done yet: erasing {recovered.Erased} people again, and renewing the index cells that went with "
                + "erasures since. Whoever is in such a cell is answered 503 until then. Bring every escrow of Keys:Escrows back, or take "
                + "the lost one out of the settings, and run this again before the service is started.");
        }
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{recovered.Erased} people of this database had been erased since, and are erased here too; {mended} index cells were renewed."));
        return 0;
    }

    private static string Joined(IReadOnlyList<int> epochs) => epochs.Count == 0 ? "none" : string.Join(" and ", epochs);
}
