using System.Net;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Evidence;

/// <summary>Over the socket, as <c>ledger search</c> asks, of a log that the real sequencer numbers.</summary>
public sealed class LedgerDeskTests
{
    [Fact]
    public async Task Entries_are_found_by_action_actor_subject_and_time_the_latest_first()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        var subject = SubjectId.From(Guid.NewGuid());
        await AppendAsync(service, 600, new("message.park", "service:outbox", Target.Deployment, Allowed: true));
        await AppendAsync(service, 2, new("subject.erase", "service:privacy", Target.Of(subject), Allowed: true));
        await AppendAsync(service, 1, new("subject.export", "service:privacy", Target.Of(subject), Allowed: true));

        Assert.Equal(["subject.export", "subject.erase", "subject.erase"], Actions(await FindAsync(staff, "action=subject.")));
        Assert.Equal(2, Actions(await FindAsync(staff, "action=subject.erase&actor=service:privacy")).Count);
        Assert.Equal(3, Actions(await FindAsync(staff, $"subject={subject.Value}&actor=service:")).Count);
        Assert.Empty(Actions(await FindAsync(staff, "action=subject.&to=2020-01-01T00Z")));
        Assert.Equal(3, Actions(await FindAsync(staff, "action=subject.&from=2020-01-01T00Z&to=2220-01-01T00Z")).Count);
    }

    [Fact]
    public async Task A_page_says_where_the_next_one_begins()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        await AppendAsync(service, 5, new("message.park", "service:outbox", Target.Deployment, Allowed: true));

        var first = await FindAsync(staff, "action=message.park&most=3");
        var rest = await FindAsync(staff, $"action=message.park&most=3&before={first.GetProperty("before").GetInt64()}");

        Assert.Equal((3, 2), (Actions(first).Count, Actions(rest).Count));
        Assert.False(rest.TryGetProperty("before", out _));
        Assert.Equal(5, Indexes(first).Concat(Indexes(rest)).Distinct().Count());
    }

    [Fact]
    public async Task What_is_shown_is_what_was_hashed_and_the_search_is_recorded()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        await AppendAsync(service, 1, new("message.park", "service:outbox", Target.Deployment, Allowed: true));

        var found = (await FindAsync(staff, "action=message.park")).GetProperty("entries")[0];
        var database = service.Parts.GetRequiredService<Database>();
        var stored = database.Read(session => LedgerEntries.Find(session, found.GetProperty("index").GetInt64()));
        Assert.Equal(stored!.Value.ToArray(), JsonSerializer.SerializeToUtf8Bytes(found.GetProperty("entry")));

        await RunningService.UntilAsync(() => database.Read(LedgerEntries.Lag) == 0, "the numbers");
        Assert.NotEmpty(Actions(await FindAsync(staff, "action=ledger.read&actor=staff:")));
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-13-01T00Z")]
    [InlineData("most=0")]
    [InlineData("most=1001")]
    [InlineData("subject=00000000-0000-0000-0000-000000000000")]
    public async Task What_cannot_be_asked_is_refused_and_recorded_nowhere(string question)
    {
        await using var service = await RunningService.StartAsync();
        using var staff = Staff(service);
        using var answer = await staff.GetAsync(new Uri($"ledger/entries?{question}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Full_bundles_get_their_summaries_by_themselves()
    {
        await using var service = await RunningService.StartAsync();
        await AppendAsync(service, 1100, new("message.park", "service:outbox", Target.Deployment, Allowed: true));

        var database = service.Parts.GetRequiredService<Database>();
        await RunningService.UntilAsync(() => database.Read(LedgerLog.Summarised) >= 4, "the summaries");
        var summaries = await new LedgerLog(database).ReadSummariesAsync(0, 3, default);
        Assert.Contains("message.park", summaries[3].Actions);
        Assert.Contains("service:outbox", summaries[3].Actors);
    }

    private static async Task AppendAsync(RunningService service, int count, AccessRecord record)
    {
        var database = service.Parts.GetRequiredService<Database>();
        await database.CommitAsync(transaction =>
        {
            for (var i = 0; i < count; i++)
                LedgerEntries.Append(transaction, record);
        });
        await RunningService.UntilAsync(() => database.Read(LedgerEntries.Lag) == 0, "the numbers");
    }

    private static async Task<JsonElement> FindAsync(HttpClient staff, string question)
    {
        var body = await staff.GetByteArrayAsync(new Uri($"ledger/entries?{question}", UriKind.Relative));
        return JsonDocument.Parse(body).RootElement;
    }

    private static List<string> Actions(JsonElement found) =>
        [.. found.GetProperty("entries").EnumerateArray().Select(row => row.GetProperty("entry").GetProperty("action").GetString()!)];

    private static IEnumerable<long> Indexes(JsonElement found) =>
        found.GetProperty("entries").EnumerateArray().Select(row => row.GetProperty("index").GetInt64());

    private static HttpClient Staff(RunningService service) =>
        StaffClient.Over(DataLock.SocketPath(service.Parts.GetRequiredService<Settings>().Data));
}
