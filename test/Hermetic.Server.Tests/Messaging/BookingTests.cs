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
        Assert.Equal(1, Occurrences(list.Text, "Haircut"));
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

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    /// <summary>The same buttons with one character of each id changed.</summary>
    private static SentMessage Forged(SentMessage question) => question with
    {
        Buttons = [.. question.Buttons.Select(button => button with { Id = button.Id[..^1] + (button.Id[^1] == 'A' ? 'B' : 'A') })],
    };
}
