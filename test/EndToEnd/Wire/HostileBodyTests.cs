using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Service;
using Microsoft.Data.Sqlite;

namespace Hermetic.EndToEnd.Wire;

/// <summary>
/// Whatever a signed body holds: it is acknowledged, the person beside it is answered once, nobody's conversation is
/// stuck behind it, no memory stays in use, and nothing of it is said in the log.
/// </summary>
public sealed class HostileBodyTests : IAsyncLifetime
{
    private GraphApi _graph = null!;
    private Deployment _service = null!;
    private Meta _meta = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await GraphApi.StartAsync();
        _service = new(_graph.Url);
        _meta = new(_service);
        await _service.StartAsync();
    }

    [Fact]
    public Task Made_to_be_wrong() => JudgeAsync(HostileBodies.Made(), MessageOf);

    [Fact]
    public Task As_others_recorded_them_or_wrote_them_down() => JudgeAsync(HostileBodies.Recorded(), EntryOf);

    [Fact]
    public async Task What_was_spoiled_on_its_way_is_refused_and_leaves_nothing()
    {
        var person = Person.Numbered(77);
        var body = WebhookBody.Text(person, person.NewWamid(), "#echo schön/gut");
        var before = Rows();
        // The same JSON in other bytes, as a proxy that parses and writes again makes it.
        var parsed = JsonNode.Parse(body)!;
        foreach (var again in new[] { parsed.ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
            Encoding.UTF8.GetString(body).Replace("\\u00F6", "ö", StringComparison.Ordinal),
            Encoding.UTF8.GetString(body).Replace("\\u00F6", "\\u00f6", StringComparison.Ordinal),
            Encoding.UTF8.GetString(body).Replace("/gut", "\\/gut", StringComparison.Ordinal) })
        {
            Assert.NotEqual(Encoding.UTF8.GetString(body), again);
            using var answer = await _meta.PostAsync(Encoding.UTF8.GetBytes(again), Signature.Of(body, _service.AppSecret));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        byte[][] broken =
        [
            [0xEF, 0xBB, 0xBF, .. body], [0, .. body], [.. body, 0], [.. body, .. body], [0x1F, 0x8B, .. body],
            [.. body[..^3], 0xC3, .. body[^3..]], .. Enumerable.Range(0, body.Length / 37).Select(i => body[..(i * 37)]),
        ];
        foreach (var bytes in broken)
            Assert.Equal(HttpStatusCode.BadRequest, await _meta.TryAsync(bytes));

        Assert.Equal(before, Rows());
        await _meta.DeliverAsync(body);
        await _meta.DeliverAsync(body);
        Assert.Equal("schön/gut", (await _graph.NextAsync(person, 1)).Text);
        await EndAsync([]);
        Assert.Single(_graph.To(person));
    }

    /// <param name="bodies">Each around a neighbour.</param>
    /// <param name="write">The neighbour's message, in the form that fits there.</param>
    private async Task JudgeAsync(
        IEnumerable<(string Name, Func<string, byte[]> Beside)> bodies, Func<byte[], string> write)
    {
        var all = bodies.Select((one, at) => (one.Name, Neighbour: Person.Numbered(100 + at), one.Beside)).Select(one =>
        {
            var own = WebhookBody.Text(one.Neighbour, one.Neighbour.NewWamid(), $"#echo {one.Neighbour.Name}");
            return (one.Name, one.Neighbour, Own: own, Body: one.Beside(write(own)));
        }).ToList();
        await _meta.DeliverAsync(WebhookBody.Text(Person.Numbered(1), "wamid.first", "#echo first"));
        await _graph.NextAsync(Person.Numbered(1), 1);
        var used = await SecretMemoryAsync();

        foreach (var (name, neighbour, own, body) in all)
        {
            Assert.True(await _meta.TryAsync(body) is HttpStatusCode.OK, name);
            if (body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(neighbour.Phone)) < 0)
                await _meta.DeliverAsync(own);
        }
        foreach (var (name, neighbour, _, _) in all)
            Assert.Equal((name, neighbour.Name), (name, (await _graph.NextAsync(neighbour, 1)).Text));
        // Again, as Meta would; and nobody waits behind what was odd.
        foreach (var (name, _, _, body) in all)
            Assert.True(await _meta.TryAsync(body) is HttpStatusCode.OK, name);
        await UntilAsync(() => Count("select count(*) from conversation where arrived > drained") == 0, "every turn");
        await UntilAsync(() => SecretMemoryAsync().GetAwaiter().GetResult() <= used + (1 << 20), "the memory to come back");

        await StaffCanReadAsync();
        await EndAsync(all.SelectMany(one => HostileBodies.Content(one.Body)).Append(HostileBodies.Canary));
        Assert.All(all, one => Assert.Single(_graph.To(one.Neighbour)));
    }

    private static string EntryOf(byte[] body) => JsonNode.Parse(body)!["entry"]![0]!.ToJsonString();

    private static string MessageOf(byte[] body) =>
        JsonNode.Parse(body)!["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!.ToJsonString();

    /// <summary>Over the socket, where the verbs ask: a list, and every conversation in it.</summary>
    private async Task StaffCanReadAsync()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_service.Socket), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        } };
        using var staff = new HttpClient(handler) { BaseAddress = new("http://hermetic/staff/") };
        var rows = JsonNode.Parse(await staff.GetStringAsync(new Uri("conversations", UriKind.Relative)))!.AsArray();
        Assert.True(rows.Count > 20, $"{rows.Count} conversations");
        foreach (var id in rows.Select(row => (string)row!["id"]!))
            Assert.NotNull(JsonNode.Parse(await staff.GetStringAsync(new Uri($"conversations/{id}", UriKind.Relative))));
    }

    /// <summary>It is up until it is asked to end, and has said sentences only.</summary>
    private async Task EndAsync(IEnumerable<string> content)
    {
        Assert.False(_service.HasExited);
        Assert.Equal(0, await _service.StopAsync());
        var log = await File.ReadAllTextAsync(_service.LogFile);
        Assert.All(content.Distinct(), text => Assert.DoesNotContain(text, log, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", log, StringComparison.Ordinal);
    }

    private async Task<long> SecretMemoryAsync()
    {
        using var http = new HttpClient();
        var line = (await http.GetStringAsync(_service.Metrics)).Split('\n')
            .Single(one => one.StartsWith("hermetic_memory_secret_used_bytes ", StringComparison.Ordinal));
        return (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private (long, long, long, long) Rows() => (Count("select count(*) from inbox"), Count("select count(*) from parked"),
        Count("select count(*) from subject"), Count("select count(*) from conversation"));

    private long Count(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(_service.Data, "hermetic.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var count = database.CreateCommand();
#pragma warning disable CA2100 // the statements stand in this file
        count.CommandText = sql;
#pragma warning restore CA2100
        return (long)count.ExecuteScalar()!;
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Waited in vain for {what}.");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _meta.Dispose();
        await _service.DisposeAsync();
        await _graph.DisposeAsync();
    }
}
