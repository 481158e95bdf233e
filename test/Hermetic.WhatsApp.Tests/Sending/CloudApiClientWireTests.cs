using System.Net;
using System.Net.Sockets;
using Hermetic.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>What a send says it knows, against servers that misbehave on the wire.</summary>
public sealed class CloudApiClientWireTests
{
    private const string Accepted = """{"messaging_product":"whatsapp","messages":[{"id":"wamid.OK"}]}""";

    [Fact]
    public async Task An_accepted_message_is_one_request_with_its_content()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, Accepted);
        });
        Assert.Equal("wamid.OK", Assert.IsType<SendOutcome.Accepted>(await SendAsync(server.Url)).Wamid.Show());
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v26.0/106540352242922/messages HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer t0ken\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(
            """{"messaging_product":"whatsapp","recipient_type":"individual","to":"+34600111222","type":"text","text":{"preview_url":false,"body":"mañana"},"biz_opaque_callback_data":"a1"}""",
            request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_sent_nothing()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        Assert.IsType<SendOutcome.NotSent>(await SendAsync(url));
    }

    [Fact]
    public async Task A_failed_TLS_handshake_sent_nothing()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.TasteAsync(5);
            await connection.WriteAsync("this is no ServerHello");
        });
        Assert.IsType<SendOutcome.NotSent>(await SendAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri));
        Assert.Empty(server.Requests);
    }

    public static TheoryData<string, Func<Connection, Task>> Misbehaviours => new()
    {
        { "closes after the whole request", connection => connection.ReadAsync() },
        { "closes in the middle of the request", connection => connection.TasteAsync(100) },
        { "resets after the whole request", async c => { await c.ReadAsync(); c.Reset(); } },
        { "resets in the middle of the request", async c => { await c.TasteAsync(100); c.Reset(); } },
        { "answers garbage", async c => { await c.ReadAsync(); await c.WriteAsync("SMTP ready\r\n\r\n"); } },
        { "answers half a head", async c => { await c.ReadAsync(); await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-"); } },
        { "answers half a body", async c => { await c.ReadAsync(); await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"mess"); } },
        { "answers 200 without JSON", async c => { await c.ReadAsync(); await c.AnswerAsync(200, "<html>"); } },
        { "answers 200 without an id", async c => { await c.ReadAsync(); await c.AnswerAsync(200, """{"messages":[]}"""); } },
        { "answers 200 with an error", async c => { await c.ReadAsync(); await c.AnswerAsync(200, """{"error":{"code":1}}"""); } },
        { "answers 500 without JSON", async c => { await c.ReadAsync(); await c.AnswerAsync(500, "oops"); } },
        { "answers 502 with other JSON", async c => { await c.ReadAsync(); await c.AnswerAsync(502, """{"error":"bad gateway"}"""); } },
        { "redirects", async c => { await c.ReadAsync(); await c.AnswerAsync(307, "", "Location: /elsewhere\r\n"); } },
        { "answers without end", AnswerWithoutEndAsync },
    };

    [Theory, MemberData(nameof(Misbehaviours), DisableDiscoveryEnumeration = true)]
    public async Task After_bytes_have_left_anything_unclear_is_unknown_and_nothing_is_repeated(
        string name, Func<Connection, Task> misbehave)
    {
        await using var server = new RawServer((connection, _) => misbehave(connection));
        Assert.True(await SendAsync(server.Url) is SendOutcome.Unknown, name);
        Assert.Equal((name, 1), (name, server.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pooled_connection_that_dies_under_a_request_does_not_repeat_it(bool reset)
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, Accepted);
            await connection.ReadAsync();
            if (reset)
                connection.Reset();
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(server.Url, http, attempt: "first"));
        Assert.IsType<SendOutcome.Unknown>(await SendAsync(server.Url, http, attempt: "second"));
        Assert.Equal(1, server.Requests.Count(request => request.Contains("second", StringComparison.Ordinal)));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_pooled_connection_closed_while_idle_never_makes_two_of_one_message()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, Accepted);
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        for (var number = 0; number < 50; number++)
        {
            // The close may be noticed before, while or after the request is written: each is a different
            // path.
            var attempt = $"attempt-{number}.";
            var outcome = await SendAsync(server.Url, http, attempt);
            var arrived = server.Requests.Count(request => request.Contains(attempt, StringComparison.Ordinal));
            Assert.True(
                (outcome, arrived) is (SendOutcome.Accepted, 1) or (SendOutcome.Unknown, 0 or 1) or (SendOutcome.NotSent, 0),
                $"{outcome} after {arrived} arrivals");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_answer_is_unknown_when_the_time_is_up(bool headOnly)
    {
        var read = new TaskCompletionSource();
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            if (headOnly)
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n");
            read.SetResult();
            await connection.HangAsync();
        });
        var time = new FakeTimeProvider();
        var sending = SendAsync(server.Url, time: time);
        await read.Task;
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.IsType<SendOutcome.Unknown>(await sending);
    }

    [Fact]
    public async Task Cancelling_after_bytes_have_left_is_unknown_and_not_an_exception()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await cancel.CancelAsync();
            await connection.HangAsync();
        });
        Assert.IsType<SendOutcome.Unknown>(await SendAsync(server.Url, cancel: cancel.Token));
    }

    [Fact]
    public async Task Cancelling_before_any_byte_has_left_is_an_exception()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(async (connection, _) =>
        {
            // Within the TLS handshake: connected, but nothing of the request has left.
            await connection.TasteAsync(5);
            await cancel.CancelAsync();
            await connection.HangAsync();
        });
        var url = new UriBuilder(server.Url) { Scheme = "https" }.Uri;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(url, cancel: cancel.Token));
    }

    [Fact]
    public async Task Marking_as_read_fails_quietly()
    {
        await using var server = new RawServer((connection, _) => connection.ReadAsync());
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        Assert.False(await Client(server.Url, http).MarkReadAsync("1", "wamid.A"u8.ToArray(), typing: true, default));
    }

    private static async Task AnswerWithoutEndAsync(Connection connection)
    {
        await connection.ReadAsync();
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while (true)
            await connection.WriteAsync(new string(' ', 4096));
    }

    private static async Task<SendOutcome> SendAsync(
        Uri url, HttpClient? shared = null, string attempt = "a1", TimeProvider? time = null, CancellationToken cancel = default)
    {
        using var own = new HttpClient(CloudApiClient.CreateHandler());
        var to = Recipient.PhoneNumber("+34600111222"u8.ToArray());
        return await Client(url, shared ?? own, time)
            .SendAsync("106540352242922", to, OutboundMessage.Text("mañana".Utf8()), attempt, cancel);
    }

    private static CloudApiClient Client(Uri url, HttpClient http, TimeProvider? time = null) =>
        new(http, new(url, "v26.0", Secret.FromText("t0ken")), time);
}
