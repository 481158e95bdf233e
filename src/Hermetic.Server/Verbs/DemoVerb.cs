using System.CommandLine;
using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.Server.Demo;
using Hermetic.Server.Keys;
using Hermetic.Simulator;
using Hermetic.Storage;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>demo</c>: the real service as a process of its own, and a WhatsApp simulator with a phone page that talks to it
/// over HTTP. Nothing but the .NET SDK is needed.
/// </summary>
internal static class DemoVerb
{
    private const int UsualPort = 8080;
    private const string PhoneNumberId = "106540352242922";

    /// <summary>A service that was away is found within a second of its return; ten minutes long.</summary>
    private static readonly RetrySchedule _everySecond = new([
        TimeSpan.Zero, .. Enumerable.Repeat(TimeSpan.FromMilliseconds(250), 4), .. Enumerable.Repeat(TimeSpan.FromSeconds(1), 600)]);

    /// <summary>Who can write: a number, a user id only, and a third for whom there is room on a wide screen.</summary>
    private static readonly SimulatedPerson[] _everybody =
    [
        new("Ana", "4915112345678", "DE.13491208655302741918"),
        new("Ben", PhoneNumber: null, "DE.90210774411203958213"),
        new("Chiara", "4915123456789", "DE.55830127649901427306"),
    ];

    internal static Command Create()
    {
        var port = new Option<int>("--port") { DefaultValueFactory = _ => UsualPort, Description = "Where the phone page is." };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => ".hermetic/demo", Description = "Where the demo keeps its data." };
        var reset = new Option<bool>("--reset") { Description = "Starts anew: deletes the demo's data and keys." };
        var folder = new Option<string?>("--business") { HelpName = "DIR", Description = "Your own business folder instead of the sample salon." };
        var people = new Option<int>("--people") { DefaultValueFactory = _ => 2, Description = "How many phones there are, 1 to 3." };
        var command = new Command("demo", "Runs the service with a simulated WhatsApp and a phone page.") { port, data, reset, folder, people };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                if (parsed.GetValue(people) is < 1 or > 3)
                    return Terminal.Fail("--people must be 1, 2 or 3.");
                var business = DemoBusiness.Read(parsed.GetValue(folder));
                var owners = _everybody[..parsed.GetValue(people)];
                return await RunAsync(
                    parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(reset), business, owners, cancel);
            }
            catch (Exception refused) when (ServeVerb.IsExplained(refused))
            {
                return Terminal.Fail(refused.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        int port, string data, bool reset, DemoBusiness business, SimulatedPerson[] people, CancellationToken cancel)
    {
        if (!FreePort.IsFree(port))
            return Terminal.Fail($"Port {port} is in use; name another with --port.");
        if (reset)
            Forget(data);
        var secrets = new DemoSecrets(NewSecret(), NewSecret(), NewSecret());
        // A bookmark of the console is good the next time too, unless somebody chose another port.
        var own = port == UsualPort && FreePort.IsFree(UsualPort + 1) ? UsualPort + 1 : FreePort.Next();
        var (page, address) = (new Uri($"http://127.0.0.1:{port}/"), new Uri($"http://127.0.0.1:{own}"));
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        // A thief who was killed in the middle of the search has left it.
        if (Directory.Exists(data))
            File.Delete(Path.Combine(data, Theft.Decoy));
        using var service = new DemoService(Configure(data, address, page, secrets, business), address);
        using var site = new DemoSite(service, business);
        await using var simulator = await CloudApiSimulator.StartAsync(Simulate(site, page, secrets, business, people), cancel);
        site.Open(simulator);
        if (!await service.StartAsync(cancel))
            return Terminal.Fail($"The service did not start; what it said stands above and in {service.Log}.");
        Announce(simulator.Address, service, await ConsoleAsync(service, cancel));
        return await service.SuperviseAsync(cancel)
            ? 0
            : Terminal.Fail($"The service ended three times at its start; what it said stands above and in {service.Log}.");
    }

    private static SimulatorOptions Simulate(
        DemoSite site, Uri page, DemoSecrets secrets, DemoBusiness business, SimulatedPerson[] people) => new()
    {
        Url = page.ToString(),
        Webhook = new Uri(site.Service.Address, "/webhooks/whatsapp"),
        AppSecret = Secret.FromText(secrets.App),
        AccessToken = Secret.FromText(secrets.Access),
        PhoneNumberId = PhoneNumberId,
        DisplayPhoneNumber = "493012345678",
        BusinessName = business.Name,
        People = people,
        Suggestions = business.Suggestions,
        Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
        Templates = [SimulatedTemplate.HelloWorld, DemoReminder.Template],
        Retries = _everySecond,
        Modules = DemoAssets.Modules,
        Map = new DemoRoutes(site).Map,
    };

    /// <summary>The service's settings, as its environment gives them.</summary>
    private static Dictionary<string, string> Configure(
        string data, Uri address, Uri graph, DemoSecrets secrets, DemoBusiness business) =>
        new(StringComparer.Ordinal)
        {
            ["Data"] = data,
            ["Keys__Directory"] = data + "-keys",
            ["Urls"] = address.ToString(),
            ["Metrics__Urls"] = "none",
            ["WhatsApp__AppSecret"] = secrets.App,
            ["WhatsApp__AccessToken"] = secrets.Access,
            ["WhatsApp__VerifyToken"] = secrets.Verify,
            ["WhatsApp__PhoneNumberId"] = PhoneNumberId,
            ["WhatsApp__GraphBaseUrl"] = graph.ToString(),
            ["WhatsApp__ReminderTemplate__Name"] = DemoReminder.Template.Name,
            ["Business"] = business.Folder ?? "",
        };

    private static void Announce(Uri page, DemoService service, string console)
    {
        Terminal.Say($"""
            (H) Hermetic is running.
                Phone page  {page} (with a tour of three minutes)
                Console     {console}
                Service     {service.Address} (started again when it dies)
                Data        {service.Data} (sealed; keys in {service.Keys}, log in {service.Log})
                Staff       {new Uri(page, "/demo/staff")}, or ./hermetic conversation list --data {service.Data}
                Open the phone page and write something. Stop with Ctrl+C.
            """);
    }

    /// <summary>The one-time link for its first owner, or where they sign in.</summary>
    private static async Task<string> ConsoleAsync(DemoService service, CancellationToken cancel)
    {
        using var staff = StaffClient.Over(service.Socket);
        var (_, link) = await AdminVerb.AskAsync(staff, breakGlass: false, cancel);
        return link is { } made
            ? $"{made.GetProperty("url")} (once, within 15 minutes: make a passkey)"
            : new UriBuilder(service.Address) { Host = "localhost", Path = "/console" }.Uri.ToString();
    }

    /// <exception cref="StorageOpenException">A service is using the data.</exception>
    private static void Forget(string data)
    {
        using var hold = Directory.Exists(data) ? DataLock.Take(data) : null;
        foreach (var folder in new[] { data, data + "-keys" })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record DemoSecrets(string App, string Access, string Verify);

    private static string NewSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
