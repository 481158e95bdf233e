using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Hermetic.Simulator.Flows;
using Hermetic.WhatsApp;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Hermetic.Server.Tests;

/// <summary><c>whatsapp flows-key</c>: the service's key reaches Meta, and what phones encrypt to it opens here.</summary>
public sealed class FlowsKeyVerbTests : IAsyncLifetime
{
    private readonly StringWriter _said = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    [Fact]
    public async Task The_key_that_Meta_gets_is_the_one_that_opens_forms()
    {
        Assert.Equal(0, await UploadAsync());

        Assert.Equal("active", await PingAsync());
        Assert.Contains("Meta has the key", _said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", _service.Phones.Account.FlowsPublicKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_it_is_the_same_key_and_a_rotation_makes_another_while_the_one_before_still_opens()
    {
        await UploadAsync();
        var first = _service.Phones.Account.FlowsPublicKey;
        await UploadAsync();
        Assert.Equal(first, _service.Phones.Account.FlowsPublicKey);

        Assert.Equal(0, await UploadAsync(rotate: true));

        Assert.NotEqual(first, _service.Phones.Account.FlowsPublicKey);
        Assert.Equal("active", await PingAsync());
        Assert.Equal("active", await PingAsync(first));
    }

    [Fact]
    public async Task A_refusal_is_explained_and_the_next_run_goes_on_from_there()
    {
        _service.Phones.TokenExpired = true;
        Assert.Equal(1, await UploadAsync(rotate: true));
        Assert.Contains("190", _said.ToString(), StringComparison.Ordinal);
        Assert.Null(_service.Phones.Account.FlowsPublicKey);

        _service.Phones.TokenExpired = false;
        Assert.Equal(0, await UploadAsync(json: true));

        var line = JsonDocument.Parse(_said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal("uploaded", line.GetProperty("state").GetString());
        Assert.Equal("active", await PingAsync());
    }

    private async Task<int> UploadAsync(bool rotate = false, bool json = false)
    {
        var settings = _service.Parts.GetRequiredService<Settings>();
        using var staff = StaffClient.Over(DataLock.SocketPath(settings.Data));
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_said) });
        console.Profile.Width = 1000;
        return await FlowsKeyVerb.UploadAsync(
            staff, WhatsAppVerb.Client(new AccountSettings(settings.WhatsApp, null, null), http),
            settings.WhatsApp.PhoneNumberId, rotate, json, console, default);
    }

    /// <summary>A phone asks whether the endpoint lives, with the key that Meta has or had.</summary>
    private async Task<string?> PingAsync(string? publicKey = null)
    {
        var phone = new FlowsClient(publicKey ?? _service.Phones.Account.FlowsPublicKey!, Secret.FromText("app secret"));
        var call = phone.Encrypt("""{"version":"3.0","action":"ping"}"""u8);
        using var http = new HttpClient();
        using var body = new ByteArrayContent(call.Body) { Headers = { { "X-Hub-Signature-256", call.Signature } } };
        body.Headers.ContentType = new("application/json");
        using var answer = await http.PostAsync(new Uri(_service.Address, "/webhooks/whatsapp/flows"), body);
        answer.EnsureSuccessStatusCode();
        var json = call.Decrypt(await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(json).RootElement.GetProperty("data").GetProperty("status").GetString();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
