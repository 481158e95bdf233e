using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Simulator;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>simulate</c>: the WhatsApp simulator by itself, for whatever service takes webhooks.</summary>
internal static class SimulateVerb
{
    private const string DefaultSecret = "simulator-app-secret";
    private const string DefaultToken = "simulator-access-token";

    private static readonly Option<string> _webhook = new("--webhook")
    {
        Required = true,
        Description = "Where the service takes webhooks, such as http://127.0.0.1:3000/webhook.",
    };

    private static readonly Option<string?> _appSecret =
        new("--app-secret-file") { Description = $"What signs the webhooks; without it the secret is {DefaultSecret}." };

    private static readonly Option<string?> _accessToken =
        new("--access-token-file") { Description = $"What the service shows; without it the token is {DefaultToken}." };

    private static readonly Option<string?> _verifyToken =
        new("--verify-token-file") { Description = "Verifies the webhook's address first, as Meta does." };

    private static readonly Option<string> _phoneNumberId =
        new("--phone-number-id") { DefaultValueFactory = _ => "106540352242922", Description = "The number's id in the Graph API." };

    private static readonly Option<string> _graphVersion =
        new("--graph-version") { DefaultValueFactory = _ => "v25.0", Description = "The version in the paths." };

    private static readonly Option<int> _port =
        new("--port") { DefaultValueFactory = _ => 8090, Description = "Where the simulator listens, on this machine only." };

    private static readonly Option<int> _seed =
        new("--seed") { Description = "The same seed and script give the same ids and the same faults." };

    private static readonly Option<int> _people =
        new("--people") { DefaultValueFactory = _ => 2, Description = "How many can write; every third has no number." };

    private static readonly Option<SimulatorProfile> _profile =
        new("--profile") { Description = "calm, meta (now and then a duplicate) or hostile (worse than Meta)." };

    private static readonly Option<double> _compression = new("--retry-compression")
    {
        DefaultValueFactory = _ => 5000, Description = "How much faster than Meta it offers again what was not taken.",
    };

    private static readonly Option<bool> _noStorage =
        new("--no-storage") { Description = "Nothing at rest at Meta: offered for an hour only, then lost (131035)." };

    private static readonly Option<string?> _certificate =
        new("--client-certificate") { Description = "What the webhooks show (mTLS): PEM, intermediates behind it." };

    private static readonly Option<string?> _key =
        new("--client-key") { Description = "The certificate's private key, PEM; else it stands in the same file." };

    private static readonly Option<string?> _authorities =
        new("--service-ca") { Description = "Who may sign the service's certificate: PEM; else this machine's authorities." };

    private static readonly Option<bool> _json = new("--json") { Description = "One line for machines in the place of the words." };

    internal static Command Create()
    {
        var command = new Command("simulate", """
            Runs the WhatsApp simulator for any service; docs/simulator.md is its manual.
            Example: ./hermetic simulate --webhook http://127.0.0.1:3000/webhook --profile hostile --seed 7
            """)
        {
            _webhook, _appSecret, _accessToken, _verifyToken, _phoneNumberId, _graphVersion, _port, _seed, _people,
            _profile, _compression, _noStorage, _certificate, _key, _authorities, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(_webhook), UriKind.Absolute, out var webhook) || webhook.Scheme is not ("http" or "https"))
            return Terminal.Fail("--webhook must be an http or https address.");
        if (parsed.GetValue(_people) is < 1 or > 100_000)
            return Terminal.Fail("--people must be a number from 1 to 100000.");
        if (!(parsed.GetValue(_compression) is > 0 and <= 1_000_000))
            return Terminal.Fail("--retry-compression must be a number above 0, at most 1000000.");
        var port = parsed.GetValue(_port);
        if (!FreePort.IsFree(port))
            return Terminal.Fail($"Port {port} is in use; name another with --port.");
        try
        {
            await using var simulator = await CloudApiSimulator.StartAsync(Options(parsed, webhook), cancel);
            if (parsed.GetValue(_verifyToken) is { } file)
                await SubscribeAsync(simulator, Secret.FromFile(file), cancel);
            if (parsed.GetValue(_json))
                Terminal.Say(new JsonObject { ["url"] = simulator.Address.AbsoluteUri }.ToJsonString());
            else
                Announce(simulator, parsed, webhook);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }
        catch (Exception unreadable) when (unreadable
            is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return Terminal.Fail(unreadable.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ctrl+C is how it ends.
        }
        return 0;
    }

    internal static SimulatorOptions Options(ParseResult parsed, Uri webhook) => new SimulatorOptions
    {
        Url = $"http://127.0.0.1:{parsed.GetValue(_port)}",
        Webhook = webhook,
        AppSecret = From(parsed.GetValue(_appSecret), DefaultSecret),
        AccessToken = From(parsed.GetValue(_accessToken), DefaultToken),
        PhoneNumberId = parsed.GetValue(_phoneNumberId)!,
        GraphVersion = parsed.GetValue(_graphVersion)!,
        DisplayPhoneNumber = "493012345678",
        BusinessName = "The business",
        People = SimulatedPerson.Crowd(parsed.GetValue(_people)),
        Seed = parsed.GetValue(_seed),
        Clock = new SimulatedClock(TimeProvider.System),
        RetryCompression = parsed.GetValue(_compression),
        NoStorage = parsed.GetValue(_noStorage),
        ClientCertificate = parsed.GetValue(_certificate) is { } certificate
            ? X509Certificate2.CreateFromPemFile(certificate, parsed.GetValue(_key))
            : null,
        ClientCertificateChain = [.. Certificates(parsed.GetValue(_certificate)).Skip(1)],
        ServiceAuthorities = [.. Certificates(parsed.GetValue(_authorities))],
    }.With(parsed.GetValue(_profile));

    /// <summary>All of a PEM file; none without a file.</summary>
    private static X509Certificate2Collection Certificates(string? file)
    {
        var certificates = new X509Certificate2Collection();
        if (file is not null)
            certificates.ImportFromPemFile(file);
        return certificates;
    }

    private static Secret From(string? file, string otherwise) =>
        file is null ? Secret.FromText(otherwise) : Secret.FromFile(file);

    /// <summary>On standard error: standard output stays what it is for machines.</summary>
    private static async Task SubscribeAsync(CloudApiSimulator simulator, Secret verifyToken, CancellationToken cancel) =>
        Terminal.Errors.WriteLine(await simulator.SubscribeAsync(verifyToken, cancel)
            ? "The webhook's address is verified."
            : "The webhook did not repeat the challenge: Meta would not accept this address. Messages are offered all the same.");

    private static void Announce(CloudApiSimulator simulator, ParseResult parsed, Uri webhook) => Terminal.Say($$"""
        (H) The WhatsApp simulator is running.
            Graph API   {{simulator.Address}}{{parsed.GetValue(_graphVersion)}}/{{parsed.GetValue(_phoneNumberId)}}/messages
            Webhook     {{webhook}}
            App secret  {{parsed.GetValue(_appSecret) ?? DefaultSecret}}
            Token       {{parsed.GetValue(_accessToken) ?? DefaultToken}}
            Phone page  {{simulator.Address}}
            Someone writes:
              curl -H 'Content-Type: application/json' -d '{"text":"Hello"}' {{simulator.Address}}simulator/people/0/messages
            Stop with Ctrl+C.
        """);
}
