using System.CommandLine;
using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.Simulator;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>demo</c>: the real service as a process of its own, and a WhatsApp simulator with a phone page that talks to it
/// over HTTP. Nothing but the .NET SDK is needed.
/// </summary>
internal static class DemoVerb
{
    private const string PhoneNumberId = "106540352242922";

    internal static Command Create()
    {
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 8080, Description = "Where the phone page is." };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => ".hermetic/demo", Description = "Where the demo keeps its data." };
        var reset = new Option<bool>("--reset") { Description = "Starts anew: deletes the demo's data and keys." };
        var command = new Command("demo", "Runs the service with a simulated WhatsApp and a phone page.") { port, data, reset };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(reset), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int port, string data, bool reset, CancellationToken cancel)
    {
        if (reset)
            Forget(data);
        var (appSecret, accessToken, verifyToken) = (NewSecret(), NewSecret(), NewSecret());
        var service = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        if (!FreePort.IsFree(port))
            return Terminal.Fail($"Port {port} is in use; name another with --port.");
        await using var simulator = await CloudApiSimulator.StartAsync(new SimulatorOptions
        {
            Url = $"http://127.0.0.1:{port}",
            Webhook = new Uri(service, "/webhooks/whatsapp"),
            AppSecret = Secret.FromText(appSecret),
            AccessToken = Secret.FromText(accessToken),
            PhoneNumberId = PhoneNumberId,
            DisplayPhoneNumber = "493012345678",
            BusinessName = Hermetic.Assistant.SampleBusiness.HairSalon.Name,
            People =
            [
                new SimulatedPerson("Ana", "4915112345678", "DE.13491208655302741918"),
                new SimulatedPerson("Ben", PhoneNumber: null, "DE.90210774411203958213"),
            ],
            Suggestions =
            [
                "Can I get a haircut on Friday at 3?", "What are your opening hours?", "How much is a beard trim?",
                "Are you a bot?", "Delete my data",
            ],
            Templates = [SimulatedTemplate.HelloWorld, DemoReminder.Template],
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
        }, cancel);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Data"] = data,
            ["Urls"] = service.ToString(),
            ["WhatsApp__AppSecret"] = appSecret,
            ["WhatsApp__AccessToken"] = accessToken,
            ["WhatsApp__VerifyToken"] = verifyToken,
            ["WhatsApp__PhoneNumberId"] = PhoneNumberId,
            ["WhatsApp__GraphBaseUrl"] = simulator.Address.ToString(),
            ["WhatsApp__ReminderTemplate__Name"] = DemoReminder.Template.Name,
        };
        var log = data + ".log";
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        using var child = await ServiceProcess.StartAsync(settings, service, log, cancel);
        if (child.HasExited)
            return Terminal.Fail($"The service did not start; what it said stands above and in {log}.");
        Announce(simulator.Address, service, data);
        await child.WaitAsync(cancel);
        return 0;
    }

    private static void Announce(Uri page, Uri service, string data)
    {
        Terminal.Say($"""
            (H) Hermetic is running.
                Phone page  {page}
                Service     {service}
                Data        {data} (sealed; keys in {data}-keys, log in {data}.log)
                Staff       ./hermetic conversation list --data {data}
                Open the phone page and write something. Stop with Ctrl+C.
            """);
    }

    private static void Forget(string data)
    {
        foreach (var folder in new[] { data, data + "-keys" })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
