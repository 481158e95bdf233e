using System.Net;
using Hermetic.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Downloads from a store that lies, breaks off or never ends.</summary>
public sealed class MediaDownloadTests
{
    private static readonly string s_file = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{number:D7}"));

    [Fact]
    public async Task A_file_comes_in_pieces_and_is_kept_once_it_is_the_announced_one()
    {
        var sink = new KeptFile();
        var outcome = await RunAsync(Answer(s_file), Describe(s_file, s_file.Length), sink);
        Assert.Equal((new DownloadOutcome.Complete(s_file.Length), s_file, 0), (outcome, sink.Kept, sink.Discards));
        Assert.Equal([MediaClient.PieceLength, MediaClient.PieceLength, s_file.Length - (2 * MediaClient.PieceLength)], sink.Pieces);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(MediaClient.PieceLength)]
    [InlineData(MediaClient.PieceLength + 1)]
    public async Task A_file_of_any_length_is_whole_with_and_without_a_stated_size(int length)
    {
        var file = s_file[..length];
        foreach (var size in new int?[] { length, null })
        {
            var sink = new KeptFile();
            Assert.Equal(new DownloadOutcome.Complete(length), await RunAsync(Answer(file), Describe(file, size), sink));
            Assert.Equal(file, sink.Kept);
        }
    }

    public static TheoryData<string, Func<Connection, Task>, int?> Lies => new()
    {
        { "another file of the same length", Answer(new('x', s_file.Length)), s_file.Length },
        { "one byte changed at the end", Answer(s_file[..^1] + "x"), s_file.Length },
        { "one byte less, and says so", Answer(s_file[..^1]), s_file.Length },
        { "one byte more, and says so", Answer(s_file + "x"), s_file.Length },
        { "less, to the end of the connection", AnswerToTheEnd(s_file[..1000]), s_file.Length },
        { "more, to the end of the connection", AnswerToTheEnd(s_file + "x"), s_file.Length },
        { "nothing", Answer(""), s_file.Length },
        { "another file, and no size was stated", Answer("x"), null },
        { "without end", AnswerWithoutEndAsync, s_file.Length },
    };

    [Theory, MemberData(nameof(Lies), DisableDiscoveryEnumeration = true)]
    public async Task What_is_not_the_announced_file_is_discarded(string name, Func<Connection, Task> answer, int? size)
    {
        var sink = new KeptFile();
        Assert.Equal((name, (DownloadOutcome)new DownloadOutcome.Damaged()), (name, await RunAsync(answer, Describe(s_file, size), sink)));
        Assert.Equal((name, null, 1), (name, sink.Kept, sink.Discards));
        Assert.True(sink.Taken <= s_file.Length, "Bytes beyond the announced length were handed on.");
    }

    [Fact]
    public async Task A_byte_too_many_ends_the_download_while_the_store_goes_on_sending()
    {
        var sink = new KeptFile();
        Func<Connection, Task> oneMoreAndThenNothing = async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{s_file}x");
            await connection.HangAsync();
        };
        Assert.Equal(new DownloadOutcome.Damaged(), await RunAsync(oneMoreAndThenNothing, Describe(s_file, s_file.Length), sink));
    }

    [Theory]
    [InlineData(MediaKind.Image, 5 << 20)]
    [InlineData(MediaKind.Audio, 16 << 20)]
    [InlineData(MediaKind.Video, 16 << 20)]
    [InlineData(MediaKind.Document, 100 << 20)]
    [InlineData(MediaKind.Sticker, 500 << 10)]
    public async Task What_is_announced_larger_than_its_kind_allows_is_not_fetched(MediaKind kind, long most)
    {
        Assert.Equal(most, MediaLimit.Of(kind));
        await using var server = new RawServer((connection, _) => Answer("x")(connection));
        Assert.Equal(new DownloadOutcome.TooLarge(), await RunAsync(server, Describe("x", most + 1), new(), kind));
        Assert.Equal(new DownloadOutcome.Damaged(), await RunAsync(server, Describe("y", most), new(), kind));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_stated_size_the_kinds_limit_ends_the_download(bool told)
    {
        var sink = new KeptFile();
        Func<Connection, Task> answer = !told ? AnswerWithoutEndAsync : async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {(500 << 10) + 1}\r\n\r\n");
        };
        Assert.Equal(new DownloadOutcome.TooLarge(), await RunAsync(answer, Describe(s_file, null), sink, MediaKind.Sticker));
        Assert.Equal((null, 1), (sink.Kept, sink.Discards));
        Assert.InRange(sink.Taken, 0, 500 << 10);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_address_after_its_five_minutes_has_expired(int status)
    {
        var sink = new KeptFile();
        Assert.Equal(new DownloadOutcome.Expired(), await RunAsync(Answer(s_file, status), Describe(s_file, s_file.Length), sink));
        Assert.Equal((0, 1), (sink.Taken, sink.Discards));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Any_other_answer_is_a_failure(int status) =>
        Assert.Equal(
            new DownloadOutcome.Failed(status), await RunAsync(Answer(status == 204 ? "" : s_file, status), Describe(s_file, s_file.Length), new()));

    [Fact]
    public async Task A_connection_that_is_cut_is_a_failure_and_the_pieces_are_discarded()
    {
        var sink = new KeptFile();
        Func<Connection, Task> half = async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {s_file.Length}\r\n\r\n{s_file[..100_000]}");
        };
        Assert.Equal(new DownloadOutcome.Failed(200), await RunAsync(half, Describe(s_file, s_file.Length), sink));
        Assert.Equal((null, 1), (sink.Kept, sink.Discards));
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_a_failure()
    {
        Uri url;
        await using (var server = new RawServer((_, _) => Task.CompletedTask))
            url = server.Url;
        var sink = new KeptFile();
        using var arena = new SecretArena(1 << 20);
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        var description = await Files.DescribeAsync(Describe(s_file, null)(url));
        var outcome = await new MediaClient(http, Files.Options(url), arena).DownloadAsync(description!, MediaKind.Image, sink, default);
        Assert.Equal((new DownloadOutcome.Failed(null), 1), (outcome, sink.Discards));
    }

    [Fact]
    public async Task A_store_that_is_too_slow_is_a_failure_when_the_time_is_up()
    {
        var (time, sink, read) = (new FakeTimeProvider(), new KeptFile(), new TaskCompletionSource());
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {s_file.Length}\r\n\r\n{s_file[..10]}");
            read.SetResult();
            await connection.HangAsync();
        });
        var running = RunAsync(server, Describe(s_file, s_file.Length), sink, time: time);
        await read.Task;
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<DownloadOutcome.Failed>(await running);
        Assert.Equal(1, sink.Discards);
    }

    [Fact]
    public async Task Cancelling_discards()
    {
        using var cancel = new CancellationTokenSource();
        var sink = new KeptFile { OnTake = async () => await cancel.CancelAsync() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(Answer(s_file), Describe(s_file, s_file.Length), sink, cancel: cancel.Token));
        Assert.Equal((null, 1), (sink.Kept, sink.Discards));
    }

    [Fact]
    public async Task A_full_disk_behind_the_sink_is_not_taken_for_a_failure_of_the_network()
    {
        var sink = new KeptFile { OnTake = () => throw new IOException("disk full") };
        await Assert.ThrowsAsync<IOException>(() => RunAsync(Answer(s_file), Describe(s_file, s_file.Length), sink));
        Assert.Equal(1, sink.Discards);
        var late = new KeptFile { OnKeep = new IOException("disk full") };
        await Assert.ThrowsAsync<IOException>(() => RunAsync(Answer(s_file), Describe(s_file, s_file.Length), late));
        Assert.Equal((null, 1), (late.Kept, late.Discards));
    }

    [Fact]
    public async Task Without_secret_memory_nothing_is_held_elsewhere()
    {
        var sink = new KeptFile();
        await Assert.ThrowsAsync<SecretMemoryExhaustedException>(
            () => RunAsync(Answer(s_file), Describe(s_file, s_file.Length), sink, budget: 4096));
        Assert.Equal((0, 1), (sink.Taken, sink.Discards));
    }

    [Fact]
    public async Task The_store_is_asked_with_the_token_and_without_the_proof()
    {
        await using var server = new RawServer((connection, _) => Answer("x")(connection));
        await RunAsync(server, Describe("x", 1), new());
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /store/1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer t0ken\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: Hermetic\r\n", request, StringComparison.Ordinal);
    }

    private static Func<Uri, string> Describe(string file, long? size) =>
        server => Files.Description($"{server}store/1", Files.Hash(file), size?.ToString());

    private static Func<Connection, Task> Answer(string body, int status = 200) => async connection =>
    {
        await connection.ReadAsync();
        await connection.AnswerAsync(status, body);
    };

    private static Func<Connection, Task> AnswerToTheEnd(string body) => async connection =>
    {
        await connection.ReadAsync();
        await connection.WriteAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    };

    private static async Task AnswerWithoutEndAsync(Connection connection)
    {
        await connection.ReadAsync();
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while (true)
            await connection.WriteAsync(new string(' ', 4096));
    }

    private static async Task<DownloadOutcome> RunAsync(
        Func<Connection, Task> answer, Func<Uri, string> describe, KeptFile sink, MediaKind kind = MediaKind.Image,
        long budget = 1 << 20, CancellationToken cancel = default)
    {
        await using var server = new RawServer((connection, _) => answer(connection));
        return await RunAsync(server, describe, sink, kind, budget, cancel: cancel);
    }

    private static async Task<DownloadOutcome> RunAsync(
        RawServer server, Func<Uri, string> describe, KeptFile sink, MediaKind kind = MediaKind.Image,
        long budget = 1 << 20, TimeProvider? time = null, CancellationToken cancel = default)
    {
        using var arena = new SecretArena(budget);
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        var description = await Files.DescribeAsync(describe(server.Url));
        var client = new MediaClient(http, Files.Options(server.Url, Secret.FromText("s3cret")), arena, time);
        var outcome = await client.DownloadAsync(description!, kind, sink, cancel);
        Assert.Equal(0, arena.InUse);
        return outcome;
    }
}
