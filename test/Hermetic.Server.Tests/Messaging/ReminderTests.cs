using System.Text.Json;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Hermetic.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using static Hermetic.Server.Tests.RunningService;
using Conversations = Hermetic.Storage.Conversations;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>
/// Reminders from the booking to the phone. The service's clock goes on as usual; what is due is looked at with a clock
/// of the test, on the day before the appointment.
/// </summary>
public sealed class ReminderTests
{
    private static readonly SimulatedTemplate _template = new(
        "appointment_reminder", "en", SimulatedTemplate.Utility,
        "Your appointment: {{service}} on {{date}} at {{time}}, {{business}}.");

    private static readonly (string, string)[] _withTemplate = [("WhatsApp:ReminderTemplate:Name", "appointment_reminder")];

    /// <summary>WhatsApp says "the window has closed"; our own clock has the last word on when it is asked at all.</summary>
    private static readonly GraphFault _windowClosed = new GraphFault.Refuse(400, 131047);

    [Fact]
    public async Task While_the_window_is_open_it_comes_in_words_and_once()
    {
        await using var service = await BookedAsync();
        var before = service.SentTo(Ana).Count;

        Assert.Equal(1, await LookAsync(service, daysBefore: 1, hour: 15));
        var reminder = await service.AnswerAsync(Ana, before);
        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));
        await service.AskAsync(Ana, "thanks");

        Assert.StartsWith($"Tomorrow, Wednesday, {OpenDay.Wednesday} at 15:00: Haircut", reminder.Text, StringComparison.Ordinal);
        Assert.Equal(before + 2, service.SentTo(Ana).Count);
        Assert.Contains(
            (await service.ShownAsync()).EnumerateArray(),
            message => message.GetProperty("from").GetString() == "reminder");
    }

    [Fact]
    public async Task When_the_window_has_closed_it_comes_as_the_approved_template()
    {
        await using var service = await BookedAsync(_withTemplate);
        var before = service.SentTo(Ana).Count;
        service.Phones.FailNext(_windowClosed);

        await LookAsync(service, daysBefore: 1, hour: 15);
        var reminder = await service.AnswerAsync(Ana, before);

        Assert.Equal("appointment_reminder", reminder.Template);
        Assert.Equal(
            $"Your appointment: Haircut on Wednesday, {OpenDay.Wednesday} at 15:00, Salon Morgenrot.", reminder.Text);
    }

    [Fact]
    public async Task Without_a_template_it_is_not_sent_and_staff_see_it()
    {
        await using var service = await BookedAsync();
        var before = service.SentTo(Ana).Count;
        service.Phones.FailNext(_windowClosed);

        await LookAsync(service, daysBefore: 1, hour: 15);
        await UntilAsync(() => service.OutboxStates()[^1] == OutboxState.Unsent, "the unsent reminder");

        var shown = (await service.ShownAsync()).EnumerateArray().Last();
        Assert.Equal(
            ("reminder", "unsent"), (shown.GetProperty("from").GetString(), shown.GetProperty("delivery").GetString()));
        Assert.Contains("Haircut", shown.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await ListedAsync(service))[0].GetProperty("undelivered").GetInt32());
        Assert.Equal(before, service.SentTo(Ana).Count);
    }

    [Fact]
    public async Task Who_said_STOP_is_not_reminded()
    {
        await using var service = await BookedAsync(_withTemplate);
        await service.AskAsync(Ana, "STOP");
        var before = service.OutboxStates().Count;

        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));

        Assert.Equal(ReminderState.Dropped, StateOf(service));
        Assert.Equal(before, service.OutboxStates().Count);
    }

    [Fact]
    public async Task It_comes_although_a_person_of_the_business_is_in_charge()
    {
        await using var service = await BookedAsync();
        await service.AskAsync(Ana, "human");
        var before = service.SentTo(Ana).Count;

        await LookAsync(service, daysBefore: 1, hour: 15);

        Assert.StartsWith("Tomorrow", (await service.AnswerAsync(Ana, before)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_appointment_brings_no_reminder()
    {
        await using var service = await BookedAsync();
        var question = await service.AskAsync(Ana, "cancel my appointment");
        await service.PressAsync(Ana, question, "Yes, cancel it");

        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));

        Assert.Empty(service.Database.Read(session => Reminders.Of(session, service.Conversation.Subject)));
    }

    [Fact]
    public async Task Another_time_takes_the_place_of_the_first_one()
    {
        await using var service = await BookedAsync();
        var question = await service.AskAsync(Ana, "remind me two hours before");
        var set = await service.PressAsync(Ana, question, "Remind me");
        var list = await service.AskAsync(Ana, "my appointments");
        var before = service.SentTo(Ana).Count;

        Assert.EndsWith("I will remind you on the same day at 13:00.", set.Text, StringComparison.Ordinal);
        Assert.EndsWith("I will remind you on the same day at 13:00.", list.Text, StringComparison.Ordinal);
        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));
        Assert.Equal(1, await LookAsync(service, daysBefore: 0, hour: 13));
        Assert.StartsWith("Today", (await service.AnswerAsync(Ana, before)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_not_wanted_does_not_come()
    {
        await using var service = await BookedAsync();
        var question = await service.AskAsync(Ana, "no reminder please");
        var left = await service.PressAsync(Ana, question, "No reminder");

        Assert.EndsWith("I will not remind you of it.", left.Text, StringComparison.Ordinal);
        Assert.Equal(ReminderState.Declined, StateOf(service));
        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));
    }

    [Fact]
    public async Task One_whose_words_no_longer_hold_when_it_could_be_sent_goes_back_and_is_made_anew()
    {
        await using var service = await BookedAsync();
        var before = service.SentTo(Ana).Count;
        await QueueStaleAsync(service);

        await UntilAsync(() => StateOf(service) == ReminderState.Waiting, "the reminder put back");
        Assert.Equal(before, service.SentTo(Ana).Count);

        Assert.Equal(1, await LookAsync(service, daysBefore: 0, hour: 9));
        Assert.StartsWith("Today, Wednesday", (await service.AnswerAsync(Ana, before)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_erased_is_not_reminded()
    {
        await using var service = await BookedAsync();
        var question = await service.AskAsync(Ana, "delete my data");
        await service.PressAsync(Ana, question, "Erase everything");

        await UntilAsync(() => service.Database.Read(Conversations.List).Count == 0, "the erasure");
        Assert.Equal(0, await LookAsync(service, daysBefore: 1, hour: 15));
        Assert.Empty(service.Database.Read(session => Reminders.Due(session, long.MaxValue, 10)));
    }

    private static async Task<RunningService> BookedAsync(params (string, string)[] settings)
    {
        var service = await StartAsync(options => options with { Templates = [_template] }, settings);
        var question = await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3pm?");
        var booked = await service.PressAsync(Ana, question, "Confirm");
        Assert.EndsWith("I will remind you on Tuesday at 15:00.", booked.Text, StringComparison.Ordinal);
        return service;
    }

    private static Task<int> LookAsync(RunningService service, int daysBefore, int hour)
    {
        var zone = SampleBusiness.HairSalon.Zone;
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var wednesday = today.PlusDays(2);
        while (wednesday.DayOfWeek != IsoDayOfWeek.Wednesday)
            wednesday = wednesday.PlusDays(1);
        var at = wednesday.PlusDays(-daysBefore).At(new LocalTime(hour, 0));
        return LookAsync(service, zone.AtStrictly(at).ToInstant());
    }

    private static Task<int> LookAsync(RunningService service, Instant now)
    {
        var parts = service.Parts;
        return new RemindersDue(
            service.Database, parts.GetRequiredService<Vault>(), parts.GetRequiredService<SecretArena>(),
            parts.GetRequiredService<CurrentBusiness>(), parts.GetRequiredService<Preferences>(),
            new FakeTimeProvider(now.ToDateTimeOffset()), NullLogger<RemindersDue>.Instance).StepAsync(default);
    }

    /// <summary>Its message, as if it had waited in the outbox since yesterday evening.</summary>
    private static async Task QueueStaleAsync(RunningService service)
    {
        var (person, parts) = (service.Conversation.Subject, service.Parts);
        var now = SystemClock.Instance.GetCurrentInstant();
        var subject = service.Database.Read(session => Subjects.Find(session, person))!;
        using var key = await parts.GetRequiredService<Vault>().OpenAsync(subject.Slot, default);
        var row = Assert.Single(service.Database.Read(session => Reminders.Of(session, person)));
        var business = SampleBusiness.HairSalon;
        var appointment = new Appointment(row.Appointment, "haircut", now.InZone(business.Zone));
        using var draft = Draft.OfReminder(
            row.Id, appointment, until: now - Duration.FromHours(1), now, business, Wording.En,
            parts.GetRequiredService<SecretArena>());
        var box = draft.Seal(key.Key, person);
        var proof = Authorizer.Demand<SendReminder>(
            Caller.Service("test", Permission.RunConversations), Target.Of(row.Appointment, person));
        Assert.True(await service.Database.CommitAsync(transaction => Reminders.Queue(transaction, proof, row, box)));
    }

    private static ReminderState StateOf(RunningService service) => Assert.Single(
        service.Database.Read(session => Reminders.Of(session, service.Conversation.Subject))).State;

    private static async Task<JsonElement> ListedAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<StaffDesk>().ListAsync(StaffDesk.Socket, json, default);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
