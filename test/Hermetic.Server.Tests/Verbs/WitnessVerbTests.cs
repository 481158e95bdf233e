using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Tests.Witnessing;
using Hermetic.Testing;

namespace Hermetic.Server.Tests.Verbs;

/// <summary>The witness as its operator has it: processes of their own, one of them killed.</summary>
public sealed class WitnessVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-witness-verb-");

    private string Witness => Path.Combine(_folder.FullName, "w");

    [Fact]
    public async Task A_witness_is_made_told_of_a_log_serves_is_killed_and_goes_on_where_it_was()
    {
        var log = await new WatchedLog().GrowAsync(3);
        var (made, key) = await RunAsync("witness", "init", "witness.example.com/w1", "--folder", Witness);
        Assert.Equal(0, made);
        Assert.Equal(CosignatureAlgorithm.Ed25519, CosignatureVerifier.Parse(key.TrimEnd('\n')).Algorithm);
        Assert.Equal(1, (await RunAsync("witness", "init", "witness.example.com/w1", "--folder", Witness)).Exit);
        Assert.Equal(1, (await RunAsync("witness", "add-log", key.TrimEnd('\n'), "--folder", Witness)).Exit);
        Assert.Equal(0, (await RunAsync("witness", "add-log", log.Signer.VerifierKey, "--folder", Witness)).Exit);

        using var http = new HttpClient();
        var address = await ServeAsync(async address =>
        {
            var answer = await PostAsync(http, address, await log.SubmissionAsync(0));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            byte[] note = [.. log.Note, .. await answer.Content.ReadAsByteArrayAsync()];
            Assert.Equal(CosignatureState.Good, CosignatureVerifier.Parse(key.TrimEnd('\n')).Find(note).State);
        });
        await ServeAsync(async again =>
        {
            Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(http, again, await log.SubmissionAsync(0))).StatusCode);
            var fork = await new WatchedLog().GrowAsync(3, "other");
            Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(http, again, await fork.SubmissionAsync(3))).StatusCode);
        });
        Assert.NotNull(address);

        var (exit, status) = await RunAsync("witness", "status", "--json", "--folder", Witness);
        using var json = JsonDocument.Parse(status);
        Assert.Equal((1, 3L), (exit, json.RootElement[0].GetProperty("size").GetInt64()));
        // What it kept is what an auditor compares.
        var pair = json.RootElement[0].GetProperty("forks")[0].GetString()!;
        var (convicted, sentence) = await RunAsync(
            "ledger", "compare", Path.Combine(pair, "cosigned"), Path.Combine(pair, "shown"), "--vkey", log.Signer.VerifierKey);
        Assert.Equal(1, convicted);
        Assert.StartsWith("FORK:", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8090")]
    [InlineData("https://0.0.0.0:8090")]
    public async Task Beyond_loopback_it_is_served_with_a_certificate_only(string urls)
    {
        await RunAsync("witness", "init", "w", "--folder", Witness);
        var (exit, sentence) = await RunAsync("witness", "serve", "--urls", urls, "--folder", Witness);
        Assert.Equal(1, exit);
        Assert.Matches("Urls|Tls:Certificate", sentence);
    }

    [Fact]
    public async Task Compare_tells_growing_standing_shrinking_withholding_and_not_knowing_apart()
    {
        var log = await new WatchedLog().GrowAsync(3);
        var early = File_("early", log.Note);
        var export = Path.Combine(_folder.FullName, "export");
        using var witness = new Cosigner("w", CosignatureAlgorithm.Ed25519, new byte[32]);
        await log.GrowAsync(300);
        var note = (byte[])[.. log.Note, .. witness.Cosign(Text(log.Note), DateTimeOffset.UtcNow.AddHours(-3))];
        await new TileFolder(export).WriteAsync(log, note, log.Key, progress: null, default);
        var late = File_("late", note);
        var policy = File_("policy", Encoding.UTF8.GetBytes(
            $"log {log.Signer.VerifierKey}\nwitness w {witness.VerifierKey}\nquorum w\n"));
        string[] key = ["--vkey", log.Signer.VerifierKey];

        Assert.Equal((0, "Nothing"), await CompareAsync(early, early, key));
        Assert.Equal((0, "The log only grew"), await CompareAsync(early, export, key));
        Assert.Equal((0, "The log only grew"), await CompareAsync(early, export, "--policy", policy));
        Assert.Equal((2, "SHOWN is later"), await CompareAsync(early, late, key));
        Assert.Equal((1, "ROLLBACK"), await CompareAsync(export, early, key));
        Assert.Equal((1, "ROLLBACK"), await CompareAsync(late, early, key));
        Assert.Equal((1, "WITHHELD"), await CompareAsync(early, export, [.. key, "--min-size", "304"]));
        Assert.Equal((1, "WITHHELD"), await CompareAsync(early, export, "--policy", policy, "--max-age", "2.5"));
        Assert.Equal((0, "The log only grew"), await CompareAsync(early, export, "--policy", policy, "--max-age", "3.5"));
        Assert.Equal((1, "Not enough witnesses"), await CompareAsync(early, early, "--policy", policy));
        Assert.Equal((2, "The log's key"), await CompareAsync(early, late));
        Assert.Equal((2, ""), await CompareAsync(early, Path.Combine(_folder.FullName, "none"), key));
        using var other = new NoteSigner("example.com/ledger", new byte[32]);
        Assert.Equal((2, "KEPT is no"), await CompareAsync(early, late, "--vkey", other.VerifierKey));
    }

    [Fact]
    public async Task Compare_and_verify_follow_a_log_that_has_changed_its_key()
    {
        var log = await new WatchedLog().AppendAsync(Recorded("message.accept"));
        using var next = new NoteSigner(log.Signer.Name, new byte[32]);
        var (early, receipt) = (File_("early", log.Note), File_("early.tlog-proof", await ProofAsync(log, log.Signer)));
        await log.AppendAsync(Recorded(KeyAnnouncement.Action, next.VerifierKey), Recorded("message.accept"));
        var handover = next.SignToo(log.Note);
        await log.AppendAsync(Recorded("message.accept"));
        var note = next.SignCheckpoint(new(next.Name, log.Size, log.Root));
        var (export, late) = (Path.Combine(_folder.FullName, "export"), File_("late", note));
        await new TileFolder(export).WriteHandoversAsync([handover], default);
        await new TileFolder(export).WriteAsync(log, note, NoteVerifier.Parse(next.VerifierKey), progress: null, default);
        var lateReceipt = File_("late.tlog-proof", await ProofAsync(log, next));
        var (first, second) = (log.Signer.VerifierKey, next.VerifierKey);

        Assert.Equal((0, "The log only grew"), await CompareAsync(early, export, "--vkey", first));
        Assert.Equal((1, "ROLLBACK"), await CompareAsync(late, early, "--vkey", first, "--log", export));
        Assert.Equal((2, "KEPT is no"), await CompareAsync(late, early, "--vkey", first));
        Assert.Equal(0, (await RunAsync("ledger", "verify", receipt, "--vkey", second, "--log", export)).Exit);
        Assert.Equal(0, (await RunAsync("ledger", "verify", lateReceipt, "--vkey", first, "--log", export)).Exit);
        Assert.Equal(1, (await RunAsync("ledger", "verify", receipt, "--vkey", second)).Exit);
        Assert.Equal(1, (await RunAsync("ledger", "verify", lateReceipt, "--vkey", first)).Exit);
        var policy = File_("policy", Encoding.UTF8.GetBytes($"log {first}\nquorum none\n"));
        Assert.Equal(0, (await RunAsync("ledger", "verify", lateReceipt, "--policy", policy, "--log", export)).Exit);
        Assert.Equal((0, "The log only grew"), await CompareAsync(early, export, "--policy", policy));

        // The same keys, and nothing that leads from one to the other.
        Directory.Delete(Path.Combine(export, "handover"), recursive: true);
        Assert.Equal(1, (await RunAsync("ledger", "verify", receipt, "--vkey", second, "--log", export)).Exit);
        Assert.Equal(1, (await RunAsync("ledger", "verify", lateReceipt, "--vkey", first, "--log", export)).Exit);
        var (exit, sentence) = await RunAsync("ledger", "compare", early, export, "--vkey", first);
        Assert.Equal(1, exit);
        Assert.StartsWith("SHOWN is no", sentence, StringComparison.Ordinal);
    }

    private static byte[] Recorded(string action, string? about = null) => new LedgerEntry
    {
        Action = action, Actor = "service:test", At = LedgerHour.Of(DateTimeOffset.UnixEpoch), Object = about,
    }.ToCanonicalJson();

    /// <summary>Of its first entry.</summary>
    private static async Task<byte[]> ProofAsync(WatchedLog log, NoteSigner signer)
    {
        var proof = await new MerkleLog(log).InclusionProofAsync(0, log.Size, default);
        var note = signer.SignCheckpoint(new(signer.Name, log.Size, log.Root));
        return new InclusionReceipt(0, proof, note)
        {
            Extra = ProvenEntry.Extra(Recorded("message.accept"), signer.VerifierKey),
        }.ToUtf8();
    }

    [Fact]
    public async Task Verify_demands_what_a_policy_demands_and_names_who_is_missing_or_bad()
    {
        var log = await new WatchedLog().GrowAsync(3);
        var export = Path.Combine(_folder.FullName, "export");
        using var one = new Cosigner("w1", CosignatureAlgorithm.Ed25519, new byte[32]);
        using var two = new Cosigner("w2", CosignatureAlgorithm.MLDsa44, new byte[32]);
        byte[] note = [.. log.Note, .. one.Cosign(Text(log.Note), DateTimeOffset.UtcNow)];
        await new TileFolder(export).WriteAsync(log, note, log.Key, progress: null, default);
        string Policy(string quorum) => File_("policy", Encoding.UTF8.GetBytes(
            $"witness one {one.VerifierKey}\nwitness two {two.VerifierKey}\ngroup g {quorum} one two\nquorum g\n"));

        Assert.Equal(0, (await RunAsync("ledger", "verify", export, "--policy", Policy("any"))).Exit);
        var (exit, sentence) = await RunAsync("ledger", "verify", export, "--policy", Policy("all"));
        Assert.Equal(1, exit);
        Assert.Contains("Missing: two.", sentence, StringComparison.Ordinal);

        var late = await new WatchedLog().GrowAsync(4);
        byte[] moved = [.. note, .. two.Cosign(Text(late.Note), DateTimeOffset.UtcNow)];
        await new TileFolder(export).WriteAsync(log, moved, log.Key, progress: null, default);
        (exit, sentence) = await RunAsync("ledger", "verify", export, "--json", "--policy", Policy("all"));
        using var json = JsonDocument.Parse(sentence[..(sentence.IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Assert.Equal(1, exit);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("two", json.RootElement.GetProperty("policy").GetProperty("bad")[0].GetString());
        Assert.Equal(1, (await RunAsync("ledger", "verify", export, "--policy", export)).Exit);
    }

    private async Task<(int, string)> CompareAsync(string kept, string shown, params string[] options)
    {
        var (exit, sentence) = await RunAsync(["ledger", "compare", kept, shown, .. options]);
        string[] beginnings =
        [
            "Nothing", "The log only grew", "SHOWN is later", "ROLLBACK", "WITHHELD", "Not enough witnesses",
            "The log's key", "KEPT is no",
        ];
        return (exit, beginnings.FirstOrDefault(beginning => sentence.StartsWith(beginning, StringComparison.Ordinal)) ?? "");
    }

    /// <summary>Serves until the work is done, and is then killed.</summary>
    private async Task<string> ServeAsync(Func<string, Task> work)
    {
        var address = $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
        using var process = Start("witness", "serve", "--urls", address, "--folder", Witness);
        try
        {
            using var http = new HttpClient();
            for (var tries = 0; tries < 600; tries++)
            {
                try
                {
                    await http.GetAsync(new Uri(address));
                    break;
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(50);
                }
            }
            await work(address);
            return address;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string address, byte[] body) =>
        http.PostAsync(new Uri($"{address}/add-checkpoint"), new ByteArrayContent(body));

    private string File_(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Text(byte[] note) => note[..(note.AsSpan().LastIndexOf("\n\n"u8) + 1)];

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Hermetic.Server.dll"), .. arguments])
    {
        WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    public void Dispose() => _folder.Delete(recursive: true);
}
