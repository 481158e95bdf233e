using System.CommandLine;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Tls;
using Hermetic.Server.Witnessing;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>witness init|add-log|serve|status</c>: on a second machine, in other hands than the service.
/// </summary>
internal static class WitnessVerb
{
    private static readonly Option<string> _folder = new("--folder")
    {
        Description = "All that the witness has.", DefaultValueFactory = _ => "witness",
    };

    internal static Command Create() =>
        new("witness", "Watches ledgers from a second machine: cosigns what was only extended, keeps what was not.")
        {
            Init(), AddLog(), Serve(), Status(),
        };

    private static Command Init()
    {
        var name = new Argument<string>("NAME") { Description = "Such as witness.example.com/w1; it is public." };
        var quantum = new Option<bool>("--ml-dsa-44")
        {
            Description = "A second key that quantum computers do not break; each cosignature then has two lines.",
        };
        var command = new Command("init", "Makes the folder and the keys, and prints the public ones.")
        {
            name, quantum, _folder,
        };
        command.SetAction(parsed => Explained(() =>
        {
            if (!Cosigner.IsName(parsed.GetValue(name)!))
                return Terminal.Fail("A name has 1 to 255 bytes, no spaces and no plus signs.");
            var folder = Folder(parsed);
            folder.Create(
                parsed.GetValue(name)!,
                parsed.GetValue(quantum)
                    ? [CosignatureAlgorithm.Ed25519, CosignatureAlgorithm.MLDsa44] : [CosignatureAlgorithm.Ed25519]);
            foreach (var key in folder.OpenKeys())
            {
                using (key)
                    Terminal.Say(key.VerifierKey);
            }
            return 0;
        }));
        return command;
    }

    private static Command AddLog()
    {
        var vkey = new Argument<string>("VKEY") { Description = "The log's verifier key, as its export carries it." };
        var command = new Command("add-log", "Lets the witness cosign a log; also while it serves.") { vkey, _folder };
        command.SetAction((parsed, cancel) => ExplainedAsync(async () =>
        {
            if (!NoteVerifier.TryParse(parsed.GetValue(vkey)!, out var key) || !Cosigner.IsName(key.Name))
                return Terminal.Fail("This is not the verifier key of a log.");
            foreach (var own in Folder(parsed).OpenKeys())
                own.Dispose();
            await Folder(parsed).AddLogAsync(key, cancel);
            Terminal.Say($"{key.Name} is cosigned from now on.");
            return 0;
        }));
        return command;
    }

    private static Command Serve()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "https://ADDRESS:PORT, http on loopback, or http://unix:/PATH.",
            DefaultValueFactory = _ => "http://127.0.0.1:8090",
        };
        var certificate = new Option<string?>("--certificate") { Description = "PEM file, for https." };
        var key = new Option<string?>("--key") { Description = "PEM file of its private key, for https." };
        var command = new Command("serve", "Answers add-checkpoint (C2SP tlog-witness).")
        {
            urls, certificate, key, _folder,
        };
        command.SetAction((parsed, cancel) => ExplainedAsync(async () =>
        {
            var listen = Listen(parsed.GetValue(urls)!, parsed.GetValue(certificate), parsed.GetValue(key));
            ProxyConnection.MakeRoom(listen.Address);
            await using var app = WitnessHost.Build(Folder(parsed), listen, TimeProvider.System);
            await app.StartAsync(cancel);
            ProxyConnection.Open(listen.Address);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        }));
        return command;
    }

    private static Command Status()
    {
        var age = new Option<double?>("--max-age") { Description = "Hours without a checkpoint that are too many." };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("status", """
            What the witness has cosigned, and what convicts a log. Ends with 1 when a log has forked, or has been
            silent for longer than --max-age.
            """) { age, json, _folder };
        command.SetAction(parsed => Explained(() =>
        {
            foreach (var own in Folder(parsed).OpenKeys())
                own.Dispose();
            var hours = parsed.GetValue(age);
            var logs = Folder(parsed).Logs().Select(log => WitnessReport.Of(
                log, TimeProvider.System.GetUtcNow(), hours is { } most ? TimeSpan.FromHours(most) : null)).ToList();
            if (parsed.GetValue(json))
                Terminal.Out.Write(WitnessReport.ToJson(logs));
            else
                logs.ForEach(log => Terminal.Say(log.Sentence));
            return logs.Exists(log => log.IsAlarming) ? 1 : 0;
        }));
        return command;
    }

    private static WitnessFolder Folder(ParseResult parsed) => new(Path.GetFullPath(parsed.GetValue(_folder)!));

    /// <summary>The rules of the service's own address, and no other setting of it.</summary>
    private static ListenSettings Listen(string urls, string? certificate, string? key)
    {
        var source = new SettingsSource(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Urls"] = urls,
                ["Tls:Certificate"] = certificate,
                ["Tls:Key"] = key,
                ["Proxy:Trusted"] = urls.StartsWith("http://unix:", StringComparison.Ordinal) ? "socket" : "none",
            }).Build());
        var listen = ListenSettings.Read(source);
        source.ThrowIfAny();
        return listen;
    }

    private static int Explained(Func<int> run) =>
        ExplainedAsync(() => Task.FromResult(run())).GetAwaiter().GetResult();

    private static async Task<int> ExplainedAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }
}
