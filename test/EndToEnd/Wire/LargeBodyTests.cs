using System.Globalization;
using System.Net;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>More large bodies at once than fit into memory: the budget holds, and what is over it comes again.</summary>
[Collection("Alone")]
public sealed class LargeBodyTests(ITestOutputHelper output)
{
    private const int Size = 3 * 1024 * 1024;
    private const int AtOnce = 100;

    /// <summary>The secret memory's own 64 MiB and what a runtime takes to answer; the bodies are 300 MiB.</summary>
    private const long MostMemory = 160L << 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crowd_of_the_largest_bodies_is_answered_200_401_or_503_within_the_budget(bool signed)
    {
        await using var service = new Deployment();
        await service.StartAsync();
        using var meta = new Meta(service);
        var body = new byte[Size];
        body.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(body);
        var signature = Signature.Of(signed ? body : [1], service.AppSecret);
        await meta.DeliverAsync(body);
        var before = ResidentMemory(service);

        using var over = new CancellationTokenSource();
        var watching = WatchAsync(service, over.Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => AskAsync(meta, body, signature)));
        await over.CancelAsync();
        var grown = await watching - before;

        output.WriteLine($"{string.Join(", ", answers.CountBy(one => $"{one}"))}; {grown >> 20} MiB more resident.");
        var right = signed ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
        Assert.All(answers, one => Assert.Contains(one, new HttpStatusCode?[] { right, HttpStatusCode.ServiceUnavailable, null }));
        Assert.Contains(answers, one => one == right);
        Assert.InRange(grown, long.MinValue, MostMemory);
        Assert.False(service.HasExited);
        await meta.DeliverAsync(body, cancel: new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.Equal(0, await service.StopAsync());
        var log = await File.ReadAllTextAsync(service.LogFile);
        Assert.False(log.Contains("   at ", StringComparison.Ordinal), log);
    }

    /// <summary>Null when the connection ended without an answer, as it may when it was refused while it wrote.</summary>
    private static async Task<HttpStatusCode?> AskAsync(Meta meta, byte[] body, string signature)
    {
        try
        {
            using var answer = await meta.PostAsync(body, signature);
            return answer.StatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The most that was resident until the end.</summary>
    private static async Task<long> WatchAsync(Deployment service, CancellationToken over)
    {
        var most = 0L;
        while (!over.IsCancellationRequested)
        {
            most = Math.Max(most, ResidentMemory(service));
            await Task.Delay(20, CancellationToken.None);
        }
        return most;
    }

    private static long ResidentMemory(Deployment service)
    {
        var line = File.ReadLines($"/proc/{service.ProcessId}/status")
            .Single(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
