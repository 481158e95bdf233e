using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Hermetic.Storage.Locations;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What was promised to go goes, what was not stays, and a clock that lies takes nothing.</summary>
public sealed class RetentionSweepTests
{
    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task Every_rule_that_counts_days_is_swept_and_proven()
    {
        await using var service = await StartAsync();

        Assert.Equal(ClockLeap.None, await SweepAsync(service));

        var swept = service.Database.Read(SweepRecords.All);
        Assert.Equal(
            DataLocations.All.Select(location => location.Retention).Distinct()
                .Where(rule => new RetentionSchedule().Days(rule) > 0 || rule == Retention.UntilItsHour).Order(),
            swept.Select(last => last.Rule).Order());
        Assert.All(swept, last => Assert.True(last.IsProven, last.Rule.ToString()));
    }

    [Fact]
    public async Task An_appointment_goes_when_its_day_is_long_enough_ago_and_its_person_later()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await BookAsync(service);

        _clock.Shift = TimeSpan.FromDays(360);
        await SweepAsync(service);
        Assert.Equal((1, 1), (Count(service, "appointment"), Count(service, "subject")));
        Assert.Equal(0, Count(service, "inbox"));

        _clock.Shift = TimeSpan.FromDays(380);
        await SweepAsync(service);
        Assert.Null(service.Database.Read(session => Subjects.Find(session, Person)));
        Assert.Equal(
            ["subject.erase", "subject.erase-reason.retention", "subject.erased", "subject.erasure-certified"],
            new PersonLedger(service.Database, key: null, Person).Acts().Select(act => act.Action)
                .Where(action => action.StartsWith("subject.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(service.Database.Read(SweepRecords.All), last => Assert.True(last.IsProven, last.Rule.ToString()));
    }

    [Fact]
    public async Task Who_is_erased_by_age_is_told_nothing_and_whoever_wrote_since_stays()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Ben, "where are you?");
        var sent = service.SentTo(Ana).Count;
        await DeliveredAsync(service);

        _clock.Shift = TimeSpan.FromDays(364);
        await SweepAsync(service);
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
        await service.Phones.SendTextAsync(Ben, "are you still there?");
        _clock.Shift = TimeSpan.FromDays(367);
        await SweepAsync(service);

        Assert.Equal(2, Assert.Single(service.Database.Read(Conversations.List)).Arrived);
        Assert.Equal(sent, service.SentTo(Ana).Count);
        await service.Phones.SendTextAsync(Ana, "hello again");
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
    }

    [Fact]
    public async Task What_went_is_on_record_in_numbers_and_names_nobody()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        var person = service.Conversation.Subject;
        await DeliveredAsync(service);

        _clock.Shift = TimeSpan.FromDays(32);
        await SweepAsync(service);

        var swept = Entries(service).Single(entry => entry.Action == "retention.swept");
        Assert.Matches("(^| )messages:[2-9]", swept.Object!);
        Assert.Null(swept.Subject);
        Assert.DoesNotContain($"{person.Value:N}", swept.Object, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_set_far_forward_deletes_nothing_until_somebody_says_that_it_is_right()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        await DeliveredAsync(service);
        await RunAsync(service);

        _clock.Shift = TimeSpan.FromDays(400);
        Assert.Equal(ClockLeap.Forward, await RunAsync(service));
        Assert.Equal(1, Count(service, "inbox"));
        Assert.False(Status(service).GetProperty("ok").GetBoolean());
        Assert.Equal("leapt forward", Status(service).GetProperty("clock").GetString());

        await service.Parts.GetRequiredService<RetentionDesk>().ConfirmAsync();
        Assert.Equal(0, Count(service, "inbox"));
        Assert.Contains(Entries(service), entry => entry.Action == "retention.confirm");
        Assert.True(Status(service).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_clock_set_back_is_noticed_too()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await RunAsync(service);

        _clock.Shift = TimeSpan.FromDays(-2);

        Assert.Equal(ClockLeap.Back, await RunAsync(service));
        Assert.Equal("went back", Status(service).GetProperty("clock").GetString());
    }

    [Fact]
    public async Task The_status_tells_each_rule_its_tables_and_what_waits()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        await SweepAsync(service);

        var status = Status(service);

        Assert.True(status.GetProperty("ok").GetBoolean());
        var rules = status.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("rule").GetString()!, StringComparer.Ordinal);
        Assert.Equal(30, rules["messages"].GetProperty("days").GetInt32());
        Assert.Equal(["inbox", "outbox"], rules["messages"].GetProperty("locations").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(0, rules["messages"].GetProperty("waiting").GetInt64());
        Assert.False(rules["contacts"].TryGetProperty("waiting", out _));
        Assert.All(rules.Values, rule => Assert.Equal("proven", rule.GetProperty("state").GetString()));
    }

    private SubjectId Person { get; set; }

    private async Task BookAsync(RunningService service)
    {
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        await service.DrainedAsync(2);
        Person = service.Conversation.Subject;
        await DeliveredAsync(service);
    }

    /// <summary>What is on its way is kept, however old it is.</summary>
    private static Task DeliveredAsync(RunningService service) => UntilAsync(
        () => service.Database.Read(Conversations.List).All(row => service.OutboxRows(row)
            .All(message => message.State is not (OutboxState.Queued or OutboxState.Sending))), "every message to be sent");

    /// <summary>As when somebody says that the clock is right.</summary>
    private static Task<ClockLeap> SweepAsync(RunningService service) =>
        service.Parts.GetRequiredService<RetentionSweep>().RunAsync(isConfirmed: true, default);

    private static Task<ClockLeap> RunAsync(RunningService service) =>
        service.Parts.GetRequiredService<RetentionSweep>().RunAsync(isConfirmed: false, default);

    private static long Count(RunningService service, string table)
    {
        var people = service.Database.Read(Conversations.List).Select(row => row.Subject).Distinct();
        return people.Sum(person => service.Database.Read(session => PersonRows.Count(session, person))
            .Single(rows => rows.Location.Table == table).Count);
    }

    private static JsonElement Status(RunningService service)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
            service.Parts.GetRequiredService<RetentionDesk>().Show(json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }

    private static IEnumerable<LedgerEntry> Entries(RunningService service)
    {
        var log = Enumerable.Range(0, (int)service.Database.Read(LedgerLog.Head).Size)
            .Select(index => service.Database.Read(session => LedgerEntries.Find(session, index))!.Value);
        var waiting = service.Database.Read(session => LedgerEntries.Unnumbered(session, 1000)).Select(entry => entry.Body);
        foreach (var body in log.Concat(waiting).ToList())
        {
            Assert.True(LedgerEntry.TryParse(body.Span, out var entry));
            yield return entry;
        }
    }
}
