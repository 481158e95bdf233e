using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Hermetic.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests;

/// <summary>The whole service in this process, with a simulated WhatsApp beside it: own ports, own folder, gone at the end.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private RunningService(DirectoryInfo folder, WebApplication app, CloudApiSimulator phones, int port, int metrics) =>
        (_folder, _app, Phones, Address, Metrics) =
            (folder, app, phones, new Uri($"http://127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{metrics}/metrics"));

    internal static SimulatedPerson Ana { get; } = new("Ana", "4915112345678", "DE.13491208655302741918");

    internal static SimulatedPerson Ben { get; } = new("Ben", PhoneNumber: null, "DE.90210774411203958213");

    internal static SimulatedPerson Prober { get; } = new("Probe", "491500000007", "DE.55500077711122233344");

    internal CloudApiSimulator Phones { get; }

    internal IServiceProvider Parts => _app.Services;

    /// <summary>Where the service listens.</summary>
    internal Uri Address { get; }

    /// <summary>Where it shows its numbers.</summary>
    internal Uri Metrics { get; }

    internal static Task<RunningService> StartAsync(params (string Key, string Value)[] overrides) =>
        StartAsync(static options => options, overrides);

    internal static Task<RunningService> StartAsync(
        Func<SimulatorOptions, SimulatorOptions> adjust, params (string Key, string Value)[] overrides) =>
        StartAsync(adjust, TimeProvider.System, overrides);

    internal static Task<RunningService> StartAsync(
        Func<SimulatorOptions, SimulatorOptions> adjust, TimeProvider clock,
        params (string Key, string Value)[] overrides) =>
        StartAsync(adjust, clock, static _ => { }, static _ => { }, overrides);

    /// <param name="first">What stands before the service's own middleware.</param>
    /// <param name="arrange">What stands between it and the endpoints.</param>
    internal static async Task<RunningService> StartAsync(
        Func<SimulatorOptions, SimulatorOptions> adjust, TimeProvider clock, Action<WebApplication> first,
        Action<WebApplication> arrange,
        params (string Key, string Value)[] overrides)
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-server-");
        var (port, metrics) = (FreePort.Next(), FreePort.Next());
        var phones = await CloudApiSimulator.StartAsync(adjust(new SimulatorOptions
        {
            Webhook = new Uri($"http://127.0.0.1:{port}/webhooks/whatsapp"),
            AppSecret = Secret.FromText("app secret"),
            AccessToken = Secret.FromText("access token"),
            PhoneNumberId = "106540352242922",
            DisplayPhoneNumber = "493012345678",
            BusinessName = "Salon",
            People = [Ana, Ben, Prober],
            Seed = 7,
            MessagesPerSecond = 0,
            PairLimit = false,
        }));
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Data"] = Path.Combine(folder.FullName, "data"),
            ["Urls"] = $"http://127.0.0.1:{port}",
            ["Metrics:Urls"] = $"http://127.0.0.1:{metrics}",
            ["WhatsApp:AppSecret"] = "app secret",
            ["WhatsApp:AccessToken"] = "access token",
            ["WhatsApp:VerifyToken"] = "verify token",
            ["WhatsApp:PhoneNumberId"] = "106540352242922",
            ["WhatsApp:GraphBaseUrl"] = phones.Address.ToString(),
            ["WhatsApp:UnknownOutcomeSeconds"] = "1",
            ["Monitoring:ProbeSenders"] = "491500000000-491500001200",
        };
        foreach (var (key, value) in overrides)
            settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var app = await Hosting.BuildAsync(Settings.Read(configuration, intake: true), clock, intake: true, first);
        arrange(app);
        await app.StartAsync();
        return new RunningService(folder, app, phones, port, metrics);
    }

    /// <summary>Writes and waits for the answer that comes after it.</summary>
    internal async Task<SentMessage> AskAsync(SimulatedPerson person, string text)
    {
        var before = SentTo(person).Count;
        await Phones.SendTextAsync(person, text);
        return await AnswerAsync(person, before);
    }

    internal async Task<SentMessage> PressAsync(SimulatedPerson person, SentMessage question, string title)
    {
        var before = SentTo(person).Count;
        var id = question.Rows.SingleOrDefault(row => row.Title == title)?.Id
            ?? question.Buttons.Single(choice => choice.Title == title).Id;
        await Phones.PressButtonAsync(person, id, title, question.Wamid);
        return await AnswerAsync(person, before);
    }

    internal IReadOnlyList<SentMessage> SentTo(SimulatedPerson person) =>
        [.. Phones.Sent.Where(message => message.Person == person)];

    internal async Task<SentMessage> AnswerAsync(SimulatedPerson person, int before)
    {
        await UntilAsync(() => SentTo(person).Count > before, string.Create(
            CultureInfo.InvariantCulture, $"answer {before + 1} to {person.Name}"));
        return SentTo(person)[before];
    }

    internal static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Delay(10);
        }
    }

    /// <summary>The only conversation there is.</summary>
    internal ConversationRow Conversation => Assert.Single(Database.Read(Conversations.List));

    internal Database Database => Parts.GetRequiredService<Database>();

    /// <summary>What staff see of the only conversation.</summary>
    internal Task<JsonElement> ShownAsync() => ShownAsync(Conversation.Id);

    internal async Task<JsonElement> ShownAsync(ConversationId id)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            Assert.True(await Parts.GetRequiredService<StaffDesk>().ShowAsync(StaffDesk.Socket, id, json, default));
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }

    /// <summary>A person of the business writes in the only conversation.</summary>
    internal async Task ReplyAsync(string text) => Assert.True(
        await Parts.GetRequiredService<StaffDesk>().ReplyAsync(StaffDesk.Socket, Conversation.Id, Encoding.UTF8.GetBytes(text), default));

    /// <summary>How far the messages to the only conversation's person have come, in order.</summary>
    internal IReadOnlyList<OutboxState> OutboxStates() => [.. OutboxRows().Select(message => message.State)];

    /// <summary>The messages to the only conversation's person, in order.</summary>
    internal IReadOnlyList<OutboxRow> OutboxRows() => OutboxRows(Conversation);

    internal IReadOnlyList<OutboxRow> OutboxRows(ConversationRow row)
    {
        var staff = Caller.Staff(StaffId.New(), Permission.ReadConversations);
        var proof = Authorizer.Demand<ReadConversation>(staff, Target.Of(row.Id, row.Subject));
        return Database.Read(session => Outbox.List(session, proof, row.Id));
    }

    /// <summary>Waits until so many messages of the only conversation have had their turn.</summary>
    internal Task DrainedAsync(long count) => UntilAsync(
        () => Database.Read(Conversations.List) is [{ } row] && row.Drained >= count && row.Drained == row.Arrived,
        string.Create(CultureInfo.InvariantCulture, $"turn {count}"));

    /// <summary>For a row that no edit or revoke is to find.</summary>
    internal static Tag SomeTag() => Tag.FromBytes(RandomNumberGenerator.GetBytes(Tag.Size));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Phones.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
