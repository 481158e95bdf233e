using System.Text.Json;

namespace Load;

/// <summary>
/// <c>drive --targets URL,… --secret S --phone N [--journal F] [options]</c>: Meta's side of webhooks under load. Prints
/// what was acknowledged so far once a second, and a <see cref="DriveResult"/> at the end. With <c>--graph-port</c> and
/// <c>--token</c> it is the Graph API too, and a message is over when its echo has arrived, or with <c>--until ack</c> when
/// it was acknowledged.
/// </summary>
public static class DriveVerb
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = DriveOptions.From(arguments);
        using var sender = WebhookSender.From(arguments, arguments.Required("secret"));
        await using var journal = Journal.Open(arguments.Text("journal"));
        var random = new Random((int)arguments.Number("seed", 1));
        var echoes = new Echoes();
        await using var graph = options.IsGraph
            ? await GraphServer.StartAsync(
                (int)arguments.Number("graph-port", 0), arguments.Required("token"), Journal.Open(path: null), random)
            : null;
        if (graph is not null)
            graph.Accepted = message => echoes.Arrive(message.Text);
        arguments.RefuseOthers();

        using var terminated = new Terminated();
        var drive = new Drive(sender, options, journal, echoes, random);
        using (new Timer(_ => Console.WriteLine($$"""{"acknowledged":{{drive.Acknowledged}}}"""), state: null, 1000, 1000))
        {
            var result = await drive.RunAsync(terminated.Token);
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return result.GivenUp == 0 ? 0 : 1;
        }
    }
}
