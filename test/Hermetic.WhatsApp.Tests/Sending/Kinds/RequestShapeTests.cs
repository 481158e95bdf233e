using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>The requests of every kind, member for member.</summary>
public sealed partial class RequestShapeTests
{
    public static TheoryData<string> Own => [.. Examples.Own.Keys];

    public static TheoryData<string> Published => [.. Examples.Published.Keys];

    [Theory, MemberData(nameof(Own))]
    public async Task A_request_is_the_one_of_the_vectors(string name)
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Vector("whatsapp/outbound-messages.json")))![name]!;
        var besides = expected["context"] is null
            ? SendOptions.None
            : new SendOptions
            {
                ReplyTo = ((string)expected["context"]!["message_id"]!).Utf8(),
                IdentityKeyHash = ((string)expected["recipient_identity_key_hash"]!).Utf8(),
            };
        AssertSame(expected, await SendAsync(Examples.Own[name], besides));
    }

    [Fact]
    public async Task Every_vector_has_its_message()
    {
        var vectors = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Vector("whatsapp/outbound-messages.json")))!.AsObject();
        Assert.Equal(vectors.Select(vector => vector.Key).Order(), Examples.Own.Keys.Order());
    }

    [Theory, MemberData(nameof(Published))]
    public async Task A_request_is_the_one_that_Meta_publishes(string name)
    {
        var file = Repository.Fixtures($"whatsapp/outbound/metapostman__messages__{name}.json");
        Assert.SkipWhen(file is null, "The fixtures are not beside this checkout.");
        var text = MediaPlace().Replace(await File.ReadAllTextAsync(file), "\"id\": \"77\"");
        var expected = JsonNode.Parse(text)!["responses"]![0]!["request_body"]!.AsObject();
        Complete(expected);
        var besides = new SendOptions { ReplyTo = ((string?)expected["context"]?["message_id"] ?? "").Utf8() };
        var sent = await SendAsync(Examples.Published[name], besides);
        sent.Remove("biz_opaque_callback_data");
        AssertSame(expected, sent);
    }

    // What the examples leave out or hold open, and what Meta has since replaced by fallback_value.
    private static void Complete(JsonObject expected)
    {
        expected["to"] = "+34600111222";
        expected["recipient_type"] = "individual";
        expected["type"] ??= "interactive";
        if (expected["template"] is not { } template)
            return;
        template["name"] = "template_name";
        template["language"]!["code"] = "en_US";
        foreach (var parameter in template["components"]!.AsArray().SelectMany(component => component!["parameters"]!.AsArray()))
        {
            if (parameter!["date_time"] is { } date)
                parameter["date_time"] = new JsonObject { ["fallback_value"] = (string)date["fallback_value"]! };
        }
    }

    private static void AssertSame(JsonNode expected, JsonNode sent) =>
        Assert.True(JsonNode.DeepEquals(expected, sent), $"{sent.ToJsonString()}\nis not\n{expected.ToJsonString()}");

    private static async Task<JsonObject> SendAsync(OutboundMessage message, SendOptions besides)
    {
        var graph = new Kept();
        using var http = new HttpClient(graph);
        var client = new CloudApiClient(http, new(new("https://graph.example"), "v26.0", Secret.FromText("t0ken")));
        await client.SendAsync("1", Recipient.PhoneNumber("+34600111222"u8.ToArray()), message, "a1", besides, default);
        return JsonNode.Parse(graph.Body!)!.AsObject();
    }

    [GeneratedRegex("\"id\": \"<[A-Z]+_OBJECT_ID>\"|\"link\": \"[^\"]*\"")]
    private static partial Regex MediaPlace();

    private sealed class Kept : HttpMessageHandler
    {
        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var wire = new MemoryStream();
            await request.Content!.CopyToAsync(wire, cancellationToken);
            Body = Encoding.UTF8.GetString(wire.ToArray());
            return new(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }
    }
}
