using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>Ten thousand connections that say nothing, or half of something.</summary>
[Collection("Alone")]
public sealed class IdleConnectionTests(ITestOutputHelper output)
{
    private const int Connections = 10_000;

    /// <summary>What the service may grow by: 16 KiB for each connection, and the secret memory's own budget.</summary>
    private const long MostMemory = Connections * 16L * 1024 + (64L << 20);

    [Theory]
    [InlineData("")]
    [InlineData("POST /webhooks/whatsapp HTTP/1.1\r\nHost: hermetic\r\nX-Hub-Signature-256: sha256=")]
    public async Task Ten_thousand_connections_keep_no_webhook_waiting(string said)
    {
        Assert.SkipWhen(OpenFiles() < Connections + 1000, $"Only {OpenFiles()} files may be open here.");
        await using var service = new Deployment();
        await service.StartAsync();
        using var meta = new Meta(service);
        await AnswerAsync(meta);
        var before = ResidentMemory(service);
        var idle = new List<Socket>(Connections);
        try
        {
            var bytes = Encoding.ASCII.GetBytes(said);
            while (idle.Count < Connections)
                idle.Add(await ConnectAsync(service, bytes));
            var took = Stopwatch.StartNew();
            for (var i = 0; i < 20; i++)
                await AnswerAsync(meta);
            var grown = ResidentMemory(service) - before;
            output.WriteLine(
                $"{Connections} connections; 20 webhooks in {took.ElapsedMilliseconds} ms; {grown / 1024} KiB more resident.");
            Assert.InRange(grown, long.MinValue, MostMemory);
            Assert.True(took.Elapsed < TimeSpan.FromSeconds(20), $"20 webhooks took {took.Elapsed}.");
        }
        finally
        {
            foreach (var socket in idle)
                socket.Dispose();
        }
        await RecoverAsync(meta);
        Assert.False(service.HasExited);
    }

    /// <summary>Ten thousand ends at once may use the budget up for a moment: 503 then, and Meta comes again.</summary>
    private static async Task RecoverAsync(Meta meta)
    {
        var person = Person.Numbered(1);
        var body = WebhookBody.Text(person, person.NewWamid(), "#echo idle");
        var waited = Stopwatch.StartNew();
        while (await meta.TryAsync(body) != HttpStatusCode.OK)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "The service did not recover.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task AnswerAsync(Meta meta)
    {
        var person = Person.Numbered(1);
        Assert.Equal(HttpStatusCode.OK, await meta.TryAsync(WebhookBody.Text(person, person.NewWamid(), "#echo idle")));
    }

    private static async Task<Socket> ConnectAsync(Deployment service, byte[] said)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, service.Url.Port);
        if (said.Length > 0)
            await socket.SendAsync(said);
        return socket;
    }

    private static long OpenFiles() => long.TryParse(
        File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
        ? limit
        : long.MaxValue;

    private static long ResidentMemory(Deployment service)
    {
        var line = File.ReadLines($"/proc/{service.ProcessId}/status")
            .Single(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
