using Hermetic.Simulator.Graph;
using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Hermetic.Simulator;

/// <summary>
/// A WhatsApp Cloud API on loopback: takes sends as Meta does, posts signed webhooks as Meta does, and shows
/// the people's phones on a page. For demonstrations and tests; it holds no real message and leaves the
/// machine never.
/// </summary>
public sealed class CloudApiSimulator : IAsyncDisposable
{
    private readonly SeededBytes _seeded;
    private readonly Errands _errands = new();
    private readonly WebhookSender _webhooks;
    private readonly Switchboard _switchboard;
    private readonly WebApplication _host;

    private CloudApiSimulator(SimulatorOptions options)
    {
        _seeded = new(options.Seed);
        var events = new PhoneEvents(_errands.Stopping);
        var conversations = new Conversations(options.People, events);
        _webhooks = new(options, _seeded) { Answered = conversations.Answered };
        var limits = new SendLimits(options);
        _switchboard = new(options, conversations, _webhooks, limits, new(_seeded), _errands);
        _host = LoopbackHost.Build(options.Url);
        var graph = new GraphEndpoint(options, _switchboard, limits, _seeded);
        _host.MapPost("/{version}/{number}/messages", graph.HandleAsync);
        new AccountEndpoints(options, Account).Map(_host);
        new ControlEndpoints(options, _switchboard, conversations, _webhooks, events, _errands).Map(_host);
        PhonePage.Map(_host);
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
    /// Where it listens: the <c>GraphBaseUrl</c> of the service, and the phone page in a browser.
    /// </summary>
    public Uri Address => new(_host.Urls.First());

    /// <summary>The account as the management calls show it; a test changes what is wrong with it.</summary>
    public SimulatedAccount Account { get; } = new();

    /// <summary>What the service sent and the simulator accepted, in that order.</summary>
    public IReadOnlyList<SentMessage> Sent => _switchboard.Sent.All;

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

    /// <summary>A person writes. Returns the wamid when the service has accepted the webhook.</summary>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task<string> SendTextAsync(
        SimulatedPerson person, string text, CancellationToken cancel = default)
    {
        var (wamid, accepted) = _switchboard.Write(person, text, cancel);
        await accepted;
        return wamid;
    }

    /// <summary>
    /// A person presses a reply button below the message <paramref name="contextWamid"/>. Nothing checks that
    /// the button exists there: a forged id is the service's to refuse.
    /// </summary>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task<string> PressButtonAsync(
        SimulatedPerson person, string buttonId, string title, string contextWamid,
        CancellationToken cancel = default)
    {
        var (wamid, accepted) = _switchboard.Press(person, new(buttonId, title), contextWamid, cancel);
        await accepted;
        return wamid;
    }

    /// <summary>
    /// Delivers every webhook of a message once more, byte for byte, as Meta does after a lost answer.
    /// </summary>
    /// <exception cref="ArgumentException">No webhook has this wamid.</exception>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task RedeliverAsync(string wamid, CancellationToken cancel = default)
    {
        var deliveries = Deliveries.Where(delivery => delivery.Wamid == wamid).ToList();
        if (deliveries.Count == 0)
            throw new ArgumentException("No webhook carried this message id.", nameof(wamid));
        foreach (var delivery in deliveries)
            await _webhooks.DeliverAsync(delivery, cancel);
    }

    /// <summary>
    /// Signs any body and posts it once: batches, odd shapes, kinds that no phone here can make.
    /// </summary>
    public Task<WebhookAnswer> PostAsync(byte[] body, CancellationToken cancel = default) =>
        _webhooks.PostAsync(_webhooks.Sign(wamid: "", body), cancel);

    /// <summary>The next <paramref name="count"/> valid sends meet this fault; faults queue up.</summary>
    public void FailNext(GraphFault fault, int count = 1) => _switchboard.Fail(fault, count);

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
