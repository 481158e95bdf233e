using System.CommandLine;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Evidence;

namespace Hermetic.Server.Verbs;

/// <summary><c>ledger compare KEPT SHOWN</c>: what a log shows now, beside what somebody kept of it.</summary>
internal static class LedgerCompareVerb
{
    private const int CannotTell = 2;

    internal static Command Create()
    {
        var kept = new Argument<string>("KEPT") { Description = "A checkpoint file or an export, from before." };
        var shown = new Argument<string>("SHOWN") { Description = "The same of now, or an address such as https://example.com/ledger." };
        var key = new Option<string?>("--vkey") { Description = "The log's key, unless the policy or KEPT has it." };
        var policy = new Option<string?>("--policy") { Description = "Which witnesses have to have cosigned SHOWN." };
        var age = new Option<double?>("--max-age")
        {
            Description = "Hours since the witnesses of --policy saw SHOWN that are too many.",
        };
        var log = new Option<string?>("--log")
        {
            Description = "An export by which keys that the log had are followed to the known one; else SHOWN, if it is one.",
        };
        var size = new Option<long?>("--min-size") { Description = "Entries that SHOWN has to have." };
        var command = new Command("compare", """
            Says whether a log forked, took entries back or withholds newer ones.
            Ends with 0 when it only grew, 1 when it did not, and 2 when that cannot be told from what is at hand.
            """) { kept, shown, key, log, policy, age, size };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                if (!LedgerPolicy.TryRead(parsed.GetValue(policy), out var read, out var problem))
                    return Say(CannotTell, problem);
                var demands = new LedgerDemands(
                    parsed.GetValue(key), read, parsed.GetValue(size),
                    parsed.GetValue(age) is { } hours ? TimeSpan.FromHours(hours) : null);
                using var http = WitnessClient.CreateHttp();
                var export = parsed.GetValue(log) is { } folder ? new TileFolder(folder) : null;
                return await CompareAsync(
                    await LedgerSource.OpenAsync(parsed.GetValue(kept)!, http, cancel),
                    await LedgerSource.OpenAsync(parsed.GetValue(shown)!, http, cancel),
                    export, demands, TimeProvider.System.GetUtcNow(), cancel);
            }
            catch (Exception unread) when (ServeVerb.IsExplained(unread) || unread is OperationCanceledException)
            {
                return Say(CannotTell, unread.Message);
            }
        });
        return command;
    }

    private static async Task<int> CompareAsync(
        LedgerSource kept, LedgerSource shown, TileFolder? export, LedgerDemands demands, DateTimeOffset now,
        CancellationToken cancel)
    {
        var text = demands.Key ?? LedgerPolicy.LogOf(demands.Policy, kept.Note)?.ToString() ?? kept.VerifierKey
            ?? LedgerPolicy.LogOf(demands.Policy, shown.Note)?.ToString();
        if (text is null || !NoteVerifier.TryParse(text, out var key))
            return Say(CannotTell, "The log's key is not known; name it with --vkey.");
        var history = (export ?? shown.Tiles as TileFolder) is { } folder ? new LogHistory(key, folder) : null;
        if (await OpenAsync(kept, key, history, cancel) is not { Checkpoint: var before })
            return Say(CannotTell, "KEPT is no checkpoint that this key signed, nor of another key that the log had before or since.");
        if (await OpenAsync(shown, key, history, cancel) is not var (after, signer))
            return Say(1, "SHOWN is no checkpoint that this key signed, nor of another key that the log had before or since.");
        // Only the later tree's tiles can show that it has the earlier one in it.
        var tiles = after.Size > before.Size ? shown.Tiles : kept.Tiles;
        var relation = await CheckpointComparison.CompareAsync(before, after, tiles, cancel);
        var (exit, sentence) = Judge(relation, before, after);
        if (exit != 1 && demands.Withheld(shown.Note, after, key, signer, now) is { } withheld)
            (exit, sentence) = (1, withheld);
        return Say(exit, sentence);
    }

    /// <summary>Null for what neither the known key signed nor one that the log had before or since.</summary>
    private static async Task<OpenedNote?> OpenAsync(
        LedgerSource source, NoteVerifier key, LogHistory? history, CancellationToken cancel)
    {
        if (history is null)
            return key.TryOpen(source.Note, out var checkpoint) ? new(checkpoint, key) : null;
        var claimed = NoteVerifier.TryParse(source.VerifierKey ?? "", out var named) ? named : null;
        return await history.OpenAsync(source.Note, claimed, cancel);
    }

    private static (int Exit, string Sentence) Judge(CheckpointRelation relation, Checkpoint before, Checkpoint after) =>
        relation switch
        {
            CheckpointRelation.Same => (0, $"Nothing has changed: {after.Size} entries."),
            CheckpointRelation.Extends =>
                (0, $"The log only grew: from {before.Size} to {after.Size} entries."),
            CheckpointRelation.Rollback => (1,
                $"ROLLBACK: the log shows {after.Size} entries, and has signed {before.Size}. Entries were taken back, or are withheld."),
            CheckpointRelation.Fork => (1,
                $"FORK: the log has signed two histories, of {before.Size} and of {after.Size} entries, that cannot both be true. Keep both files: they prove it."),
            _ => (CannotTell,
                $"SHOWN is later ({before.Size}, then {after.Size} entries). Only its tiles show whether it extends KEPT: name an export or an address."),
        };

    private static int Say(int exit, string sentence)
    {
        if (exit != 0)
            Terminal.Fail(sentence);
        else
            Terminal.Say(sentence);
        return exit;
    }
}

/// <summary>What somebody demands of a checkpoint that is shown to them.</summary>
/// <param name="Size">Entries that it has to have; null for any.</param>
/// <param name="Age">How long ago the witnesses may have seen it; null for ever.</param>
internal sealed record LedgerDemands(string? Key, WitnessPolicy? Policy, long? Size, TimeSpan? Age)
{
    /// <summary>A sentence about what is withheld; null when nothing is.</summary>
    internal string? Withheld(
        ReadOnlyMemory<byte> note, Checkpoint shown, NoteVerifier known, NoteVerifier signer, DateTimeOffset now)
    {
        if (shown.Size < Size)
            return $"WITHHELD: the log shows {shown.Size} entries, and has to show {Size}.";
        var report = LedgerPolicy.Check(Policy, note, known, signer);
        if (report is { Ok: false })
            return LedgerPolicy.Sentence(report);
        if (Age is not { } most)
            return null;
        if (report?.SeenAt is not { } seconds)
            return "WITHHELD: no witness of a policy says when it saw this checkpoint.";
        var age = now - DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, now.ToUnixTimeSeconds()));
        return age > most ? $"WITHHELD: witnesses last saw this checkpoint {age.TotalHours:f1} hours ago." : null;
    }
}
