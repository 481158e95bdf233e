using Hermetic.Cryptography;
using Hermetic.Server.Verbs;
using Hermetic.Simulator;
using Hermetic.WhatsApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Hermetic.Server.Tests;

/// <summary>The verbs in this process, a simulated account at the other end, and what was written, which is
/// searched for the four secrets at the end of every test.</summary>
internal sealed class AccountStage : IAsyncDisposable
{
    internal const string Pin = "918273";

    private static readonly string[] _secrets = ["canary-token", "canary-app-secret", "canary-verify-token", Pin];

    private readonly StringWriter _out = new();
    private readonly StringWriter _errors = new();
    private readonly HttpClient _http = new(CloudApiClient.CreateHandler());
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal)
    {
        ["WhatsApp:AppSecret"] = "canary-app-secret",
        ["WhatsApp:AccessToken"] = "canary-token",
        ["WhatsApp:VerifyToken"] = "canary-verify-token",
        ["WhatsApp:PhoneNumberId"] = "106540352242922",
        ["WhatsApp:BusinessAccountId"] = "102290129340398",
        ["WhatsApp:Pin"] = Pin,
    };

    private AccountStage(CloudApiSimulator meta)
    {
        Meta = meta;
        _settings["WhatsApp:GraphBaseUrl"] = meta.Address.ToString();
    }

    internal CloudApiSimulator Meta { get; }

    internal SimulatedAccount Account => Meta.Account;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    internal bool Confirms { get; set; } = true;

    internal Secret? Typed { get; set; }

    internal string Output => _out.ToString();

    internal string Errors => _errors.ToString();

    /// <summary>The account's PIN is the configured one.</summary>
    internal static async Task<AccountStage> SetAsync()
    {
        var stage = new AccountStage(await CloudApiSimulator.StartAsync(new SimulatorOptions
        {
            Webhook = new Uri("http://127.0.0.1:9/webhooks/whatsapp"),
            AppSecret = Secret.FromText("canary-app-secret"),
            AccessToken = Secret.FromText("canary-token"),
            PhoneNumberId = "106540352242922",
            DisplayPhoneNumber = "493012345678",
            BusinessName = "Salon",
            People = [],
        }));
        stage.Account.Pin = Pin;
        return stage;
    }

    internal string? this[string key]
    {
        set => _settings[key] = value;
    }

    internal Task<int> CheckAsync(bool json = false)
    {
        var settings = Settings();
        return AccountCheck.RunAsync(
            settings, WhatsAppVerb.Client(settings, _http), json, Console(_out), Time, CancellationToken.None);
    }

    internal Task<int> SetupAsync(StorageAtMeta? storage = null, bool identity = false, bool json = false)
    {
        var settings = Settings();
        return new AccountSetupRun(
            settings, WhatsAppVerb.Client(settings, _http), new(() => Typed, () => Confirms), Console(_out),
            Console(_errors)).RunAsync(new(storage, identity), json, CancellationToken.None);
    }

    private AccountSettings Settings() =>
        AccountSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build());

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 1000;
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Meta.DisposeAsync();
        foreach (var secret in _secrets)
            Assert.DoesNotContain(secret, Output + Errors, StringComparison.Ordinal);
    }
}
