using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Operate;

/// <summary>The simulator by itself, as somebody else's project starts it: a signed message arrives at their service.</summary>
public sealed class SimulateTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_says_where_it_is_delivers_a_signed_message_and_ends_when_asked()
    {
        var (port, hook) = (FreePort.Next(), FreePort.Next());
        await using var service = new AnyService(hook);
        using var process = Start("--webhook", $"http://127.0.0.1:{hook}/hook", "--port", port.ToString(CultureInfo.InvariantCulture), "--json");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience);
            var address = new Uri((string)JsonNode.Parse(line!)!["url"]!);
            using var http = new HttpClient { BaseAddress = address };
            using var words = new StringContent("""{"text":"Hello"}""", Encoding.UTF8, "application/json");

            using var said = await http.PostAsync(new Uri("simulator/people/0/messages", UriKind.Relative), words);

            Assert.True(said.IsSuccessStatusCode);
            var (body, signature) = await service.Received.Task.WaitAsync(_patience);
            Assert.Equal(Signature.Of(body, "simulator-app-secret"), signature);
        }
        finally
        {
            Assert.Equal(0, Command.Signal(process.Id, Command.Terminate));
            await process.WaitForExitAsync().WaitAsync(_patience);
        }
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("--webhook", "not an address")]
    [InlineData("--webhook", "http://127.0.0.1:1/hook", "--people", "0")]
    [InlineData("--webhook", "http://127.0.0.1:1/hook", "--retry-compression", "0")]
    [InlineData("--webhook", "http://127.0.0.1:1/hook", "--port", "0", "--client-certificate", "/nowhere/cert.pem")]
    public async Task Bad_options_are_refused_with_a_sentence(params string[] options)
    {
        var refused = await Command.RunAsync("dotnet", [Program, "simulate", .. options]);

        Assert.Equal(1, refused.Exit);
        Assert.EndsWith(".", refused.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    private static string Program { get; } =
        Path.Combine(Repository.Root, "artifacts", "bin", "Hermetic.Server", "release", "Hermetic.Server.dll");

    private static Process Start(params string[] options) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, "simulate", .. options]) { RedirectStandardOutput = true, UseShellExecute = false })!;

    /// <summary>Takes one webhook.</summary>
    private sealed class AnyService : IAsyncDisposable
    {
        private readonly System.Net.HttpListener _listener = new();
        private readonly Task _serving;

        internal AnyService(int port)
        {
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _serving = ServeAsync();
        }

        internal TaskCompletionSource<(byte[] Body, string? Signature)> Received { get; } = new();

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    Received.TrySetResult((body.ToArray(), context.Request.Headers["X-Hub-Signature-256"]));
                    context.Response.Close();
                }
                catch (Exception stopped) when (stopped is System.Net.HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }
    }
}
