using Hermetic.Simulator;
using Hermetic.Testing;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

public sealed class BookingTests
{
    [Fact]
    public async Task A_booking_needs_its_button_and_then_stands_in_the_list()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3?");
        Assert.Contains("at 15:00", question.Text, StringComparison.Ordinal);

        Assert.Contains("button", (await service.AskAsync(Ana, "yes")).Text, StringComparison.Ordinal);
        var again = service.SentTo(Ana)[^1];
        var booked = await service.PressAsync(Ana, again, "Confirm");
        var list = await service.AskAsync(Ana, "my appointments");

        Assert.Contains("15:00", booked.Text, StringComparison.Ordinal);
        Assert.Contains("Haircut", list.Text, StringComparison.Ordinal);
        Assert.Contains("15:00", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_works_once()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3?");
        await service.PressAsync(Ana, question, "Confirm");

        var second = await service.PressAsync(Ana, question, "Confirm");
        var list = await service.AskAsync(Ana, "my appointments");

        Assert.DoesNotContain("15:00", second.Text, StringComparison.Ordinal);
        Assert.Equal(1, Occurrences(list.Text, "Haircut on"));
    }

    [Fact]
    public async Task Another_persons_button_and_a_forged_one_do_nothing()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3?");
        await service.AskAsync(Ben, $"can I get a haircut on {OpenDay.Wednesday} at 3?");

        await service.PressAsync(Ben, question, "Confirm");
        await service.PressAsync(Ben, Forged(question), "Confirm");

        Assert.Contains("no coming appointments", (await service.AskAsync(Ben, "my appointments")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_people_who_confirm_the_same_slot_one_gets_it_and_the_other_is_offered_others()
    {
        await using var service = await StartAsync();
        var (ana, ben) = (await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3?"),
            await service.AskAsync(Ben, $"can I get a haircut on {OpenDay.Wednesday} at 3?"));

        var answers = await Task.WhenAll(service.PressAsync(Ana, ana, "Confirm"), service.PressAsync(Ben, ben, "Confirm"));

        Assert.Single(answers, answer => answer.Buttons.Count == 0);
        Assert.Single(answers, answer => answer.Buttons.Count > 0);
    }

    [Fact]
    public async Task A_cancelled_appointment_frees_its_time()
    {
        await using var service = await StartAsync();
        await service.PressAsync(Ana, await service.AskAsync(Ana, $"can I get a haircut on {OpenDay.Wednesday} at 3?"), "Confirm");
        var question = await service.AskAsync(Ana, "cancel my appointment");

        await service.PressAsync(Ana, question, question.Buttons[0].Title);

        var ben = await service.AskAsync(Ben, $"can I get a haircut on {OpenDay.Wednesday} at 3?");
        var booked = await service.PressAsync(Ben, ben, "Confirm");
        Assert.Contains("15:00", booked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_services_are_a_list_whose_rows_are_answered_by_their_ids()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"an appointment on {OpenDay.Wednesday} at 3 please");
        Assert.Equal(6, question.Rows.Count);
        Assert.All(question.Rows, row => Assert.False(string.IsNullOrEmpty(row.Description)));

        // The words of a row are nothing without its id.
        await service.Phones.PressButtonAsync(Ana, question.Rows[1].Id[..^2] + "AA", "Haircut", question.Wamid);
        await UntilAsync(() => service.SentTo(Ana).Count == 2, "the answer to a forged row");
        Assert.DoesNotContain("Shall I book it", service.SentTo(Ana)[^1].Text, StringComparison.Ordinal);

        var confirm = await service.PressAsync(Ana, service.SentTo(Ana)[^1], "Haircut");
        Assert.StartsWith("Haircut", confirm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_appointment_frees_its_old_time_and_takes_the_new_one()
    {
        await using var service = await StartAsync();
        await BookAsync(service, Ana, "at 3");
        var question = await service.AskAsync(Ana, "move my appointment to 4pm");
        Assert.Contains("15:00", question.Text, StringComparison.Ordinal);

        var moved = await service.PressAsync(Ana, question, "Yes, move it");

        Assert.Contains("16:00", moved.Text, StringComparison.Ordinal);
        var list = (await service.AskAsync(Ana, "my appointments")).Text;
        Assert.Contains("16:00", list, StringComparison.Ordinal);
        Assert.DoesNotContain("15:00", list, StringComparison.Ordinal);
        Assert.Contains("taken", (await service.AskAsync(Ben, Wish("at 4"))).Text, StringComparison.Ordinal);
        Assert.Contains("15:00", (await BookAsync(service, Ben, "at 3")).Text, StringComparison.Ordinal);
        var cancelled = await service.AskAsync(Ana, "cancel my appointment");
        Assert.Contains("cancelled", (await service.PressAsync(Ana, cancelled, "Yes, cancel it")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_may_overlap_the_old_time_and_may_be_repeated()
    {
        await using var service = await StartAsync();
        await BookAsync(service, Ana, "at 3");

        for (var minutes = 15; minutes <= 45; minutes += 15)
        {
            var question = await service.AskAsync(Ana, "can we make it 15 minutes later");
            var moved = await service.PressAsync(Ana, question, "Yes, move it");
            Assert.Contains($"15:{minutes}", moved.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_two_who_move_to_the_same_time_one_gets_it_and_the_other_keeps_the_old_one()
    {
        await using var service = await StartAsync();
        await BookAsync(service, Ana, "at 10");
        await BookAsync(service, Ben, "at 11");
        var (ana, ben) = (await service.AskAsync(Ana, "move my appointment to 4pm"),
            await service.AskAsync(Ben, "move my appointment to 4pm"));

        var answers = await Task.WhenAll(
            service.PressAsync(Ana, ana, "Yes, move it"), service.PressAsync(Ben, ben, "Yes, move it"));

        Assert.Single(answers, answer => answer.Text.StartsWith("Moved", StringComparison.Ordinal));
        var refused = Assert.Single(answers, answer => answer.Buttons.Count > 0);
        Assert.Contains("stays as it is", refused.Text, StringComparison.Ordinal);
        var list = await service.AskAsync(refused.Person, "my appointments");
        Assert.Contains(refused.Person == Ana ? "10:00" : "11:00", list.Text, StringComparison.Ordinal);
    }

    private static string Wish(string at) => $"can I get a haircut on {OpenDay.Wednesday} {at}?";

    private static async Task<SentMessage> BookAsync(RunningService service, SimulatedPerson person, string at) =>
        await service.PressAsync(person, await service.AskAsync(person, Wish(at)), "Confirm");

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    /// <summary>The same buttons with one character of each id changed.</summary>
    private static SentMessage Forged(SentMessage question) => question with
    {
        Buttons = [.. question.Buttons.Select(button => button with { Id = button.Id[..^1] + (button.Id[^1] == 'A' ? 'B' : 'A') })],
    };
}
