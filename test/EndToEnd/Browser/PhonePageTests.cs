using Hermetic.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>
/// The demo as a newcomer meets it: one command, a browser, hands. Silence is shown by the order of what follows: an
/// answer to a message that should have none would stand before the next one.
/// </summary>
public sealed class PhonePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Introduction = "Hello, this is the AI assistant of Salon Morgenrot.";

    [Fact]
    public async Task By_keyboard_alone_a_haircut_is_booked_listed_and_cancelled()
    {
        await using var demo = await Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var ana = window.Phone("Ana");

        await IntroducesItselfOnceAsync(ana);
        Assert.Contains("Kastanienallee 12", await ana.AskAsync("where are you?"), StringComparison.Ordinal);
        Assert.Contains("Balayage: €145", await ana.AskAsync("what services do you offer?"), StringComparison.Ordinal);
        Assert.Contains("€18", await ana.AskAsync("How much is a beard trim?"), StringComparison.Ordinal);

        var day = await OpenDayAsync(ana);
        var question = await ana.AskAsync($"can I get a haircut on {day} at 3?");
        Assert.Matches($@"^Haircut on {day}, \d+ \w+ at 15:00, 45 minutes, €42\. Shall I book it\?$", question);
        Assert.Contains("press the button", await ana.AskAsync("yes"), StringComparison.Ordinal);
        Assert.StartsWith("You have no coming appointments.", await ana.AskAsync("my appointments"), StringComparison.Ordinal);
        await ana.AskAsync($"can I get a haircut on {day} at 3?");
        Assert.StartsWith($"Booked: Haircut on {day}", await ana.PressAsync("Confirm"), StringComparison.Ordinal);
        Assert.Contains($"Haircut on {day}", await ana.AskAsync("my appointments"), StringComparison.Ordinal);

        Assert.Contains("Shall I cancel", await ana.AskAsync("cancel my appointment"), StringComparison.Ordinal);
        Assert.Equal("Your appointment is cancelled.", await ana.PressAsync("Yes, cancel it"));
        Assert.Equal("You have no coming appointments.", await ana.AskAsync("my appointments"));
        Assert.Contains("not a person", await ana.AskAsync("are you a bot?"), StringComparison.Ordinal);
        Assert.StartsWith("I cannot help with that.", await ana.AskAsync("who won the world cup?"), StringComparison.Ordinal);

        await ana.AllReadAsync();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_person_takes_over_and_gives_back_and_STOP_means_silence()
    {
        await using var demo = await Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var ana = window.Phone("Ana");

        await ana.AskAsync("hello");
        Assert.Contains("I hand over to a person", await ana.AskAsync("Talk to a human"), StringComparison.Ordinal);
        Assert.Contains("has been asked", await ana.AskAsync("are you a bot?"), StringComparison.Ordinal);
        var id = await demo.FindAsync("Ana");
        await demo.RunAsync("reply", id, "Good morning, this is Mara.");
        await Expect(ana.Answers).ToHaveCountAsync(4);
        await demo.RunAsync("release", id);
        Assert.Contains("Kastanienallee", await ana.AskAsync("where are you?"), StringComparison.Ordinal);

        await ana.AskAsync("STOP");
        await ana.WriteAsync("What are your opening hours?");
        await ana.AskAsync("START");
        await ana.AskAsync("How much is a beard trim?");

        Assert.Equal(
            ["> hello", "< Hello", "> Talk to a human", "< I hand over to a person", "> are you a bot?",
                "< A person from", "< Good morning, this is Mara.", "> where are you?", "< You will find", "> STOP", "< You will get no more",
                "> What are your opening hours?", "> START", "< You will get messages", "> How much is a beard trim?",
                "< Beard trim: €18"],
            await BeginningsAsync(ana));
        Assert.Empty(window.Complaints);

        static async Task<IEnumerable<string>> BeginningsAsync(Phone phone)
        {
            string[] known = ["< Hello", "< I hand over to a person", "< A person from", "< You will find", "< You will get no more",
                "< You will get messages", "< Beard trim: €18"];
            return (await phone.TranscriptAsync())
                .Select(line => known.FirstOrDefault(start => line.StartsWith(start, StringComparison.Ordinal)) ?? line);
        }
    }

    [Fact]
    public async Task Two_people_at_the_same_time_are_never_mixed()
    {
        await using var demo = await Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (ana, ben) = (window.Phone("Ana"), window.Phone("Ben"));
        await IntroducedAsync(ana);
        await IntroducedAsync(ben); // one mouse, one click after the other
        var day = await OpenDayAsync(ana);

        foreach (var (hers, his) in new[]
        {
            ("where are you?", "How much is a beard trim?"),
            ("How much is a balayage?", "What are your opening hours?"),
            ($"haircut on {day} at 3pm", $"blow-dry on {day} at 4pm"),
        })
        {
            await ana.WriteAsync(hers);
            await ben.WriteAsync(his);
        }
        await Expect(ana.Answers).ToHaveCountAsync(5, new() { Timeout = 30_000 });
        await Expect(ben.Answers).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        await ana.ClickAsync("Confirm");
        Assert.StartsWith("You have no coming appointments.", await ben.AskAsync("my appointments"), StringComparison.Ordinal);
        Assert.Contains("already taken", await ben.AskAsync($"haircut on {day} at 3pm"), StringComparison.Ordinal);

        var (toAna, toBen) = (await SaidToAsync(ana), await SaidToAsync(ben));
        Assert.Contains("€145", toAna, StringComparison.Ordinal);
        Assert.DoesNotContain("€18", toAna, StringComparison.Ordinal);
        Assert.DoesNotContain("Blow-dry on", toAna, StringComparison.Ordinal);
        Assert.Contains("€18", toBen, StringComparison.Ordinal);
        Assert.DoesNotContain("€145", toBen, StringComparison.Ordinal);
        Assert.DoesNotContain("Booked", toBen, StringComparison.Ordinal);
        await ana.AllReadAsync();
        await ben.AllReadAsync();
        Assert.Empty(window.Complaints);

        static Task<string> IntroducedAsync(Phone phone) => phone.SuggestedAsync("Are you a bot?");

        static async Task<string> SaidToAsync(Phone phone) =>
            string.Join('\n', (await phone.TranscriptAsync()).Where(line => line[0] == '<'));
    }

    [Fact]
    public async Task Who_erases_their_data_is_a_stranger_afterwards()
    {
        await using var demo = await Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (ana, ben) = (window.Phone("Ana"), window.Phone("Ben"));
        await ana.SuggestedAsync("Are you a bot?");
        await ben.SuggestedAsync("Are you a bot?");

        Assert.Contains("cannot be undone", await ana.AskAsync("Delete my data"), StringComparison.Ordinal);
        Assert.StartsWith(
            "Everything that Salon Morgenrot kept about you here is erased and can no longer be read, not even from a "
            + "backup. This message is not kept either. If you write again, we begin anew.",
            await ana.ClickAsync("Erase everything"), StringComparison.Ordinal);
        Assert.Equal("Ben", Assert.Single(await demo.ListAsync()).GetProperty("name").GetString());

        Assert.StartsWith(Introduction, await ana.AskAsync("my appointments"), StringComparison.Ordinal);
        Assert.Equal("You have no coming appointments.", await ben.AskAsync("my appointments"));
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("light", 1280, 860, ColorScheme.Light)]
    [InlineData("dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("narrow", 390, 844, ColorScheme.Light)]
    public async Task The_page_fits_its_window(string name, int width, int height, ColorScheme scheme)
    {
        await using var demo = await Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width, height, scheme);
        await window.CaptureAsync($"{name}-empty");
        var ana = window.Phone("Ana");
        await ana.SuggestedAsync("What are your opening hours?");
        await ana.AskAsync($"haircut on {OpenDay.Wednesday} at 3pm");
        await ana.ClickAsync("Confirm");
        await ana.AskAsync("cancel my appointment");
        await ana.AllReadAsync();
        await window.CaptureAsync(name);

        Assert.True(await window.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"));
        Assert.True(await window.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('.chat')].every(chat => chat.scrollWidth <= chat.clientWidth)"));
        await Expect(ana.Button("Keep it")).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Empty(window.Complaints);
    }

    private static async Task IntroducesItselfOnceAsync(Phone phone)
    {
        var first = await phone.AskAsync("What are your opening hours?");
        Assert.StartsWith(Introduction, first, StringComparison.Ordinal);
        Assert.Contains("30 days", first, StringComparison.Ordinal);
        Assert.Contains("write \"human\"", first, StringComparison.Ordinal);
        Assert.Contains("Sunday", first, StringComparison.Ordinal);
        Assert.StartsWith("Salon Morgenrot is open:", await phone.AskAsync("What are your opening hours?"), StringComparison.Ordinal);
    }

    /// <summary>Friday, unless it is today or a holiday.</summary>
    private static async Task<string> OpenDayAsync(Phone phone)
    {
        var hours = await phone.AskAsync("are you open on Friday?");
        var open = hours.Contains("we are open", StringComparison.Ordinal);
        return open && DateTime.UtcNow.DayOfWeek != DayOfWeek.Friday ? "Friday" : "Wednesday";
    }
}
