using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Browser;

/// <summary>
/// The simulator alone, with a service that takes every webhook and says nothing: the test says what the business says,
/// so that each kind of message can stand on the phones.
/// </summary>
internal sealed class PhoneStage : IAsyncDisposable
{
    public const int Ana = 0;
    public const int Ben = 1;

    private static readonly string _program =
        Path.Combine(Repository.Root, "artifacts", "bin", "Hermetic.Server", "release", "Hermetic.Server.dll");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpListener _service = new();
    private readonly Task _serving;
    private readonly HttpClient _http;

    private PhoneStage(Process process, int hook, Uri page)
    {
        (_process, Page, _http) = (process, page, new() { BaseAddress = page });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "simulator-access-token");
        _service.Prefixes.Add($"http://127.0.0.1:{hook}/");
        _service.Start();
        _serving = ServeAsync();
    }

    public Uri Page { get; }

    /// <summary>What the service answers to webhooks from now on.</summary>
    public int Answer { get; set; } = 200;

    public static async Task<PhoneStage> SetAsync(int people = 2)
    {
        Assert.SkipUnless(File.Exists(_program), "The service is not built: dotnet build src/Hermetic.Server -c Release");
        var hook = FreePort.Next();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [_program, "simulate", "--webhook", $"http://127.0.0.1:{hook}/hook", "--port", $"{FreePort.Next()}",
                "--people", $"{people}", "--json"])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience);
        return new(process, hook, new Uri(JsonDocument.Parse(line!).RootElement.GetProperty("url").GetString()!));
    }

    /// <summary>A person writes; returns the wamid.</summary>
    public async Task<string> WriteAsync(int person, object message) =>
        (await PostAsync($"simulator/people/{person}/messages", message)).GetProperty("wamid").GetString()!;

    public Task<string> WriteAsync(int person, string text) => WriteAsync(person, new { text });

    /// <summary>The business sends; the members beside recipient and product. Returns the wamid.</summary>
    public async Task<string> SendAsync(int person, Dictionary<string, object> members)
    {
        var people = await _http.GetFromJsonAsync<JsonElement>("simulator/people");
        members["messaging_product"] = "whatsapp";
        members["to"] = people.GetProperty("people")[person].GetProperty("phoneNumber").GetString()!;
        return (await PostAsync("v25.0/106540352242922/messages", members)).GetProperty("messages")[0].GetProperty("id").GetString()!;
    }

    public Task<string> SayAsync(int person, string text) =>
        SendAsync(person, new() { ["type"] = "text", ["text"] = new { body = text } });

    public Task<string> SendInteractiveAsync(int person, object interactive) =>
        SendAsync(person, new() { ["type"] = "interactive", ["interactive"] = interactive });

    /// <summary>The service saw the message, and is typing.</summary>
    public Task TypeAsync(string wamid) => PostAsync("v25.0/106540352242922/messages", new
    {
        messaging_product = "whatsapp",
        status = "read",
        message_id = wamid,
        typing_indicator = new { type = "text" },
    });

    /// <summary>The last message or change that the service was sent, as Meta's element.</summary>
    public async Task<JsonElement> ArrivedAsync(string type)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            var deliveries = await _http.GetFromJsonAsync<JsonElement>("simulator/deliveries", patience.Token);
            var found = deliveries.EnumerateArray()
                .Select(delivery => JsonDocument.Parse(delivery.GetProperty("body64").GetBytesFromBase64()).RootElement)
                .SelectMany(body => body.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value")
                    .TryGetProperty("messages", out var messages) ? messages.EnumerateArray().ToArray() : [])
                .LastOrDefault(message => message.GetProperty("type").GetString() == type);
            if (found.ValueKind == JsonValueKind.Object)
                return found;
            await Task.Yield();
        }
    }

    public Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path);

    public Task PutAsync(string path, object body) => _http.PutAsJsonAsync(path, body);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task ServeAsync()
    {
        while (_service.IsListening)
        {
            try
            {
                var context = await _service.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                context.Response.StatusCode = Answer;
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ = Command.Signal(_process.Id, Command.Terminate);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        _process.Dispose();
        _http.Dispose();
        _service.Close();
        await _serving;
    }
}
