using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>A request as a stand-in sees it.</summary>
internal sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());
}

/// <summary>What it answers.</summary>
internal sealed record Answered(int Status, string Body)
{
    public static Answered Ok(string body) => new(200, body);
}

/// <summary>How a service misbehaves.</summary>
internal enum Misbehaviour
{
    None,

    /// <summary>Takes the request and says nothing.</summary>
    Silent,

    /// <summary>Takes the request and closes the connection.</summary>
    Cut,

    /// <summary>Promises more bytes than it sends.</summary>
    CutInTheMiddle,

    /// <summary>Sends half of its JSON as if that were all.</summary>
    HalfJson,

    /// <summary>Sends a megabyte.</summary>
    Endless,

    /// <summary>Sends people elsewhere.</summary>
    Redirecting,

    /// <summary>Answers 200 and an object that has nothing to do with the question.</summary>
    Another,
}

/// <summary>
/// A small HTTP/1.1 server on loopback that stands for a key service: strict about what it is asked, and as broken as a
/// test wants.
/// </summary>
internal sealed class StandIn : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Asked, Answered> _answer;
    private readonly SslStreamCertificateContext? _certificate;
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="answer">What it says.</param>
    /// <param name="certificate">With it, it speaks TLS as <c>localhost</c>.</param>
    public StandIn(Func<Asked, Answered> answer, SslStreamCertificateContext? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        Url = new($"{(certificate is null ? "http://127.0.0.1" : "https://localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/");
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Misbehaviour Misbehaviour { get; set; }

    /// <summary>For every path that contains it; the others are answered as always.</summary>
    public string MisbehavesAt { get; set; } = "";

    /// <summary>Answered instead of anything else, with a body that holds <see cref="Canary"/>.</summary>
    public int? Status { get; set; }

    /// <summary>What a service might repeat in its errors, and no sentence may.</summary>
    public const string Canary = "canary-in-an-error-of-the-service";

    /// <summary>Ends when a request has been met with silence.</summary>
    public Task HasBeenSilent => _silent.Task;

    public void Dispose()
    {
        if (!_end.IsCancellationRequested)
            _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await StreamAsync(client);
                if (await ReadAsync(stream, _end.Token) is { } asked)
                {
                    Requests.Enqueue(asked);
                    await AnswerAsync(stream, asked);
                }
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // Whoever asked does not want to know any more.
            }
        }
    }

    private async Task<Stream> StreamAsync(TcpClient client)
    {
        if (_certificate is null)
            return client.GetStream();
        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = _certificate }, _end.Token);
        return secured;
    }

    private async Task AnswerAsync(Stream stream, Asked asked)
    {
        var misbehaviour = asked.Path.Contains(MisbehavesAt, StringComparison.Ordinal) ? Misbehaviour : Misbehaviour.None;
        if (misbehaviour == Misbehaviour.Cut)
            return;
        if (misbehaviour == Misbehaviour.Silent)
        {
            _silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, _end.Token);
        }
        var answer = Status is { } status && asked.Path.Contains(MisbehavesAt, StringComparison.Ordinal)
            ? new(status, $$"""{"errors":["{{Canary}}"],"error":"{{Canary}}","__type":"{{Canary}}","message":"{{Canary}}"}""")
            : Judge(asked);
        var body = misbehaviour switch
        {
            Misbehaviour.Another => """{"data":{"unrelated":"yes"},"value":7,"plaintext":null}""",
            Misbehaviour.HalfJson => answer.Body[..(answer.Body.Length / 2)],
            Misbehaviour.Endless => new string(' ', 1 << 20) + answer.Body,
            _ => answer.Body,
        };
        var code = misbehaviour == Misbehaviour.Redirecting ? 307 : answer.Status;
        var promised = Encoding.UTF8.GetByteCount(body) + (misbehaviour == Misbehaviour.CutInTheMiddle ? 10 : 0);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\nContent-Length: {promised}\r\n"
            + $"Location: https://elsewhere.example/\r\nConnection: close\r\n\r\n{body}")), _end.Token);
    }

    private Answered Judge(Asked asked)
    {
        try
        {
            return _answer(asked);
        }
        catch (Exception odd)
        {
            // A strict stand-in says what it does not like; the test sees a failure that it did not expect.
            return new(400, $$"""{"errors":["{{odd.GetType().Name}}"]}""");
        }
    }

    private static async Task<Asked?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, cancel) == 0)
                return null;
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1]);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancel);
        var request = lines[0].Split(' ');
        return new(request[0], request[1], headers, body);
    }
}
