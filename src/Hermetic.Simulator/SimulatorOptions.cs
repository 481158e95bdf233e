using System.Security.Cryptography.X509Certificates;
using Hermetic.Cryptography;
using Microsoft.AspNetCore.Routing;

namespace Hermetic.Simulator;

/// <summary>
/// One simulated WhatsApp number, the people who write to it, and the service that answers.
/// </summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen; loopback and plain http only. Port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The service's <c>/webhooks/whatsapp</c>.</summary>
    public required Uri Webhook { get; init; }

    public required Secret AppSecret { get; init; }
    public required Secret AccessToken { get; init; }
    public required string PhoneNumberId { get; init; }

    /// <summary>Digits with country code, as <c>metadata.display_phone_number</c> carries them.</summary>
    public required string DisplayPhoneNumber { get; init; }

    public required string BusinessName { get; init; }
    public string GraphVersion { get; init; } = "v25.0";

    /// <summary>The WhatsApp Business Account: <c>entry[].id</c> of every webhook.</summary>
    public string BusinessAccountId { get; init; } = "102290129340398";

    public required IReadOnlyList<SimulatedPerson> People { get; init; }

    /// <summary>What the phone page offers as a first message.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } =
        ["What are your opening hours?", "I would like to book an appointment", "Are you a bot?"];

    /// <summary>
    /// ES modules that the phone page loads after its own, such as <c>/demo/tour.js</c>; each exports
    /// <c>attach(page)</c>. Whoever names them serves them: see <see cref="Map"/>.
    /// </summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>More routes beside the simulator's own; null for none.</summary>
    public Action<IEndpointRouteBuilder>? Map { get; init; }

    /// <summary>
    /// Everything that looks random (message ids, trace ids, chance duplicates) follows from it.
    /// </summary>
    public int Seed { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How much faster than Meta's the schedule of <see cref="Retries"/> runs, while that is not given.</summary>
    public double RetryCompression { get; init; } = 5000;

    /// <summary>
    /// How often a webhook that was not answered with 200 comes again: for 7 days, with <see cref="NoStorage"/> for an
    /// hour, both compressed.
    /// </summary>
    public RetrySchedule Retries
    {
        get => field ?? (NoStorage
            ? RetrySchedule.OneHour(RetryCompression)
            : RetrySchedule.SevenDays(RetryCompression));
        init;
    }

    /// <summary>
    /// What becomes of an accepted send; <see cref="CloudApiSimulator.Statuses"/> changes it later.
    /// </summary>
    public StatusPlan Statuses { get; init; } = StatusPlan.Ladder;

    /// <summary>
    /// Shares (0 to 1) of accepted sends that take another plan, drawn from the seed; the rest takes
    /// <see cref="Statuses"/>.
    /// </summary>
    public IReadOnlyList<(double Share, StatusPlan Plan)> StatusMix { get; init; } = [];

    /// <summary>How webhooks arrive: duplicates, batches, order, broken connections.</summary>
    public DeliveryTrouble DeliveryTrouble { get; init; } = DeliveryTrouble.None;

    /// <summary>What goes wrong with sends by chance.</summary>
    public SendTrouble SendTrouble { get; init; } = SendTrouble.None;

    /// <summary>
    /// Nothing at rest at Meta: a webhook is offered for an hour only, then its loss is reported with error 131035.
    /// </summary>
    public bool NoStorage { get; init; }

    /// <summary>The certificate that Meta shows (mTLS), with its private key; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Intermediates that are sent along with it.</summary>
    public IReadOnlyList<X509Certificate2> ClientCertificateChain { get; init; } = [];

    /// <summary>Who may sign the service's certificate; none: the authorities of this machine.</summary>
    public IReadOnlyList<X509Certificate2> ServiceAuthorities { get; init; } = [];

    /// <summary>
    /// The message templates of the account; <see cref="CloudApiSimulator.SetTemplate"/> changes them.
    /// </summary>
    public IReadOnlyList<SimulatedTemplate> Templates { get; init; } = [SimulatedTemplate.HelloWorld];

    /// <summary>Service messages per month that cost nothing.</summary>
    public int FreeServiceMessages { get; init; }

    /// <summary>
    /// How many webhooks, sends, read marks and chat messages are remembered, each; older ones are forgotten.
    /// </summary>
    public int Kept { get; init; } = 20_000;

    /// <summary>Sends per second for the number before 130429; 0 = no limit.</summary>
    public int MessagesPerSecond { get; init; } = 80;

    /// <summary>
    /// Whether one pair of business and person is limited (131056): 45 at once, then one in 6 seconds.
    /// </summary>
    public bool PairLimit { get; init; } = true;
}
