using System.CommandLine;
using System.Net;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>ledger verify|compare|search|export|proof</c>.</summary>
internal static class LedgerVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };

    internal static Command Create() =>
        new("ledger", "The tamper-evident record: verify, compare, search, export, prove.")
        {
            Verify(), LedgerCompareVerb.Create(), LedgerSearchVerb.Create(), Export(), Proof(),
        };

    private static Command Verify()
    {
        var directory = new Argument<string>("PATH")
        {
            Description = "An export (a folder: checkpoint, vkey and tile/), or a file with one entry and its proof.",
        };
        var key = new Option<string?>("--vkey") { Description = "The log's key, from a source you trust; else the export's own." };
        var policy = new Option<string?>("--policy")
        {
            Description = "Which witnesses have to have cosigned it (C2SP tlog-policy); a log in it is trusted.",
        };
        var log = new Option<string?>("--log")
        {
            Description = "An export of the log: a proof under one of its keys is followed to the one that you know.",
        };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("verify", "Checks every entry, tile and signature of an export, or one proof.")
        {
            directory, key, policy, log, json,
        };
        command.SetAction((parsed, cancel) => VerifyAsync(
            parsed.GetValue(directory)!, parsed.GetValue(key), parsed.GetValue(policy), parsed.GetValue(log),
            parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> VerifyAsync(
        string directory, string? given, string? policyFile, string? export, bool json, CancellationToken cancel)
    {
        var folder = new TileFolder(directory);
        if (!LedgerPolicy.TryRead(policyFile, out var policy, out var problem))
            return Terminal.Fail(problem);
        if (File.Exists(directory))
            return await LedgerCertificate.VerifyAsync(directory, given, policy, export, json, cancel);
        var note = await folder.ReadCheckpointAsync(cancel) ?? default;
        // Of a log that has changed its key since, the policy may name the one before.
        var handovers = await folder.ReadHandoversAsync(cancel);
        given ??= new[] { note }.Concat(handovers).Select(signed => LedgerPolicy.LogOf(policy, signed))
            .FirstOrDefault(known => known is not null)?.ToString();
        if ((given ?? await folder.ReadVerifierKeyAsync(cancel)) is not { } text
            || !NoteVerifier.TryParse(text, out var log))
            return Terminal.Fail($"{directory} has no verifier key; name one with --vkey.");
        var report = await Terminal.Screen.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("Verifying", autoStart: !json);
            return await LogVerifier.VerifyAsync(
                folder, text, new Progress<long>(entries => task.Description = $"Verifying entry {entries}"), cancel);
        });
        var witnessed = LedgerPolicy.Check(policy, note, log, report.Key);
        if (json)
            await Terminal.Out.WriteAsync(LedgerJson.Write(report, witnessed), cancel);
        if (report.Failure is { } failure)
            return Terminal.Fail(failure.Sentence);
        if (witnessed is { Ok: false })
            return Terminal.Fail(LedgerPolicy.Sentence(witnessed));
        if (!json)
            Terminal.Say($"{report.Size} entries of {report.Origin} are exactly as they were signed.");
        if (!json && witnessed is not null)
            Terminal.Say(LedgerPolicy.Sentence(witnessed));
        if (!json && given is null)
            Terminal.Say("The key came with the export: whoever made it could have made both. Compare the key with one you trust.");
        return 0;
    }

    private static Command Export()
    {
        var target = new Option<string>("--out") { Required = true, Description = "Where to write the tree." };
        var command = new Command("export", "Writes the log as a tlog-tiles tree.") { target, _data };
        command.SetAction(async (parsed, cancel) =>
        {
            var directory = Path.GetFullPath(parsed.GetValue(target)!);
            return await AskAsync(
                parsed, http => http.PostAsync($"ledger/export?directory={Uri.EscapeDataString(directory)}", content: null, cancel),
                body => Terminal.Say($"{System.Text.Encoding.ASCII.GetChars(body).AsSpan()} entries written to {directory}."),
                "Nothing has been recorded yet.", cancel);
        });
        return command;
    }

    private static Command Proof()
    {
        var index = new Argument<long>("INDEX") { Description = "From 0." };
        var command = new Command("proof", "Prints a proof of one entry that anybody can verify offline.") { index, _data };
        command.SetAction((parsed, cancel) => AskAsync(
            parsed, http => http.GetAsync($"ledger/proof/{parsed.GetValue(index)}", cancel),
            body => Terminal.Out.Write(body), "There is no published entry with this index.", cancel));
        return command;
    }

    private static async Task<int> AskAsync(
        ParseResult parsed, Func<HttpClient, Task<HttpResponseMessage>> ask, Action<byte[]> print, string missing,
        CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var response = await ask(staff.Http);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Terminal.Fail(missing);
            response.EnsureSuccessStatusCode();
            print(await response.Content.ReadAsByteArrayAsync(cancel));
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }
}

internal static class LedgerJson
{
    internal static byte[] Write(VerificationReport report, PolicyReport? witnessed)
    {
        using var line = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteBoolean("ok"u8, report.Ok && witnessed is not { Ok: false });
            json.WriteString("origin"u8, report.Origin);
            json.WriteNumber("size"u8, report.Size);
            if (report.Failure is { } failure)
            {
                json.WriteString("failure"u8, failure.Kind.ToString());
                if (failure.Entry is { } entry)
                    json.WriteNumber("entry"u8, entry);
                json.WriteString("sentence"u8, failure.Sentence);
            }
            if (witnessed is not null)
                LedgerPolicy.Write(json, witnessed);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
