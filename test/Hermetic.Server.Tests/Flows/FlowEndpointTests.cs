using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.Server.Flows;
using Hermetic.Simulator.Flows;
using Hermetic.WhatsApp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Flows;

public sealed class FlowEndpointTests : IAsyncLifetime, IDisposable
{
    private static readonly Secret s_secret = Secret.FromText("app secret");

    private readonly HttpClient _http = new();
    private RunningService _service = null!;
    private FlowsClient _phone = null!;

    private FlowKeyStore Keys => _service.Parts.GetRequiredService<FlowKeyStore>();

    private SecretArena Arena => _service.Parts.GetRequiredService<SecretArena>();

    public async ValueTask InitializeAsync()
    {
        _service = await StartAsync();
        _phone = new FlowsClient(await Keys.PublicKeyPemAsync(), s_secret);
    }

    [Fact]
    public async Task Metas_health_check_is_answered()
    {
        var (status, answer) = await ExchangeAsync(_phone, """{"version":"3.0","action":"ping"}""");
        Assert.Equal((200, """{"data":{"status":"active"}}"""), (status, answer));
    }

    [Fact]
    public async Task An_error_that_a_phone_reports_is_acknowledged()
    {
        var (status, answer) = await ExchangeAsync(
            _phone, """{"version":"3.0","action":"INIT","flow_token":"x","data":{"error":"timeout"}}""");
        Assert.Equal((200, """{"data":{"acknowledged":true}}"""), (status, answer));
    }

    [Theory]
    [InlineData("""{"version":"3.0","action":"INIT","flow_token":"unknown"}""")]
    [InlineData("""{"version":"3.0","action":"BACK"}""")]
    [InlineData("""{"version":"4.0","action":"INIT","flow_token":"unknown","flow_token_signature":"e30.e30.AA"}""")]
    public async Task A_token_that_no_form_knows_closes_the_form_with_a_sentence(string request)
    {
        var (status, answer) = await ExchangeAsync(_phone, request);
        Assert.Equal(427, status);
        Assert.StartsWith("""{"error_msg":"This form is no longer open.""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_another_signature_and_another_shape_have_their_own_status()
    {
        using var stranger = FlowKey.Import(Generated());
        var mismatched = new FlowsClient(stranger.PublicKeyPem, s_secret).Encrypt("""{"action":"ping"}"""u8);
        Assert.Equal(421, await StatusAsync(mismatched.Body, mismatched.Signature));

        var forged = new FlowsClient(await Keys.PublicKeyPemAsync(), Secret.FromText("guessed")).Encrypt("{}"u8);
        Assert.Equal(432, await StatusAsync(forged.Body, forged.Signature));
        Assert.Equal(432, await StatusAsync(forged.Body, signature: null));
        Assert.Equal(432, await StatusAsync(forged.Body, "sha256=short"));

        var other = _phone.Encrypt("{}"u8);
        Assert.Equal(400, await StatusAsync(other.Body, other.Signature));
    }

    [Fact]
    public async Task More_than_three_megabytes_are_refused_and_three_are_read()
    {
        var largest = _phone.Encrypt(Encoding.UTF8.GetBytes(
            $$"""{"action":"INIT","data":"{{new string('x', 2_300_000)}}"}"""));
        Assert.True(largest.Body.Length < 3 * 1024 * 1024);
        Assert.Equal(427, await StatusAsync(largest.Body, largest.Signature));

        Assert.Equal(413, await StatusAsync(new byte[(3 * 1024 * 1024) + 1], "sha256=" + new string('0', 64)));
    }

    [Fact]
    public async Task While_secret_memory_is_crowded_it_answers_503_and_recovers()
    {
        var taken = new List<SecretBuffer>();
        while (Arena.InUse <= Arena.Budget / 4 * 3)
            taken.Add(Arena.Rent(1 << 20));
        var call = _phone.Encrypt("""{"action":"ping"}"""u8);
        Assert.Equal(503, await StatusAsync(call.Body, call.Signature));

        taken.ForEach(buffer => buffer.Dispose());
        Assert.Equal(200, await StatusAsync(call.Body, call.Signature));
    }

    [Fact]
    public async Task After_a_rotation_the_key_before_still_opens_and_the_new_one_does_too()
    {
        var rotated = await Keys.RotateAsync();
        Assert.Equal(200, (await ExchangeAsync(_phone, """{"action":"ping"}""")).Status);
        Assert.Equal(200, (await ExchangeAsync(new FlowsClient(rotated, s_secret), """{"action":"ping"}""")).Status);
    }

    /// <summary>What comes in and goes out of a form of the product, when there is one.</summary>
    [Fact]
    public async Task A_form_that_knows_the_token_answers_and_the_others_are_not_asked_after_it()
    {
        var form = new Greeting("mine");
        var last = new Greeting("mine");
        var endpoint = new FlowEndpoint(
            Keys, [new Greeting("another's"), form, last], Arena, _service.Parts.GetRequiredService<Settings>(),
            NullLogger<FlowEndpoint>.Instance);
        var call = _phone.Encrypt("""{"action":"data_exchange","flow_token":"mine","data":{"name":"Ana"}}"""u8);

        var (status, answer) = await AskAsync(endpoint, call);

        Assert.Equal((200, """{"screen":"DONE","data":{"name":"Ana"}}"""), (status, Show(call, answer)));
        Assert.Equal((1, 0), (form.Asked, last.Asked));
    }

    private async Task<(int Status, string? Answer)> ExchangeAsync(FlowsClient phone, string request)
    {
        var call = phone.Encrypt(Encoding.UTF8.GetBytes(request));
        using var response = await PostAsync(call.Body, call.Signature);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, Show(call, await response.Content.ReadAsStringAsync()));
    }

    private static string? Show(FlowsCall call, string answer) =>
        call.Decrypt(answer) is { } json ? Encoding.UTF8.GetString(json) : null;

    private async Task<int> StatusAsync(byte[] body, string? signature)
    {
        using var response = await PostAsync(body, signature);
        return (int)response.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? signature)
    {
        var address = new Uri(_service.Address, "/webhooks/whatsapp/flows");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.Add("X-Hub-Signature-256", signature);
        return await _http.SendAsync(request);
    }

    private async Task<(int Status, string Answer)> AskAsync(FlowEndpoint endpoint, FlowsCall call)
    {
        var context = new DefaultHttpContext { RequestServices = _service.Parts };
        context.Request.Body = new MemoryStream(call.Body);
        context.Request.Headers["X-Hub-Signature-256"] = call.Signature;
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await endpoint.ReceiveAsync(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.ASCII.GetString(answer.ToArray()));
    }

    private byte[] Generated()
    {
        using var pkcs8 = FlowKey.Generate(Arena);
        return pkcs8.Span.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Dispose();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A form of one screen that gives back what was entered.</summary>
    private sealed class Greeting(string token) : IFlow
    {
        public int Asked { get; private set; }

        public ValueTask<bool> TryAnswerAsync(FlowRequest request, IBufferWriter<byte> answer, CancellationToken cancel)
        {
            Asked++;
            if (request.FlowToken?.ValueEquals(Encoding.UTF8.GetBytes(token)) != true)
                return ValueTask.FromResult(false);
            answer.Write("{\"screen\":\"DONE\",\"data\":"u8);
            answer.Write(request.Data.Span);
            answer.Write("}"u8);
            return ValueTask.FromResult(true);
        }
    }
}
