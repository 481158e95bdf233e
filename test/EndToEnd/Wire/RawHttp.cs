using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>A connection on which anything can be said, also what no client library would say.</summary>
internal sealed class RawHttp : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly List<byte> _received = [];

    private RawHttp(Socket socket) => (_socket, _stream) = (socket, new NetworkStream(socket));

    public static async Task<RawHttp> ConnectAsync(Deployment service)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(service.Url.Host, service.Url.Port);
        return new(socket);
    }

    /// <summary>The head of a webhook; its signature is that of <paramref name="body"/> unless there is another.</summary>
    public static string Head(Deployment service, ReadOnlySpan<byte> body, string framing, string version = "1.1") =>
        $"POST /webhooks/whatsapp HTTP/{version}\r\nHost: hermetic\r\n"
        + $"{Signature.Header}: {Signature.Of(body, service.AppSecret)}\r\n{framing}\r\n\r\n";

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>A server that has closed the connection is answer enough; a caller reads what it said.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>No more comes from this side.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The status of the next answer; 0 when the connection ended without one.</summary>
    public async Task<int> ReadStatusAsync()
    {
        var end = await UntilAsync(() => Head(_received));
        if (end < 0)
            return 0;
        var head = Encoding.Latin1.GetString([.. _received[..end]]);
        var length = head.Split("\r\n").Select(line => line.Split(": ", 2))
            .FirstOrDefault(line => line[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))?[1] ?? "0";
        var all = end + int.Parse(length, CultureInfo.InvariantCulture);
        await UntilAsync(() => _received.Count >= all ? all : -1);
        _received.RemoveRange(0, Math.Min(all, _received.Count));
        return int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>True when the other side closes the connection, whatever it says before.</summary>
    public async Task<bool> IsClosedAsync()
    {
        await UntilAsync(() => -1);
        return true;
    }

    private static int Head(List<byte> received)
    {
        var at = Encoding.Latin1.GetString([.. received]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return at < 0 ? -1 : at + 4;
    }

    private async Task<int> UntilAsync(Func<int> found)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        while (true)
        {
            if (found() is >= 0 and var at)
                return at;
            try
            {
                var read = await _stream.ReadAsync(buffer, patience.Token);
                if (read == 0)
                    return -1;
                _received.AddRange(buffer.AsSpan(0, read));
            }
            catch (IOException)
            {
                return -1;
            }
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
