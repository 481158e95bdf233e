using System.Net;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Server.Flows;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Verbs;

/// <summary><c>keys status|rotate|trim</c> over the socket of a running service.</summary>
public sealed class KeysVerbTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private HttpClient _staff = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync();
        _staff = StaffClient.Over(DataLock.SocketPath(_service.Parts.GetRequiredService<Settings>().Data));
    }

    [Fact]
    public async Task Every_key_is_shown_with_its_versions_what_lies_under_them_and_when_it_is_due()
    {
        await _service.Parts.GetRequiredService<FlowKeyStore>().PublicKeyPemAsync();

        var status = await StatusAsync();

        Assert.Equal(("file", 1), (status.GetProperty("root").GetString(), status.GetProperty("epoch").GetInt32()));
        Assert.Equal(
            ["system", "blind-index", "suppression", "confirmation", "ledger-seed"],
            status.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("name").GetString()));
        Assert.Equal(
            [true, true, false, true, true],
            status.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("rotates").GetBoolean()));
        Assert.Equal(("active", 1L), (Version(status, 0).GetProperty("state").GetString(), Version(status, 0).GetProperty("rows").GetInt64()));
        Assert.False(Key(status, "system").GetProperty("is_due").GetBoolean());
        Assert.StartsWith("hermetic/", Key(status, "ledger-seed").GetProperty("vkey").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_service_rotates_answers_meanwhile_and_destroys_what_is_spent()
    {
        var flows = _service.Parts.GetRequiredService<FlowKeyStore>();
        var pem = await flows.PublicKeyPemAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await _staff.PostAsync("keys/system/rotation", content: null)).StatusCode);
        await _service.AskAsync(RunningService.Ana, "hello");
        await RunningService.UntilAsync(() => Moved(), "the re-sealing");
        Assert.Equal(pem, await flows.PublicKeyPemAsync());
        var status = await StatusAsync();
        Assert.Equal(("decrypt-only", 0L, 1L), (
            Version(status, 0).GetProperty("state").GetString(), Version(status, 0).GetProperty("rows").GetInt64(),
            Version(status, 0).GetProperty("resealed").GetInt64()));
        Assert.True(Version(status, 0).GetProperty("per_second").GetDouble() >= 0);
        Assert.NotNull(Version(status, 0).GetProperty("goes").GetString());

        Assert.Equal("1", await (await _staff.PostAsync("keys/trim", content: null)).Content.ReadAsStringAsync());
        Assert.Equal("destroyed", Version(await StatusAsync(), 0).GetProperty("state").GetString());
        Assert.Equal(pem, await flows.PublicKeyPemAsync());

        bool Moved() => _service.Database.Read(session => Storage.SystemRows.Count(session, 2)) == 1;
    }

    [Fact]
    public async Task The_blind_index_is_rotated_under_a_running_service_and_its_version_before_is_kept_while_marks_need_it()
    {
        var wamid = await _service.Phones.SendTextAsync(RunningService.Ana, "hello");
        await _service.DrainedAsync(1);
        await RunningService.UntilAsync(() => _service.SentTo(RunningService.Ana).Count == 1, "the answer");
        var gone = _service.Parts.GetRequiredService<Vault>().Ring.BlindIndex.Tag("dedupe", "somebody who was erased"u8);
        await _service.Database.CommitAsync(transaction => Storage.Inbox.Note(transaction, gone));

        Assert.Equal(HttpStatusCode.NoContent, (await _staff.PostAsync("keys/blind-index/rotation", content: null)).StatusCode);
        await _service.Phones.RedeliverAsync(wamid);
        await _service.AskAsync(RunningService.Ana, "hello again");
        // That mark, and perhaps that of the first answer.
        await RunningService.UntilAsync(() => Left() is 1 or 2, "the re-tagging");

        Assert.Equal((2, 2), (_service.Conversation.Arrived, _service.OutboxStates().Count));
        var old = Key(await StatusAsync(), "blind-index").GetProperty("versions")[0];
        Assert.Equal("decrypt-only", old.GetProperty("state").GetString());
        Assert.InRange(old.GetProperty("rows").GetInt64(), 1, 2);
        Assert.Equal(old.GetProperty("needed_until").GetString(), old.GetProperty("goes").GetString());
        using var refused = await _staff.PostAsync("keys/trim", content: null);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Matches(
            "^Version 1 of blind-index stays. Rows that only it finds: [12]. What was delivered and sent under it is known by "
            + "it until [0-9]{4}-[0-9]{2}-[0-9]{2}.$",
            await refused.Content.ReadAsStringAsync());

        long Left() => _service.Database.Read(session => Storage.TaggedRows.Count(session, 1));
    }

    [Fact]
    public async Task A_ring_that_cannot_be_used_is_a_sentence_and_the_service_goes_on()
    {
        var path = Path.Combine(_service.Parts.GetRequiredService<Settings>().KeysDirectory, "keyring");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        using var refused = await _staff.PostAsync("keys/all/rotation", content: null);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("open to others than its owner", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _service.AskAsync(RunningService.Ana, "hello");
    }

    [Theory]
    [InlineData("suppression", "never rotated")]
    [InlineData("sytem", "There is no key sytem")]
    public async Task A_key_that_is_not_rotated_says_why(string name, string why)
    {
        Assert.Null(KeysVerb.Named(name, out var sentence));
        Assert.Contains(why, sentence, StringComparison.Ordinal);

        using var refused = await _staff.PostAsync($"keys/{name}/rotation", content: null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(sentence, await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public void All_are_those_of_which_nobody_outside_has_to_be_told() =>
        Assert.Equal([RingKey.System, RingKey.BlindIndex, RingKey.Confirmation], KeysVerb.Named("all", out _));

    private async Task<JsonElement> StatusAsync() =>
        JsonDocument.Parse(await _staff.GetByteArrayAsync("keys")).RootElement;

    private static JsonElement Key(JsonElement status, string name) =>
        status.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("name").GetString() == name);

    private static JsonElement Version(JsonElement status, int index) =>
        Key(status, "system").GetProperty("versions").EnumerateArray().ElementAt(index);

    public async ValueTask DisposeAsync()
    {
        _staff.Dispose();
        await _service.DisposeAsync();
    }
}
