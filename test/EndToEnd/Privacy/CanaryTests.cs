using System.Net;
using System.Text.Json.Nodes;
using System.Text;
using Hermetic.EndToEnd.Evidence;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>
/// Nothing that people, staff or Meta said or are called is on a disk in any spelling, while the service runs and
/// after it stopped: data, keys, log and the exported ledger.
/// </summary>
public sealed class CanaryTests
{
    [Fact]
    public Task No_canary_is_in_any_file_in_any_spelling() => JudgeAsync(postgres: null);

    /// <summary>Its log has every statement with every value, as a curious administrator would set it.</summary>
    [Fact]
    public async Task Nor_in_any_file_of_PostgreSQL_its_log_of_statements_included()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var postgres = PostgresServer.New("log_statement=all", "log_min_duration_statement=0", "log_parameter_max_length=-1");
        await JudgeAsync(postgres);
    }

    private static async Task JudgeAsync(PostgresServer? postgres)
    {
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url, postgres);
        using var meta = new Meta(service);
        var canaries = new Canaries();
        service.Settings["Monitoring__ProbeSenders"] = canaries.Prober.Phone;
        await service.StartAsync();

        await TalkAsync(graph, meta, canaries);
        await HandOverAsync(graph, meta, service, canaries);
        await ChangeAsync(meta, canaries);
        await FailAsync(graph, meta, canaries);
        await RefuseAsync(meta, service, canaries);
        foreach (var message in graph.Messages)
            canaries.Keep(message);
        await LedgerExport.WriteAsync(service, "ledger-running");
        // What is measured is searched as well.
        using var http = new HttpClient();
        var numbers = await http.GetStringAsync(service.Metrics);
        Assert.Contains("hermetic_sends_total{outcome=\"refused\"} ", numbers, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(service.Folder, "metrics"), numbers);

        string[] secrets = [service.AppSecret, service.VerifyToken, service.AccessToken];
        var search = new CanarySearch(canaries.All.Concat(secrets));
        await AssertSilentAsync(service, search, "running");
        Assert.Equal(0, await service.StopAsync());
        await LedgerExport.WriteAsync(service, "ledger-stopped");
        await AssertSilentAsync(service, search, "stopped");
        await AssertDecoysAreFoundAsync(service, search, canaries);
    }

    /// <summary>Texts, a booking by button, kinds that are parked, another business's number, statuses.</summary>
    private static async Task TalkAsync(GraphApi graph, Meta meta, Canaries canaries)
    {
        var prober = canaries.Prober;
        await meta.DeliverAsync(WebhookBody.Text(prober, canaries.Wamid(prober), $"#echo {canaries.New("echo")} äöü"));
        await graph.NextAsync(prober, 1);

        var booker = canaries.Booker;
        await meta.DeliverAsync(WebhookBody.Text(
            booker, canaries.Wamid(booker), $"Can I get a haircut on {OpenDay.Wednesday} at 3 pm? {canaries.New("wish")}"));
        var question = await graph.NextAsync(booker, 1);
        var (id, title) = question.Buttons.First();
        await meta.DeliverAsync(WebhookBody.Press(booker, canaries.Wamid(booker), question.Wamid, id, title));
        var booked = await graph.NextAsync(booker, 2);
        Assert.Contains("Booked", booked.Text, StringComparison.Ordinal);

        await meta.DeliverAsync(WebhookBody.Message(booker, canaries.Wamid(booker), "image", new JsonObject
        {
            ["id"] = canaries.New("media"),
            ["mime_type"] = "image/jpeg",
            ["sha256"] = canaries.New("digest"),
            ["caption"] = canaries.New("caption"),
        }));
        await meta.DeliverAsync(WebhookBody.Message(
            booker, canaries.Wamid(booker), "hologram", new JsonObject { ["body"] = canaries.New("hologram") }));
        await meta.DeliverAsync(WebhookBody.Of(
            canaries.Stranger,
            new JsonObject { ["id"] = canaries.Wamid(canaries.Stranger), ["type"] = "text", ["from"] = canaries.Stranger.Phone,
                ["text"] = new JsonObject { ["body"] = canaries.New("elsewhere") } },
            phoneNumberId: "999"));
        await meta.DeliverAsync(WebhookBody.Statuses(graph.Messages.SelectMany(message => new[] { "delivered", "read" }
            .Select(status => WebhookBody.Status(message.Wamid, message.To, status, message.Attempt)))));
    }

    /// <summary>A person of the business takes over, reads and writes.</summary>
    private static async Task HandOverAsync(GraphApi graph, Meta meta, Deployment service, Canaries canaries)
    {
        var person = canaries.Caller;
        await meta.DeliverAsync(WebhookBody.Text(person, canaries.Wamid(person), "human"));
        await graph.NextAsync(person, 1);
        await meta.DeliverAsync(WebhookBody.Text(person, canaries.Wamid(person), $"It is about {canaries.New("trouble")}"));
        await graph.NextAsync(person, 2);
        var list = JsonNode.Parse((await service.RunAsync("conversation", "list", "--json")).Output)!.AsArray();
        var id = (string)list.Single(row => (string?)row!["name"] == person.Name)!["id"]!;
        Assert.Equal(0, (await service.RunAsync("conversation", "reply", id, $"We see to {canaries.New("reply")}")).Exit);
        await graph.NextAsync(person, 3);
        var shown = await service.RunAsync("conversation", "show", id);
        Assert.Contains(canaries.All[^1], shown.Output, StringComparison.Ordinal);
    }

    /// <summary>Edits, other kinds, the business's own words, preferences, a new number, the account.</summary>
    private static async Task ChangeAsync(Meta meta, Canaries canaries)
    {
        var person = canaries.Caller;
        var first = canaries.Wamid(person);
        await meta.DeliverAsync(WebhookBody.Text(person, first, canaries.New("first")));
        await meta.DeliverAsync(WebhookBody.Message(person, canaries.Wamid(person), "edit", new JsonObject
        {
            ["original_message_id"] = first,
            ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = canaries.New("edit") } },
        }));
        await meta.DeliverAsync(WebhookBody.Message(person, canaries.Wamid(person), "location", new JsonObject
        {
            ["latitude"] = 52.5, ["longitude"] = 13.4, ["name"] = canaries.New("place"), ["address"] = canaries.New("address"),
        }));
        await meta.DeliverAsync(WebhookBody.Message(person, canaries.Wamid(person), "contacts", new JsonArray(new JsonObject
        {
            ["name"] = new JsonObject { ["formatted_name"] = canaries.New("friend") },
            ["phones"] = new JsonArray(new JsonObject { ["phone"] = canaries.New("phone") }),
        })));
        await meta.DeliverAsync(WebhookBody.Field("smb_message_echoes", value => value["message_echoes"] = new JsonArray(
            new JsonObject
            {
                ["from"] = "15550783881", ["to"] = person.Phone, ["id"] = canaries.Wamid(person), ["timestamp"] = "1753851315",
                ["type"] = "text", ["text"] = new JsonObject { ["body"] = canaries.New("phone-app") },
            })));
        await meta.DeliverAsync(WebhookBody.Field("user_preferences", value => value["user_preferences"] = new JsonArray(
            new JsonObject
            {
                ["wa_id"] = person.Phone, ["category"] = "marketing_messages", ["value"] = "stop", ["timestamp"] = 1753851315,
                ["detail"] = canaries.New("preference"),
            })));
        await meta.DeliverAsync(WebhookBody.Field("security", value =>
        {
            value["event"] = "PIN_CHANGED";
            value["requester"] = canaries.New("requester");
        }));
        var moved = new JsonObject { ["type"] = "user_changed_number", ["body"] = canaries.New("moved"), ["wa_id"] = canaries.NewPhone() };
        await meta.DeliverAsync(WebhookBody.Message(person, canaries.Wamid(person), "system", moved));
    }

    /// <summary>Sends that Meta refuses, with the person's number in the reason, and failed statuses.</summary>
    private static async Task FailAsync(GraphApi graph, Meta meta, Canaries canaries)
    {
        var person = canaries.Unlucky;
        graph.Refuse = body => (string?)body["to"] != '+' + person.Phone ? null : (400, $$$"""
            {"error":{"message":"(#131026) {{{person.Phone}}} {{{canaries.New("refusal")}}}","type":"OAuthException","code":131026,
            "error_data":{"messaging_product":"whatsapp","details":"{{{person.Phone}}} cannot get it"},"fbtrace_id":"x"}}
            """);
        await meta.DeliverAsync(WebhookBody.Text(person, canaries.Wamid(person), $"Hello {canaries.New("unlucky")}"));
        var status = WebhookBody.Status(canaries.Wamid(person), person.Phone, "failed", attempt: null);
        status["errors"] = new JsonArray(new JsonObject { ["code"] = 131026, ["title"] = canaries.New("failure") });
        await meta.DeliverAsync(WebhookBody.Statuses([status]));
    }

    /// <summary>Requests that the intake refuses; what they carried must not be logged either.</summary>
    private static async Task RefuseAsync(Meta meta, Deployment service, Canaries canaries)
    {
        var forged = Encoding.UTF8.GetBytes(canaries.New("forged"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await meta.PostAsync(forged, canaries.New("signature"))).StatusCode);
        var torn = Encoding.UTF8.GetBytes("{" + canaries.New("torn"));
        Assert.Equal(HttpStatusCode.BadRequest, await meta.TryAsync(torn));
        var odd = Encoding.UTF8.GetBytes($"[\"{canaries.New("odd")}\"]");
        Assert.Equal(HttpStatusCode.OK, (await meta.PostAsync(odd, Signature.Of(odd, service.AppSecret))).StatusCode);
        var wrong = $"/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token={canaries.New("token")}";
        Assert.Equal(HttpStatusCode.Forbidden, (await meta.GetAsync(wrong)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await meta.GetAsync("/" + canaries.New("path"))).StatusCode);
    }

    /// <summary>Searches a copy: reading the service's own files would contend for their locks.</summary>
    private static async Task AssertSilentAsync(Deployment service, CanarySearch search, string when)
    {
        var copy = await CopyAsync(service, when);
        if (service.Postgres is null)
            Assert.True(new FileInfo(Path.Combine(copy, "data", "hermetic.db")).Length > 0);
        else
            Assert.Contains("insert into inbox", await File.ReadAllTextAsync(Path.Combine(copy, "postgres", "log")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(copy, "service.log")));
        Assert.Equal([], search.Search(copy));
        Directory.Delete(copy, recursive: true);
    }

    private static async Task AssertDecoysAreFoundAsync(Deployment service, CanarySearch search, Canaries canaries)
    {
        var copy = await CopyAsync(service, "decoy");
        foreach (var canary in canaries.All.Take(5).Append(canaries.Booker.Phone))
        {
            foreach (var spelling in Spelling.All)
            {
                foreach (var decoy in spelling.Write(canary))
                {
                    var file = Path.Combine(copy, "data", "decoy");
                    await File.WriteAllBytesAsync(file, decoy);
                    Assert.Contains(search.Search(Path.Combine(copy, "data")), line => line.Contains(canary, StringComparison.Ordinal));
                }
            }
        }
        Directory.Delete(copy, recursive: true);
    }

    private static async Task<string> CopyAsync(Deployment service, string name)
    {
        var entries = Directory.GetFileSystemEntries(service.Folder);
        var copy = Directory.CreateDirectory(Path.Combine(service.Folder, name)).FullName;
        var copied = await Command.RunAsync("cp", ["-r", "--", .. entries, copy]);
        Assert.True(copied.Exit == 0, copied.Errors);
        if (service.Postgres is { } postgres)
        {
            var beside = Directory.CreateDirectory(Path.Combine(copy, "postgres")).FullName;
            var files = await Command.RunAsync("cp", ["-r", "--", .. postgres.Files, beside]);
            Assert.True(files.Exit == 0, files.Errors);
        }
        // A socket has a name, which was copied, and no content.
        File.Delete(Path.Combine(copy, "data", "hermetic.sock"));
        return copy;
    }
}
