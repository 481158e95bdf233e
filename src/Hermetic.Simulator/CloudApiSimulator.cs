using Hermetic.Cryptography;
using Hermetic.Simulator.Control;
using Hermetic.Simulator.Graph;
using Hermetic.Simulator.Media;
using Hermetic.Simulator.People;
using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Hermetic.Simulator;

/// <summary>
/// A WhatsApp Cloud API on loopback: takes sends as Meta does, posts signed webhooks as Meta does, and shows
/// the people's phones on a page. For demonstrations and tests; it holds no real message and leaves the
/// machine never.
/// </summary>
public sealed partial class CloudApiSimulator : IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly SeededBytes _seeded;
    private readonly Errands _errands = new();
    private readonly SimulatedPeople _people;
    private readonly SimulatedTemplates _templates;
    private readonly WebhookSender _webhooks;
    private readonly Switchboard _switchboard;
    private readonly MediaStore _media;
    private readonly SendLuck _luck;
    private readonly GraphAccess _access;
    private readonly Recent<int> _refusals;
    private readonly WebApplication _host;

    private CloudApiSimulator(SimulatorOptions options)
    {
        _options = options;
        _seeded = new(options.Seed);
        _people = new(options);
        _templates = new(options);
        _luck = new(options, _seeded);
        _access = new(options);
        _refusals = new(options.Kept);
        _host = LoopbackHost.Build(options.Url);
        var events = new PhoneEvents(_errands.Stopping);
        var conversations = new Conversations(events, options.Kept);
        _webhooks = new(options, _seeded) { Answered = conversations.Answered };
        _media = new(options, _seeded, () => Address);
        _switchboard = new(
            options, conversations, new(options, _seeded, _webhooks, _errands), _media, new(options), _templates,
            _seeded, _errands);
        MapGraph();
        new PhoneEndpoints(options, this, _people, conversations, events, _errands).Map(_host);
        MapScript();
        PhonePage.Map(_host);
        MediaFiles.Map(_host, this);
        options.Map?.Invoke(_host);
    }

    private void MapGraph()
    {
        var answers = new GraphAnswers(_seeded);
        var sending = new Sending(_options, _people, new(_options), _media, _templates, _luck, _switchboard);
        new MessagesEndpoint(_access, answers, _switchboard, sending, _refusals).Map(_host);
        new MediaEndpoint(_options, _access, answers, _media).Map(_host);
        new AccountEndpoints(_options, Account, _access, answers).Map(_host);
    }

    private void MapScript()
    {
        new PeopleEndpoints(this, _people, _seeded, _errands).Map(_host);
        new TroubleEndpoints(this, _people).Map(_host);
        new RecordEndpoints(this, _people, _errands).Map(_host);
        new AccountScript(_options, this, _errands).Map(_host);
    }

    /// <summary>Starts listening; returns when the first request can come.</summary>
    /// <exception cref="ArgumentException">
    /// <see cref="SimulatorOptions.Url"/> is not plain http on loopback.
    /// </exception>
    public static async Task<CloudApiSimulator> StartAsync(
        SimulatorOptions options, CancellationToken cancel = default)
    {
        var simulator = new CloudApiSimulator(options);
        await simulator._host.StartAsync(cancel);
        return simulator;
    }

    /// <summary>
    /// Verifies the webhook's address as Meta does when it is entered: true when the challenge came back.
    /// </summary>
    public Task<bool> SubscribeAsync(Secret verifyToken, CancellationToken cancel = default) =>
        _webhooks.SubscribeAsync(verifyToken, cancel);

    /// <summary>
    /// Where it listens: the <c>GraphBaseUrl</c> of the service, and the phone page in a browser.
    /// </summary>
    public Uri Address => new(_host.Urls.First());

    /// <summary>The account as the management calls show it; a test changes what is wrong with it.</summary>
    public SimulatedAccount Account { get; } = new();

    /// <summary>What the service sent and the simulator accepted, in that order.</summary>
    public IReadOnlyList<SentMessage> Sent => _switchboard.Sent.All;

    /// <summary>With which codes sends and read marks were refused, in that order.</summary>
    public IReadOnlyList<int> Refusals => _refusals.All;

    /// <summary>What the service marked as read, in that order.</summary>
    public IReadOnlyList<ReadMark> Reads => _switchboard.Reads;

    /// <summary>Every webhook with its bytes, signature and answers, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _webhooks.Deliveries;

    /// <summary>What becomes of the sends that are accepted from now on.</summary>
    public StatusPlan Statuses
    {
        get => _switchboard.Statuses;
        set => _switchboard.Statuses = value;
    }

    /// <summary>How webhooks arrive from now on.</summary>
    public DeliveryTrouble DeliveryTrouble
    {
        get => _webhooks.Trouble;
        set => _webhooks.Trouble = value;
    }

    /// <summary>What goes wrong with sends by chance from now on.</summary>
    public SendTrouble SendTrouble
    {
        get => _luck.Trouble;
        set => _luck.Trouble = value;
    }

    /// <summary>The next <paramref name="count"/> valid sends meet this fault; faults queue up.</summary>
    /// <param name="to">Only sends to this person; null for whoever comes next.</param>
    public void FailNext(GraphFault fault, int count = 1, SimulatedPerson? to = null) =>
        _luck.Order(fault, count, to is null ? null : _people.Of(to));

    /// <summary>Whether the access token has expired: every Graph call is then refused with 190.</summary>
    public bool TokenExpired
    {
        get => _access.TokenExpired;
        set => _access.TokenExpired = value;
    }

    /// <summary>The first message that matches, already sent or yet to come.</summary>
    /// <exception cref="TimeoutException">
    /// None came; the timeout runs in real time, whatever the clock.
    /// </exception>
    public Task<SentMessage> WaitForSentAsync(Func<SentMessage, bool> predicate, TimeSpan timeout) =>
        _switchboard.Sent.WaitAsync(predicate).WaitAsync(timeout);

    public async ValueTask DisposeAsync()
    {
        await _errands.DisposeAsync();
        await _host.DisposeAsync();
        _webhooks.Dispose();
    }
}
