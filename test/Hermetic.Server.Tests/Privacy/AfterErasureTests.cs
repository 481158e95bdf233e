using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Server.Tests.Observability;
using Hermetic.Simulator;
using Hermetic.Simulator.Webhooks;
using Hermetic.Storage;
using Hermetic.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What still arrives of somebody who was erased makes nobody, changes nothing and shows nothing.</summary>
public sealed class AfterErasureTests
{
    private static readonly StaffPeer _officer = new(HasLoggedIn: true, 1000);

    private readonly ShiftedClock _clock = new();

    /// <summary>WhatsApp delivers again for seven days; the marks that name nobody are swept after nine.</summary>
    [Fact]
    public async Task Whatever_they_wrote_may_come_again_for_eight_days_and_a_new_message_makes_somebody_new()
    {
        await using var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        var first = service.Conversation.Subject;
        await service.PressAsync(Ana, await service.AskAsync(Ana, "delete my data"), "Erase everything");
        var (told, wrote) = (service.SentTo(Ana).Count, service.Phones.Deliveries.Where(one => IsOf(one, "messages")).ToList());
        Assert.Equal(3, wrote.Count);

        for (var day = 0; day <= 8; day++)
        {
            _clock.Shift = TimeSpan.FromDays(day);
            await service.Parts.GetRequiredService<RetentionSweep>().RunAsync(isConfirmed: true, default);
            foreach (var delivery in wrote)
                Assert.Equal(200, (await service.Phones.PostAsync(delivery.Body.ToArray())).HttpStatus);
            Assert.Empty(service.Database.Read(Restores.Everybody));
        }
        Assert.Equal(told, service.SentTo(Ana).Count);

        _clock.Shift = TimeSpan.Zero;
        var hello = await service.AskAsync(Ana, "where are you?");
        Assert.StartsWith("Hello, this is the AI assistant", hello.Text, StringComparison.Ordinal);
        Assert.NotEqual(first, service.Conversation.Subject);
    }

    [Fact]
    public async Task Statuses_of_what_they_were_sent_are_counted_and_dropped()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var person = service.Conversation.Subject;
        await UntilAsync(() => service.OutboxStates() is [OutboxState.Read], "the message to be read");
        var statuses = service.Phones.Deliveries.Where(one => IsOf(one, "statuses")).ToList();
        Assert.NotEmpty(statuses);
        await service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            _officer, person, ErasureReason.Request, _ => Task.CompletedTask);
        using var counted = Measured.Of("hermetic.statuses");

        foreach (var status in statuses)
            Assert.Equal(200, (await service.Phones.PostAsync(status.Body.ToArray())).HttpStatus);

        Assert.True(counted.Values.Count(one => one.Value == "unmatched") >= statuses.Count);
        Assert.Empty(service.Database.Read(Restores.Everybody));
        Assert.Empty(service.Database.Read(Conversations.List));
        Assert.Equal(0, await ParkedAsync(service));
    }

    [Fact]
    public async Task A_button_of_a_booking_that_was_open_books_nothing()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"haircut on {OpenDay.Wednesday} at 3pm");
        await EraseAsync(service);

        var answer = await service.PressAsync(Ana, question, "Confirm");

        Assert.DoesNotContain("Booked", answer.Text, StringComparison.Ordinal);
        Assert.Empty(service.Database.Read(session => Appointments.Of(session, service.Conversation.Subject)));
        Assert.Contains("You have no coming appointments", (await service.AskAsync(Ana, "my appointments")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_an_appointment_is_free_for_somebody_else()
    {
        await using var service = await StartAsync();
        var wish = $"haircut on {OpenDay.Wednesday} at 3pm";
        await service.PressAsync(Ana, await service.AskAsync(Ana, wish), "Confirm");
        Assert.DoesNotContain((await service.AskAsync(Ben, wish)).Buttons, button => button.Title == "Confirm");
        await EraseAsync(service, Ana);

        var question = await service.AskAsync(Ben, wish);

        Assert.Contains("Booked", (await service.PressAsync(Ben, question, "Confirm")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waited_for_a_person_is_on_nobodys_list_any_more()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        var conversation = service.Conversation.Id;
        await service.ReplyAsync("What is it about?");
        await EraseAsync(service);

        var desk = service.Parts.GetRequiredService<StaffDesk>();
        Assert.Equal(0, (await WrittenAsync(json => desk.ListAsync(StaffDesk.Socket, json, default))).GetArrayLength());
        using var content = new MemoryStream();
        await using var shown = new Utf8JsonWriter(content);
        Assert.False(await desk.ShowAsync(StaffDesk.Socket, conversation, shown, default));
        Assert.False(await desk.ReplyAsync(StaffDesk.Socket, conversation, "Hello?"u8.ToArray(), default));
        Assert.False(await desk.TakeOverAsync(StaffDesk.Socket, conversation));
        Assert.StartsWith(
            "Hello, this is the AI assistant", (await service.AskAsync(Ana, "where are you?")).Text, StringComparison.Ordinal);
    }

    /// <summary>As staff do it: nothing is sent to the person.</summary>
    private static async Task EraseAsync(RunningService service, SimulatedPerson? who = null)
    {
        var people = service.Database.Read(Restores.Everybody);
        var person = who is null
            ? Assert.Single(people).Id
            : SubjectId.From((await WrittenAsync(json => service.Parts.GetRequiredService<SubjectDesk>()
                .FindAsync(_officer.Caller, Encoding.UTF8.GetBytes(who.UserId), json, default)))[0].GetProperty("id").GetGuid());
        Assert.True(await service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            _officer, person, ErasureReason.Request, _ => Task.CompletedTask));
    }

    private static bool IsOf(WebhookDelivery delivery, string kind)
    {
        using var body = JsonDocument.Parse(delivery.Body);
        return body.RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").TryGetProperty(kind, out _);
    }

    private static async Task<int> ParkedAsync(RunningService service) =>
        (await WrittenAsync(json => service.Parts.GetRequiredService<ParkedDesk>().ListAsync(json))).GetArrayLength();

    private static async Task<JsonElement> WrittenAsync(Func<Utf8JsonWriter, Task> write)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await write(json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
