using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hermetic.WhatsApp.Tests;

/// <summary>
/// A server on loopback that does what its script says with the bytes of each connection: the wire itself,
/// because a client's promise about repeated requests can only be believed there.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly List<string> _requests = [];

    /// <param name="serve">What to do with each connection; its number counts from 0.</param>
    public RawServer(Func<Connection, int, Task> serve)
    {
        _listener.Start();
        Url = new($"http://{_listener.LocalEndpoint}");
        _serving = ServeAsync(serve);
    }

    public Uri Url { get; }

    public int Connections { get; private set; }

    /// <summary>Every request that came in whole, on any connection.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // In this order: a listener stopped between two accepts would throw into the loop.
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Connection, int, Task> serve)
    {
        var running = new List<Task>();
        try
        {
            while (true)
                running.Add(OneAsync(await _listener.AcceptSocketAsync(_stop.Token), serve, Connections++));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task OneAsync(Socket socket, Func<Connection, int, Task> serve, int number)
    {
        using var connection = new Connection(socket, request =>
        {
            lock (_requests)
                _requests.Add(request);
        }, _stop.Token);
        try
        {
            await serve(connection, number);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }
}

/// <summary>One accepted connection.</summary>
public sealed class Connection(Socket socket, Action<string> arrived, CancellationToken stop) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>Reads one whole request: head, and as many bytes as its Content-Length says (none without).</summary>
    public async Task<string> ReadAsync()
    {
        var bytes = new List<byte>();
        var buffer = new byte[1];
        while (!Encoding.ASCII.GetString([.. bytes]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
            await TakeAsync();
        var head = Encoding.ASCII.GetString([.. bytes]);
        var length = head.Split("Content-Length: ") is [_, var stated]
            ? int.Parse(stated.Split("\r\n")[0], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        for (var taken = 0; taken < length; taken++)
            await TakeAsync();
        var request = Encoding.UTF8.GetString([.. bytes]);
        arrived(request);
        return request;

        async Task TakeAsync()
        {
            if (await _stream.ReadAsync(buffer, stop) == 0)
                throw new IOException("The client closed.");
            bytes.Add(buffer[0]);
        }
    }

    /// <summary>Reads some bytes of a request, not to its end.</summary>
    public async Task TasteAsync(int count) => await _stream.ReadExactlyAsync(new byte[count], stop);

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    public Task AnswerAsync(int status, string body, string headers = "") =>
        WriteAsync($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Never answers; ends with the test.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, stop);

    /// <summary>Ends the connection with RST instead of FIN.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public void Dispose() => _stream.Dispose();
}
