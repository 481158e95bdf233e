using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Staff;

/// <summary>Over the socket, as the demo and an auditor ask.</summary>
public sealed class EvidenceDeskTests
{
    private const string Words = "How much is a beard trim?";

    [Fact]
    public async Task A_message_lies_there_sealed_and_its_entry_is_in_the_signed_log()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var wamid = await service.Phones.SendTextAsync(RunningService.Ana, Words);

        var evidence = await ShowAsync(staff, wamid);
        var stored = evidence.GetProperty("stored");
        Assert.Equal("inbox", stored.GetProperty("table").GetString());
        Assert.Equal(1, stored.GetProperty("sequence").GetInt64());
        var envelope = stored.GetProperty("envelope").GetBytesFromBase64();
        Assert.Equal(1, envelope[0]);
        Assert.Equal(-1, envelope.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Words)));

        var entry = Verified(evidence.GetProperty("recorded"));
        Assert.Equal("message.accept", entry.Action);
        Assert.Equal($"message:{stored.GetProperty("row").GetGuid():N}", entry.Object);
        Assert.Equal(stored.GetProperty("subject").GetGuid(), entry.Subject);
    }

    [Fact]
    public async Task An_answer_is_found_by_the_id_that_WhatsApp_gave_it()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var answer = await service.AskAsync(RunningService.Ana, Words);
        await RunningService.UntilAsync(
            () => service.OutboxStates()[0] > OutboxState.Sending, "the acceptance");

        var evidence = await ShowAsync(staff, answer.Wamid);
        Assert.Equal("outbox", evidence.GetProperty("stored").GetProperty("table").GetString());
        Assert.Contains(evidence.GetProperty("stored").GetProperty("state").GetString(), new[] { "sent", "delivered", "read" });
        Assert.Equal("message.send", Verified(evidence.GetProperty("recorded")).Action);
        Assert.Equal(answer.Text, (await OpenAsync(staff, evidence)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_look_is_recorded_and_what_is_not_stored_is_not_found()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var wamid = await service.Phones.SendTextAsync(RunningService.Ana, Words);
        await service.DrainedAsync(1);
        var before = await ReadingsAsync(service);

        await ShowAsync(staff, wamid);
        Assert.Equal(before + 1, await ReadingsAsync(service));
        using var unknown = await staff.GetAsync(new Uri("evidence?wamid=wamid.unknown", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(before + 1, await ReadingsAsync(service));
    }

    [Fact]
    public async Task An_emptied_row_has_no_envelope()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var wamid = await service.Phones.SendTextAsync(RunningService.Ana, Words);
        await service.Phones.SendAsync(RunningService.Ana, Simulator.PersonMessage.Revoke(wamid));

        var stored = (await ShowAsync(staff, wamid)).GetProperty("stored");
        Assert.Equal("revoked", stored.GetProperty("state").GetString());
        Assert.False(stored.TryGetProperty("envelope", out _));
    }

    [Fact]
    public async Task What_was_kept_opens_in_its_own_place_only()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var mine = await ShowAsync(staff, await service.Phones.SendTextAsync(RunningService.Ana, Words));
        var other = await ShowAsync(staff, await service.Phones.SendTextAsync(RunningService.Ben, "Hello"));

        Assert.Equal(Words, (await OpenAsync(staff, mine)).GetProperty("text").GetString());
        Assert.Equal("other-key", await ReasonAsync(staff, mine, "row", other.GetProperty("stored").GetProperty("row").GetString()!));
        Assert.Equal("other-key", await ReasonAsync(staff, mine, "subject", other.GetProperty("stored").GetProperty("subject").GetString()!));
        Assert.Equal("other-key", await ReasonAsync(staff, mine, "table", "outbox"));
        Assert.Equal("altered", await ReasonAsync(staff, mine, "envelope", Changed(mine, at: 80)));
        Assert.Equal("other-key", await ReasonAsync(staff, mine, "envelope", Changed(mine, at: 30)));
        Assert.Equal("other-key", await ReasonAsync(staff, mine, "envelope", Changed(mine, at: 10)));
        Assert.Equal("no-envelope", await ReasonAsync(staff, mine, "envelope", Changed(mine, at: 0)));
        Assert.Equal("no-envelope", await ReasonAsync(staff, mine, "envelope", ""));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"table":"subject","row":"6f0dd1c1-0000-4000-8000-000000000001","subject":"6f0dd1c1-0000-4000-8000-000000000001","envelope":""}""")]
    [InlineData("""{"table":"inbox","row":"00000000-0000-0000-0000-000000000000","subject":"6f0dd1c1-0000-4000-8000-000000000001","envelope":""}""")]
    public async Task What_does_not_say_what_to_open_is_refused(string request)
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        using var body = new StringContent(request);
        using var answer = await staff.PostAsync(new Uri("evidence/open", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task After_an_erasure_what_was_kept_does_not_open_and_its_entry_still_verifies()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var wamid = await service.Phones.SendTextAsync(RunningService.Ana, Words);
        await service.AnswerAsync(RunningService.Ana, 0);
        var kept = await ShowAsync(staff, wamid);
        Verified(kept.GetProperty("recorded"));

        var question = await service.AskAsync(RunningService.Ana, "Delete my data");
        await service.PressAsync(RunningService.Ana, question, "Erase everything");

        Assert.Equal("key-destroyed", (await OpenAsync(staff, kept)).GetProperty("reason").GetString());
        using var gone = await staff.GetAsync(new Uri($"evidence?wamid={Uri.EscapeDataString(wamid)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var recorded = JsonNode.Parse(kept.GetProperty("recorded").GetRawText())!.AsObject();
        var proof = await staff.GetFromJsonAsync<JsonObject>(new Uri($"evidence/proofs/{recorded["index"]}", UriKind.Relative));
        proof!["entry"] = recorded["entry"]!.DeepClone();
        Assert.True((long)proof["index"]! == (long)recorded["index"]!);
        Assert.Equal("message.accept", Verified(JsonSerializer.SerializeToElement(proof)).Action);
    }

    [Fact]
    public async Task Counts_tell_how_much_there_is_and_not_of_whom()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        await service.AskAsync(RunningService.Ana, Words);
        await service.AskAsync(RunningService.Ben, Words);

        var counts = await staff.GetFromJsonAsync<JsonElement>(new Uri("evidence/counts", UriKind.Relative));
        Assert.Equal(2, counts.GetProperty("received").GetInt64());
        Assert.Equal(2, counts.GetProperty("sent").GetInt64());
        Assert.Equal(0, counts.GetProperty("appointments").GetInt64());
        Assert.True(counts.GetProperty("entries").GetInt64() >= 4);
    }

    [Fact]
    public async Task Nothing_of_it_answers_on_the_network()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Address };
        foreach (var path in new[] { "staff/evidence?wamid=x", "staff/evidence/counts", "staff/evidence/proofs/0" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    internal static HttpClient Staff(RunningService service) =>
        StaffClient.Over(DataLock.SocketPath(service.Parts.GetRequiredService<Settings>().Data));

    /// <summary>Asked again until a checkpoint covers the entry.</summary>
    private static async Task<JsonElement> ShowAsync(HttpClient staff, string wamid)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (true)
        {
            var evidence = await staff.GetFromJsonAsync<JsonElement>(
                new Uri($"evidence?wamid={Uri.EscapeDataString(wamid)}", UriKind.Relative), patience.Token);
            if (evidence.GetProperty("recorded").TryGetProperty("index", out _))
                return evidence;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<JsonElement> OpenAsync(HttpClient staff, JsonElement evidence)
    {
        using var answer = await staff.PostAsJsonAsync(
            new Uri("evidence/open", UriKind.Relative), evidence.GetProperty("stored"));
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string?> ReasonAsync(HttpClient staff, JsonElement evidence, string member, string value)
    {
        var changed = JsonNode.Parse(evidence.GetRawText())!;
        changed["stored"]![member] = value;
        return (await OpenAsync(staff, JsonSerializer.SerializeToElement(changed))).GetProperty("reason").GetString();
    }

    private static string Changed(JsonElement evidence, int at)
    {
        var envelope = evidence.GetProperty("stored").GetProperty("envelope").GetBytesFromBase64();
        envelope[at] ^= 1;
        return Convert.ToBase64String(envelope);
    }

    /// <summary>The entry, once its proof holds against the checkpoint that the log's key signed.</summary>
    private static LedgerEntry Verified(JsonElement recorded)
    {
        var entry = recorded.GetProperty("entry").GetBytesFromBase64();
        var proof = recorded.GetProperty("proof").EnumerateArray()
            .Select(hash => new MerkleHash(hash.GetBytesFromBase64())).ToList();
        var receipt = new InclusionReceipt(
            recorded.GetProperty("index").GetInt64(), proof,
            Encoding.UTF8.GetBytes(recorded.GetProperty("checkpoint").GetString()!));
        Assert.True(receipt.Verify(NoteVerifier.Parse(recorded.GetProperty("vkey").GetString()!), entry, out _));
        Assert.True(LedgerEntry.TryParse(entry, out var read));
        return read;
    }

    private static async Task<long> ReadingsAsync(RunningService service)
    {
        var count = 0L;
        var size = service.Database.Read(StoredMessages.Count).Entries;
        await RunningService.UntilAsync(() => service.Database.Read(LedgerEntries.Lag) == 0, "the numbering");
        for (var position = 0L; position < size; position++)
        {
            if (service.Database.Read(session => LedgerEntries.Find(session, position)) is { } body
                && LedgerEntry.TryParse(body.Span, out var entry) && entry.Action == "conversation.read")
                count++;
        }
        return count;
    }
}
