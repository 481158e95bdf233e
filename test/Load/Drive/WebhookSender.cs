using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Load;

/// <summary>
/// Meta's sender: posts to the nodes in turn, and again to the next one until one answers 200. Connections are shared:
/// whoever delivers takes an idle one of the node.
/// </summary>
public sealed class WebhookSender(string secret, string phoneNumberId, string path, IReadOnlyList<IPEndPoint> targets) : IDisposable
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);
    private readonly ConcurrentBag<Connection>[] _idle = [.. targets.Select(_ => new ConcurrentBag<Connection>())];
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);
    private uint _turn;

    public string PhoneNumberId => phoneNumberId;

    /// <summary>How often each status came; <c>none</c> where no answer came.</summary>
    public IReadOnlyDictionary<string, long> Answers => _answers;

    public static WebhookSender From(Arguments arguments, string secret) => new(
        secret,
        arguments.Required("phone"),
        arguments.Text("path") ?? "/webhooks/whatsapp",
        [.. arguments.Required("targets").Split(',').Select(target => Loopback(new(target)))]);

    public byte[] Sign(ReadOnlySpan<byte> body) => WebhookRequest.Sign(body, _secret, path);

    /// <summary>Posts until it is acknowledged; false when told to stop before that.</summary>
    public async Task<bool> DeliverAsync(byte[] request, CancellationToken stop)
    {
        for (var pause = _firstPause; ; pause = pause * 2 > _longestPause ? _longestPause : pause * 2)
        {
            if (await TryAsync(request) == 200)
                return true;
            try
            {
                await Task.Delay(pause, stop);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private async Task<int?> TryAsync(byte[] request)
    {
        var node = (int)(Interlocked.Increment(ref _turn) % (uint)targets.Count);
        if (!_idle[node].TryTake(out var connection))
            connection = new(targets[node]);
        var status = await connection.PostAsync(request);
        _idle[node].Add(connection);
        _answers.AddOrUpdate(status?.ToString() ?? "none", 1, static (_, count) => count + 1);
        return status;
    }

    // Load never leaves the machine.
    private static IPEndPoint Loopback(Uri target) => target.IsLoopback
        ? new(IPAddress.Loopback, target.Port)
        : throw new UsageException("Load is put on 127.0.0.1 only.");

    public void Dispose()
    {
        foreach (var connection in _idle.SelectMany(idle => idle))
            connection.Dispose();
    }
}
