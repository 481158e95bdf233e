using System.Net;
using Hermetic.Cryptography;
using Hermetic.Server.Cluster;
using Hermetic.Server.Console;
using Hermetic.Server.Evidence;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Server.Tls;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server;

/// <summary>Everything that can be configured, read once and checked as a whole.</summary>
/// <remarks>Sources, later ones win: <c>hermetic.json</c>, environment (<c>HERMETIC_WhatsApp__AppSecret</c>).</remarks>
public sealed record Settings
{
    public required string Data { get; init; }

    /// <summary>The PostgreSQL database; null when everything lies in <see cref="Data"/> (SQLite).</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <summary>
    /// The same database as the owner of its tables enters it: for <c>storage migrate</c>, so that the service itself
    /// needs no right to change tables.
    /// </summary>
    public PostgresAddress? PostgresOwner { get; init; }

    /// <summary>Where the other nodes reach this one; null when there are none.</summary>
    public ClusterSettings? Cluster { get; init; }

    public required string KeysDirectory { get; init; }

    /// <summary>What wraps the keys in it.</summary>
    public IRootSource Root { get; init; } = FileRoot.Source;

    /// <summary>Where else the erasable root and the pages under it lie.</summary>
    internal IReadOnlyList<EscrowOptions> Escrows { get; init; } = [];

    /// <summary>Where the service listens, with which certificate, behind whom.</summary>
    public required ListenSettings Listen { get; init; }

    /// <summary>
    /// Under which address people reach the service, with a slash at its end; null when they cannot, and then nobody is
    /// sent a link.
    /// </summary>
    public Uri? PublicUrl { get; init; }

    public required WhatsAppSettings WhatsApp { get; init; }

    /// <summary>How webhooks prove by TLS that they come from Meta.</summary>
    public required ClientCertificateSettings ClientCertificates { get; init; }

    public required IReadOnlyList<NumberRange> ProbeSenders { get; init; }

    /// <summary>Who may look at the numbers, and where else they go.</summary>
    public ObservabilitySettings Observability { get; init; } = ObservabilitySettings.None;

    /// <summary>Who watches the ledger.</summary>
    internal LedgerSettings Ledger { get; init; } = LedgerSettings.None;

    /// <summary>When keys are rotated.</summary>
    internal RotationSettings Rotation { get; init; } = RotationSettings.Default;

    /// <summary>Whose assistant this is.</summary>
    internal BusinessSettings Business { get; init; } = BusinessSettings.BuiltIn;

    /// <summary>Whether two people of the business have to want an erasure that its person did not ask for in the chat.</summary>
    public bool FourEyes { get; init; }

    /// <summary>How the console behaves.</summary>
    internal ConsoleSettings Console { get; init; } = ConsoleSettings.Default;

    /// <summary>Bytes of secret memory; over it the intake answers 503.</summary>
    public required long SecretMemoryBytes { get; init; }

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="intake">False for a verb on a stopped service, which needs data and keys only.</param>
    /// <exception cref="SettingsException">Names every problem at once.</exception>
    public static Settings Read(IConfiguration configuration, bool intake)
    {
        var source = new SettingsSource(configuration);
        var unasked = new SettingsSource(configuration);
        var data = Path.GetFullPath(source.Text("Data", "data"));
        var listen = ListenSettings.Read(intake ? source : unasked);
        var postgres = source.Postgres("Storage");
        var settings = new Settings
        {
            Data = data,
            Postgres = postgres,
            PostgresOwner = source.Postgres("StorageOwner"),
            Cluster = ClusterSettings.Read(intake ? source : unasked, postgres is not null),
            KeysDirectory = Path.GetFullPath(source.Text("Keys:Directory", data.TrimEnd('/') + "-keys")),
            Root = RootSettings.Read(source),
            Rotation = RotationSettings.Read(source),
            Escrows = EscrowSettings.Read(source, configuration.GetSection("Keys:Escrows")),
            Listen = listen,
            PublicUrl = listen.PublicUrl(intake ? source : unasked),
            WhatsApp = WhatsAppSettings.Read(intake ? source : unasked),
            ClientCertificates = ClientCertificateSettings.Read(intake ? source : unasked, listen),
            Observability = ObservabilitySettings.Read(intake ? source : unasked, listen),
            Ledger = LedgerSettings.Read(intake ? source : unasked),
            ProbeSenders = source.Ranges("Monitoring:ProbeSenders"),
            Business = intake ? BusinessSettings.Read(source) : BusinessSettings.ReadLeniently(source),
            FourEyes = source.Flag("Privacy:FourEyes", unset: false),
            Console = ConsoleSettings.Read(source),
            SecretMemoryBytes = source.Number("Memory:SecretBytes", 64L << 20, least: 8L << 20),
        };
        settings.Check(source);
        source.ThrowIfAny();
        return settings;
    }

    /// <summary>The sources in their order, below what a verb sets itself.</summary>
    public static IConfiguration Sources(IEnumerable<KeyValuePair<string, string?>>? overrides = null) =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath("hermetic.json"), optional: true)
            .AddEnvironmentVariables("HERMETIC_")
            .AddInMemoryCollection(overrides ?? [])
            .Build();

    private void Check(SettingsSource source)
    {
        if (KeysDirectory == Data || KeysDirectory.StartsWith(Data + '/', StringComparison.Ordinal))
            source.Problem("Keys:Directory", "lies inside Data; a copy of the data would carry its own keys");
        if (System.Text.Encoding.UTF8.GetByteCount(DataLock.SocketPath(Data)) > 107)
            source.Problem("Data", "is too long a path: the socket in it may have at most 107 bytes");
        if (WhatsApp.GraphBaseUrl.Scheme != Uri.UriSchemeHttps && !IsLoopback(WhatsApp.GraphBaseUrl))
            source.Problem("WhatsApp:GraphBaseUrl", "must be https (plain http only on loopback)");
    }

    private static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));
}

/// <param name="IdentityCheck">
/// Whether an answer goes only to the device that asked; on another one it is refused (137000). Needs the number's
/// identity change setting.
/// </param>
/// <param name="Media">Whether files that people send are fetched and kept for staff.</param>
/// <param name="WindowTemplate">
/// Without places: asks a person to write again when an answer waits and the window has closed. Null when nobody is asked.
/// </param>
/// <param name="ReminderTemplate">
/// With the places <c>service</c>, <c>date</c>, <c>time</c> and <c>business</c>: reminds of an appointment when the
/// window has closed. Null when nobody is reminded then.
/// </param>
/// <param name="UnknownOutcomeAfter">How long a send whose answer never came waits for a status before it is parked.</param>
public sealed record WhatsAppSettings(
    Secret AppSecret,
    Secret VerifyToken,
    Secret AccessToken,
    string PhoneNumberId,
    Uri GraphBaseUrl,
    string GraphVersion,
    int MessagesPerSecond,
    bool PairLimit,
    TimeSpan UnknownOutcomeAfter,
    ApprovedTemplate? WindowTemplate,
    ApprovedTemplate? ReminderTemplate,
    bool IdentityCheck,
    bool Media)
{
    /// <summary>The number's id as it stands in a webhook.</summary>
    internal ReadOnlyMemory<byte> PhoneNumberIdUtf8 { get; } = System.Text.Encoding.UTF8.GetBytes(PhoneNumberId);

    /// <param name="device">The identity key's hash that must still be the person's; empty when none is known.</param>
    internal SendOptions OnlyTo(ReadOnlyMemory<byte> device) =>
        IdentityCheck ? new SendOptions { IdentityKeyHash = device } : SendOptions.None;

    internal static WhatsAppSettings Read(SettingsSource source) => new(
        source.Secret("WhatsApp:AppSecret"),
        source.Secret("WhatsApp:VerifyToken"),
        source.Secret("WhatsApp:AccessToken"),
        source.Digits("WhatsApp:PhoneNumberId"),
        source.Address("WhatsApp:GraphBaseUrl", "https://graph.facebook.com"),
        source.GraphVersion("WhatsApp:GraphVersion", "v25.0"),
        (int)source.Number("WhatsApp:MessagesPerSecond", 80, least: 0),
        source.Flag("WhatsApp:PairLimit", unset: true),
        TimeSpan.FromSeconds(source.Number("WhatsApp:UnknownOutcomeSeconds", 300, least: 1)),
        ApprovedTemplate.Read(source, "WhatsApp:WindowTemplate"),
        ApprovedTemplate.Read(source, "WhatsApp:ReminderTemplate"),
        source.Flag("WhatsApp:IdentityCheck", unset: false),
        source.Flag("WhatsApp:Media", unset: false));
}

/// <summary>Phone numbers as digits, both ends included.</summary>
public readonly record struct NumberRange(ulong First, ulong Last)
{
    public bool Contains(ulong number) => number >= First && number <= Last;
}

/// <summary>The configuration cannot be used; the message names every problem.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception("The configuration cannot be used:\n" + string.Join('\n', problems.Select(problem => "  " + problem)));
