using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection. HttpClient costs as much as what is measured here; this reads no more of an
/// answer than its status and its length.
/// </summary>
public sealed class Connection(IPEndPoint target) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    /// <returns>The status; null when no answer came: refused, reset, or nothing within 15 s.</returns>
    public async Task<int?> PostAsync(ReadOnlyMemory<byte> request)
    {
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            if (_socket is null)
            {
                _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(target, patience.Token);
            }
            for (var sent = 0; sent < request.Length;)
                sent += await _socket.SendAsync(request[sent..], SocketFlags.None, patience.Token);
            return await ReadAsync(_socket, patience.Token);
        }
        catch (Exception lost) when (lost is SocketException or OperationCanceledException or InvalidDataException)
        {
            Close();
            return null;
        }
    }

    private async Task<int> ReadAsync(Socket socket, CancellationToken cancel)
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(length), SocketFlags.None, cancel);
            if (read == 0)
                throw new InvalidDataException("The connection ended within an answer.");
            length += read;
            if (Answer(_buffer.AsSpan(0, length)) is not { } answer)
                continue;
            if (answer.Closes)
                Close();
            return answer.Status;
        }
    }

    /// <summary>Null until the answer is whole.</summary>
    private static (int Status, bool Closes)? Answer(ReadOnlySpan<byte> read)
    {
        var end = read.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = Encoding.ASCII.GetString(read[..end]);
        var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var body = read[(end + 4)..];
        var whole = Header(head, "content-length") is { } length
            ? body.Length >= int.Parse(length, CultureInfo.InvariantCulture)
            : Header(head, "transfer-encoding") is null || body.EndsWith("0\r\n\r\n"u8);
        return whole ? (status, Header(head, "connection") is "close") : null;
    }

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = head.AsSpan(at + name.Length + 3);
        var end = value.IndexOf('\r');
        return (end < 0 ? value : value[..end]).Trim().ToString();
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose() => Close();
}
