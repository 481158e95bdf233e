using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

public sealed class CloudApiClientTests
{
    private static readonly Recipient s_ana = Recipient.PhoneNumber("+34600111222"u8.ToArray());

    [Theory]
    [InlineData(200, """{"messages":[{"id":""}]}""")]
    [InlineData(200, """{"messages":[{"id":7}]}""")]
    [InlineData(200, """{"messages":{"id":"wamid.A"}}""")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    [InlineData(400, """{"error":{"code":"x"}}""")]
    [InlineData(400, """{"error":{"code":99999999999}}""")]
    [InlineData(401, "")]
    [InlineData(302, """{"error":{}}""")]
    public async Task An_answer_that_cannot_be_read_is_unknown(int status, string body) =>
        Assert.Equal(new SendOutcome.Unknown(status), await SendAsync(new(status, body)));

    [Fact]
    public async Task An_id_with_escapes_is_the_id()
    {
        var outcome = await SendAsync(new(200, """{"messages":[{"id":"wamid.A\/B\u003d"}]}"""));
        Assert.Equal("wamid.A/B=", Assert.IsType<SendOutcome.Accepted>(outcome).Wamid.Show());
    }

    [Fact]
    public async Task A_handler_that_repeats_the_request_by_itself_cannot()
    {
        var graph = new Graph(200, """{"messages":[{"id":"wamid.A"}]}""") { Repeats = true };
        Assert.Equal(new SendOutcome.Unknown(null), await SendAsync(graph));
        Assert.Single(graph.Bodies);
    }

    [Theory]
    [InlineData(200, """{"success":true}""", true)]
    [InlineData(200, """{"success":false}""", false)]
    [InlineData(200, """{"success":"true"}""", false)]
    [InlineData(200, "", false)]
    [InlineData(400, """{"success":true}""", false)]
    public async Task Marking_as_read_says_whether_it_was_confirmed(int status, string body, bool confirmed)
    {
        using var http = new HttpClient(new Graph(status, body));
        Assert.Equal(confirmed, await Client(http).MarkReadAsync("1", "wamid.A"u8.ToArray(), typing: false, default));
    }

    [Fact]
    public async Task Marking_as_read_can_be_cancelled()
    {
        using var http = new HttpClient(new Graph(200, """{"success":true}"""));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(http).MarkReadAsync("1", "wamid.A"u8.ToArray(), typing: false, new(canceled: true)).AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/2")]
    [InlineData("..")]
    [InlineData("1?x")]
    public async Task A_number_id_cannot_change_the_address(string phoneNumberId)
    {
        using var http = new HttpClient(new Graph(200, "{}"));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client(http).SendAsync(phoneNumberId, s_ana, OutboundMessage.Text("x".Utf8()), "a1", default).AsTask());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public async Task An_attempt_has_an_id_that_WhatsApp_can_carry(int length)
    {
        using var http = new HttpClient(new Graph(200, "{}"));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Client(http).SendAsync("1", s_ana, OutboundMessage.Text("x".Utf8()), new('a', length), default).AsTask());
    }

    [Fact]
    public async Task A_user_id_goes_out_as_recipient_and_never_beside_to()
    {
        var graph = new Graph(200, "{}");
        using var http = new HttpClient(graph);
        await Client(http).SendAsync("1", Recipient.UserId("ES.1"u8.ToArray()), OutboundMessage.Text("x".Utf8()), "a1", default);
        var body = JsonNode.Parse(Assert.Single(graph.Bodies))!.AsObject();
        Assert.Equal("ES.1", (string?)body["recipient"]);
        Assert.False(body.ContainsKey("to"));
    }

    [Theory]
    [InlineData("messages__send_text_message")]
    [InlineData("messages__send_reply_button")]
    [InlineData("messages__mark_message_as_read")]
    [InlineData("typing_indicators__send_typing_indicator_and_read_receipt")]
    public async Task A_request_is_the_one_that_Meta_publishes(string name)
    {
        var file = Repository.Fixtures($"whatsapp/outbound/metapostman__{name}.json");
        Assert.SkipWhen(file is null, "The fixtures are not beside this checkout.");
        var example = JsonNode.Parse(await File.ReadAllTextAsync(file))!["responses"]![0]!;
        var expected = example["request_body"]!.AsObject();
        var graph = new Graph((int)example["code"]!, example["body"]!.ToJsonString());
        using var http = new HttpClient(graph);
        if (expected["status"] is null)
            await SendExampleAsync(Client(http), expected, (string)example["body"]!["messages"]![0]!["id"]!);
        else
            Assert.True(await Client(http).MarkReadAsync("1", ((string)expected["message_id"]!).Utf8(), expected.ContainsKey("typing_indicator"), default));
        var sent = JsonNode.Parse(Assert.Single(graph.Bodies))!.AsObject();
        sent.Remove("biz_opaque_callback_data");
        if (expected.ContainsKey("to"))
            expected["to"] = "+34600111222";
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
    }

    [Fact]
    public void The_handler_follows_nothing_and_remembers_nothing()
    {
        using var handler = CloudApiClient.CreateHandler();
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.False(handler.UseProxy);
        Assert.Equal(SslProtocols.Tls13, handler.SslOptions.EnabledSslProtocols);
        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
        Assert.NotEqual(Timeout.InfiniteTimeSpan, handler.PooledConnectionLifetime);
        Assert.NotEqual(Timeout.InfiniteTimeSpan, handler.ConnectTimeout);
    }

    private static async Task SendExampleAsync(CloudApiClient client, JsonObject expected, string wamid)
    {
        var message = expected["text"] is { } text
            ? OutboundMessage.Text(((string)text["body"]!).Utf8())
            : OutboundMessage.Buttons(
                ((string)expected["interactive"]!["body"]!["text"]!).Utf8(),
                [.. expected["interactive"]!["action"]!["buttons"]!.AsArray().Select(button =>
                    new ReplyButton(((string)button!["reply"]!["id"]!).Utf8(), ((string)button["reply"]!["title"]!).Utf8()))]);
        var outcome = Assert.IsType<SendOutcome.Accepted>(await client.SendAsync("1", s_ana, message, "a1", default));
        Assert.Equal(wamid, outcome.Wamid.Show());
    }

    private static async Task<SendOutcome> SendAsync(Graph graph)
    {
        using var http = new HttpClient(graph);
        return await Client(http).SendAsync("1", s_ana, OutboundMessage.Text("x".Utf8()), "a1", default);
    }

    private static CloudApiClient Client(HttpClient http) =>
        new(http, new(new("https://graph.example"), "v26.0", Secret.FromText("t0ken")));

    /// <summary>Answers every request alike and keeps its body.</summary>
    private sealed class Graph(int status, string answer) : HttpMessageHandler
    {
        public bool Repeats { get; init; }

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var time = 0; time < (Repeats ? 2 : 1); time++)
            {
                using var wire = new MemoryStream();
                await request.Content!.CopyToAsync(wire, cancellationToken);
                Bodies.Add(Encoding.UTF8.GetString(wire.ToArray()));
                Assert.Equal(wire.Length, request.Content.Headers.ContentLength);
            }
            return new((HttpStatusCode)status) { Content = new StringContent(answer) };
        }
    }
}
