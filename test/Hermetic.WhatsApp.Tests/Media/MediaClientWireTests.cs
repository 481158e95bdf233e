using Hermetic.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Calls about files against servers that misbehave on the wire.</summary>
public sealed class MediaClientWireTests
{
    public static TheoryData<string, Func<Connection, Task>, int?> Misbehaviours => new()
    {
        { "closes", connection => connection.ReadAsync(), null },
        { "resets", async c => { await c.ReadAsync(); c.Reset(); }, null },
        { "answers garbage", async c => { await c.ReadAsync(); await c.WriteAsync("SMTP ready\r\n\r\n"); }, null },
        { "answers half a body", async c => { await c.ReadAsync(); await c.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"id"); }, 200 },
        { "answers a page", async c => { await c.ReadAsync(); await c.AnswerAsync(503, "<html>"); }, 503 },
        { "redirects", async c => { await c.ReadAsync(); await c.AnswerAsync(307, "", "Location: /elsewhere\r\n"); }, 307 },
        { "answers more than there is to say", async c => { await c.ReadAsync(); await c.AnswerAsync(200, new(' ', 70_000)); }, 200 },
    };

    [Theory, MemberData(nameof(Misbehaviours), DisableDiscoveryEnumeration = true)]
    public async Task Anything_unclear_is_a_failure(string name, Func<Connection, Task> misbehave, int? status)
    {
        await using var server = new RawServer((connection, _) => misbehave(connection));
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena);
        Assert.Equal((name, new GraphFailed<MediaId>(status)), (name, await UploadAsync(client)));
        Assert.Equal((name, new GraphFailed<MediaDescription>(status)), (name, await client.DescribeAsync("1", Files.Id, default)));
        Assert.Equal((name, new GraphFailed<MediaId>(status)), (name, await client.DeleteAsync("1", Files.Id, default)));
    }

    [Fact]
    public async Task An_upload_is_written_once_whatever_becomes_of_its_connection()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, """{"id":"88"}""");
            await connection.ReadAsync();
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena);
        Assert.IsType<GraphAnswered<MediaId>>(await UploadAsync(client));
        Assert.IsType<GraphFailed<MediaId>>(await UploadAsync(client));
        Assert.Equal((2, 1), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [InlineData(true, 120)]
    [InlineData(false, 20)]
    public async Task A_file_may_take_longer_than_a_question(bool upload, int seconds)
    {
        var (time, read) = (new FakeTimeProvider(), new TaskCompletionSource());
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            read.SetResult();
            await connection.HangAsync();
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena, time);
        Task running = upload ? UploadAsync(client) : client.DescribeAsync("1", Files.Id, default);
        await read.Task;
        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await running;
    }

    [Fact]
    public async Task Cancelling_is_an_exception()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await cancel.CancelAsync();
            await connection.HangAsync();
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.DescribeAsync("1", Files.Id, cancel.Token));
    }

    private static Task<GraphOutcome<MediaId>> UploadAsync(MediaClient client) =>
        client.UploadAsync("1", MediaKind.Image, "image/png", 3, Pieces(), default);

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        yield return await ValueTask.FromResult("abc".Utf8());
    }
}
