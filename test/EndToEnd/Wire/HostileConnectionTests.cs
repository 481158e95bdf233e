using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>Requests that no honest client makes: each gets its answer, and nobody else notices.</summary>
public sealed class HostileConnectionTests(HostileConnectionTests.Running running)
    : IClassFixture<HostileConnectionTests.Running>
{
    private const string Canary = "canary-of-the-wire";
    private static readonly byte[] _body = Encoding.UTF8.GetBytes($$"""{"note":"{{Canary}}"}""");

    private Deployment Service => running.Service;

    private string Sized => $"Content-Length: {_body.Length}";

    [Fact]
    public async Task Compressed_and_form_bodies_are_bytes_like_any_others()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(_body);
        var form = Encoding.ASCII.GetBytes($"entry={Canary}&changes=2");
        foreach (var (body, headers) in new[]
        {
            (packed.ToArray(), "Content-Encoding: gzip"), (form, "Content-Type: application/x-www-form-urlencoded"),
        })
        {
            Assert.Equal(400, await AskAsync(RawHttp.Head(Service, body, $"{headers}\r\nContent-Length: {body.Length}"), body));
            Assert.Equal(401, await AskAsync(RawHttp.Head(Service, [1], $"{headers}\r\nContent-Length: {body.Length}"), body));
        }
    }

    [Theory]
    [InlineData("Content-Length: 99999999999999", 413)]
    [InlineData("Content-Length: 3145729", 413)]
    [InlineData("Content-Length: -1", 400)]
    [InlineData("Content-Length: 1e3", 400)]
    [InlineData("Content-Length: 99999999999999999999999", 400)]
    [InlineData("Content-Length: 30\r\nContent-Length: 31", 400)]
    [InlineData("Content-Length: 30, 31", 400)]
    [InlineData("Content-Length : 30", 400)]
    [InlineData("Content-Length: 30\r\n folded", 400)]
    [InlineData("Content-Length: 30\nX: bare line feed", 400)]
    [InlineData("X: \0\r\nContent-Length: 30", 400)]
    [InlineData("Transfer-Encoding: gzip", 400)]
    [InlineData("Transfer-Encoding: chunked, gzip", 400)]
    [InlineData("Transfer-Encoding: xchunked", 400)]
    [InlineData("Transfer-Encoding: chunked\r\nHost: second", 400)]
    public async Task A_head_that_two_readers_might_read_differently_is_refused(string framing, int expected) =>
        Assert.Equal(expected, await AskAsync(RawHttp.Head(Service, _body, framing), _body));

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("fffffffffffffffffff\r\n")]
    [InlineData("1\r\nab\r\n")]
    [InlineData("1\nx\n0\n\n")]
    [InlineData("1;\nx\r\n0\r\n\r\n")]
    public async Task Chunks_that_are_none_are_refused(string chunks) =>
        Assert.Equal(400, await AskAsync(
            RawHttp.Head(Service, _body, "Transfer-Encoding: chunked"), Encoding.ASCII.GetBytes(chunks)));

    /// <summary>RFC 9112 §6.1: Transfer-Encoding counts, and the connection ends: what follows is nobody's request.</summary>
    [Fact]
    public async Task Two_framings_at_once_smuggle_nothing()
    {
        using var connection = await RawHttp.ConnectAsync(Service);
        var smuggled = RawHttp.Head(Service, _body, Sized) + Encoding.ASCII.GetString(_body);
        await connection.WriteAsync(
            RawHttp.Head(Service, [], $"Content-Length: {5 + smuggled.Length}\r\nTransfer-Encoding: chunked")
            + "0\r\n\r\n" + smuggled);
        Assert.Equal(400, await connection.ReadStatusAsync());
        Assert.Equal(0, await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task Heads_without_end_are_refused()
    {
        Assert.Equal(431, await AskAsync(RawHttp.Head(Service, _body, $"X: {new string('x', 40_000)}\r\n{Sized}"), _body));
        Assert.Equal(431, await AskAsync(
            RawHttp.Head(Service, _body, string.Concat(Enumerable.Range(0, 200).Select(i => $"X{i}: 1\r\n")) + Sized), _body));
        Assert.Equal(414, await AskAsync($"GET /{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n", []));
        Assert.Equal(400, await AskAsync("POST /webhooks/whatsapp HTTP/1.1\r\nContent-Length: 2\r\n\r\n", "{}"u8.ToArray()));
        Assert.Equal(505, await AskAsync(RawHttp.Head(Service, _body, Sized, "7.3"), _body));
    }

    [Fact]
    public async Task Other_protocols_are_refused()
    {
        Assert.NotEqual(200, await AskAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", []));
        Assert.NotEqual(200, await AskAsync("", [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]));
        Assert.NotEqual(200, await AskAsync($"{Canary}\r\n\r\n", []));
    }

    [Fact]
    public async Task Old_careful_and_impatient_clients_are_served()
    {
        Assert.Equal(200, await AskAsync(RawHttp.Head(Service, _body, Sized, "1.0"), _body));

        using var careful = await RawHttp.ConnectAsync(Service);
        await careful.WriteAsync(RawHttp.Head(Service, _body, Sized + "\r\nExpect: 100-continue"));
        Assert.Equal(100, await careful.ReadStatusAsync());
        await careful.WriteAsync(_body);
        Assert.Equal(200, await careful.ReadStatusAsync());

        using var impatient = await RawHttp.ConnectAsync(Service);
        var right = RawHttp.Head(Service, _body, Sized) + Encoding.ASCII.GetString(_body);
        var wrong = RawHttp.Head(Service, [1], Sized) + Encoding.ASCII.GetString(_body);
        await impatient.WriteAsync(right + wrong + right);
        Assert.Equal(
            [200, 401, 200],
            [await impatient.ReadStatusAsync(), await impatient.ReadStatusAsync(), await impatient.ReadStatusAsync()]);
    }

    [Fact]
    public async Task Chunks_without_end_are_cut_off_at_the_limit()
    {
        using var connection = await RawHttp.ConnectAsync(Service);
        await connection.WriteAsync(RawHttp.Head(Service, _body, "Transfer-Encoding: chunked"));
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");
        for (var i = 0; i < 200 && await connection.WriteAsync(chunk); i++)
        {
        }
        Assert.Contains(await connection.ReadStatusAsync(), new[] { 413, 0 });
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_not_taken()
    {
        var person = Person.Numbered(900);
        var body = WebhookBody.Text(person, person.NewWamid(), "#echo " + Canary);
        foreach (var part in new[] { 0, 1, body.Length - 1 })
        {
            using var connection = await RawHttp.ConnectAsync(Service);
            await connection.WriteAsync(RawHttp.Head(Service, body, $"Content-Length: {body.Length}"));
            await connection.WriteAsync(body.AsMemory(0, part));
            connection.Finish();
            Assert.Contains(await connection.ReadStatusAsync(), new[] { 400, 0 });
        }
        Assert.Equal(HttpStatusCode.OK, await running.Meta.TryAsync(body));
    }

    [Theory]
    [InlineData("POST /webhooks/whatsapp HTTP/1.1\r\n", 16)]
    [InlineData(null, 16)]
    public async Task Whoever_drips_is_cut_off_while_others_are_answered(string? head, int seconds)
    {
        using var slow = await RawHttp.ConnectAsync(Service);
        var begun = Stopwatch.StartNew();
        await slow.WriteAsync(head ?? RawHttp.Head(Service, _body, "Content-Length: 100000"));
        var cut = slow.ReadStatusAsync();
        while (!cut.IsCompleted && await slow.WriteAsync("x"u8.ToArray()))
        {
            var asked = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.OK, await running.Meta.TryAsync(_body));
            Assert.True(asked.Elapsed < TimeSpan.FromSeconds(5), "An honest webhook waited for a slow one.");
            await Task.Delay(500);
        }
        Assert.Contains(await cut, new[] { 408, 0 });
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(seconds + 10));
    }

    private async Task<int> AskAsync(string head, byte[] body)
    {
        using var connection = await RawHttp.ConnectAsync(Service);
        await connection.WriteAsync(head);
        await connection.WriteAsync(body);
        if (head.Length == 0 || !head.Contains("HTTP/1.1", StringComparison.Ordinal))
            connection.Finish();
        var status = await connection.ReadStatusAsync();
        Assert.Equal(HttpStatusCode.OK, await running.Meta.TryAsync(_body));
        return status;
    }

    public sealed class Running : IAsyncLifetime
    {
        internal Deployment Service { get; } = new();

        internal Meta Meta { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Meta = new(Service);
            await Service.StartAsync();
        }

        /// <summary>After everything that was tried: still up, and its log holds sentences only.</summary>
        public async ValueTask DisposeAsync()
        {
            Meta.Dispose();
            var up = !Service.HasExited;
            var exit = up ? await Service.StopAsync() : -1;
            var log = await File.ReadAllTextAsync(Service.LogFile);
            await Service.DisposeAsync();
            Assert.Equal((true, 0), (up, exit));
            Assert.DoesNotContain(Canary, log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
        }
    }
}
