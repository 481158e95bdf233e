using System.Text.Json;

namespace Load;

/// <summary>
/// <c>graph --port N --token T --journal F [faults] [--secret S --phone N --targets URL,…]</c>: the Graph API as a
/// process. With a secret, statuses go back as webhooks.
/// </summary>
public static class GraphVerb
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        await using var journal = Journal.Open(arguments.Text("journal"));
        var random = new Random((int)arguments.Number("seed", 1));
        await using var graph = await GraphServer.StartAsync(
            (int)arguments.Number("port", 0), arguments.Required("token"), journal, random);
        graph.Faults = GraphFaults.From(arguments);
        using var sender = arguments.Text("secret") is { } secret ? WebhookSender.From(arguments, secret) : null;
        var reports = sender is null ? null : new StatusReports(graph, sender, journal, new Random(random.Next()));
        arguments.RefuseOthers();
        if (reports is not null)
            (graph.Accepted, graph.OpenStatuses) = (reports.Report, () => reports.Open);
        Console.WriteLine($$"""{"port":{{graph.Port}}}""");

        using var terminated = new Terminated();
        using var end = new CancellationTokenSource();
        var reporting = reports?.RunAsync(end.Token) ?? Task.CompletedTask;
        await terminated.WaitAsync();
        await end.CancelAsync();
        await reporting;
        Console.WriteLine(JsonSerializer.Serialize(graph.Counts, JsonSerializerOptions.Web));
        return 0;
    }
}
