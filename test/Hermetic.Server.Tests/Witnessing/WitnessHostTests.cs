using System.Net;
using System.Security.Authentication;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Tests.Tls;
using Hermetic.Server.Witnessing;

namespace Hermetic.Server.Tests.Witnessing;

/// <summary>The witness over HTTP: every status of C2SP tlog-witness.</summary>
public sealed class WitnessHostTests : IAsyncLifetime
{
    private readonly WitnessStage _stage = new();
    private readonly WatchedLog _log = new();
    private readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(5));
        await _stage.ServeAsync();
    }

    [Fact]
    public async Task Each_outcome_has_the_status_of_the_specification()
    {
        var first = await PostAsync(await _log.SubmissionAsync(0));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.StartsWith("— witness.example.com/w1 ", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("old 5\n"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(await _log.SubmissionAsync(6))).StatusCode);
        var stranger = await new WatchedLog(seed: 9).GrowAsync(5);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(await stranger.SubmissionAsync(5))).StatusCode);
        var unknown = await new WatchedLog("example.com/other").GrowAsync(5);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(await unknown.SubmissionAsync(0))).StatusCode);

        await _log.GrowAsync(4);
        var conflict = await PostAsync(await _log.SubmissionAsync(4));
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal("text/x.tlog.size", conflict.Content.Headers.ContentType!.ToString());
        Assert.Equal("5\n", await conflict.Content.ReadAsStringAsync());
        var unproven = AddCheckpoint.Of(5, [], _log.Note).ToUtf8();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(unproven)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(await _log.SubmissionAsync(5))).StatusCode);
    }

    [Theory]
    [InlineData(AddCheckpoint.MaxLength, HttpStatusCode.BadRequest)]
    [InlineData(AddCheckpoint.MaxLength + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_too_long_is_413(int length, HttpStatusCode status)
    {
        Assert.Equal(status, (await PostAsync(new byte[length])).StatusCode);
        using var chunked = new StreamContent(new MemoryStream(new byte[length]));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_stage.Address!, "add-checkpoint"));
        (request.Content, request.Headers.TransferEncodingChunked) = (chunked, true);
        Assert.Equal(status, (await _http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task There_is_one_route_and_one_method()
    {
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed, (await _http.GetAsync(new Uri(_stage.Address!, "add-checkpoint"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(_stage.Address)).StatusCode);
    }

    [Fact]
    public async Task Over_https_it_answers_TLS_1_3_and_nothing_older()
    {
        await using var secured = new SecuredService();
        await using var stage = new WitnessStage();
        await stage.KnowsAsync(_log);
        await using var app = WitnessHost.Build(new WitnessFolder(stage.Path), secured.Read().Listen, TimeProvider.System);
        await app.StartAsync();
        using var caller = secured.Caller();
        using var content = new ByteArrayContent(await _log.SubmissionAsync(0));
        using var answer = await caller.PostAsync(new Uri(secured.Address, "add-checkpoint"), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var older = secured.Caller(protocols: SslProtocols.Tls12);
        await Assert.ThrowsAsync<HttpRequestException>(() => older.GetAsync(new Uri(secured.Address, "add-checkpoint")));
        await app.StopAsync();
    }

    [Fact]
    public void A_folder_is_served_once() =>
        Assert.Throws<WitnessFolderException>(() => new WitnessFolder(_stage.Path).Hold().Dispose());

    [Fact]
    public async Task A_log_that_is_added_while_it_serves_is_cosigned_and_a_restart_forgets_nothing()
    {
        var later = await new WatchedLog("example.com/later", 7).GrowAsync(2);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(await later.SubmissionAsync(0))).StatusCode);
        await _stage.KnowsAsync(later);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(await later.SubmissionAsync(0))).StatusCode);
        await _stage.StopAsync();
        await _stage.ServeAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(await later.SubmissionAsync(0))).StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        return await _http.PostAsync(new Uri(_stage.Address!, "add-checkpoint"), content);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stage.DisposeAsync();
    }
}
