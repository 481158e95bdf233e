using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>One person's phone on the page, used by hands: keys and clicks only, waiting for what the page shows.</summary>
internal sealed class Phone(IPage page, string owner)
{
    private static readonly LocatorAssertionsToHaveCountOptions _patience = new() { Timeout = 30_000 };

    private ILocator Frame => page.Locator(".phone").Filter(new() { Has = Field });

    public ILocator Field => page.GetByLabel($"Message as {owner}");

    public ILocator Messages => Frame.Locator(".message");

    public ILocator Answers => Frame.Locator(".message[data-from=business]");

    public ILocator Own => Frame.Locator(".message[data-from=person]");

    /// <summary>Types a message and Enter; returns the one answer to it.</summary>
    public async Task<string> AskAsync(string text) => (await AskAsync(text, answers: 1))[0];

    /// <summary>Types a message and Enter; returns as many answers as are expected, in order.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string text, int answers)
    {
        var before = await Answers.CountAsync();
        await WriteAsync(text);
        return await AnswersFromAsync(before, answers);
    }

    /// <summary>Types a message and Enter, and waits only until it stands in the chat.</summary>
    public async Task WriteAsync(string text)
    {
        var before = await Own.CountAsync();
        await Field.ClickAsync();
        await Field.PressSequentiallyAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(Own).ToHaveCountAsync(before + 1, _patience);
        await Expect(Field).ToHaveValueAsync("");
    }

    /// <summary>Clicks one of the first messages that an empty chat offers; returns the answer.</summary>
    public async Task<string> SuggestedAsync(string text)
    {
        await Frame.GetByRole(AriaRole.Button, new() { Name = text, Exact = true }).ClickAsync();
        return (await AnswersFromAsync(0, 1))[0];
    }

    /// <summary>Clicks a button of the last answer that has it; returns the one answer to that.</summary>
    public async Task<string> ClickAsync(string title) => (await ClickAsync(title, answers: 1))[0];

    /// <summary>Clicks a button of the last answer that has it; returns as many answers as are expected.</summary>
    public async Task<IReadOnlyList<string>> ClickAsync(string title, int answers)
    {
        var before = await Answers.CountAsync();
        await Button(title).ClickAsync();
        return await AnswersFromAsync(before, answers);
    }

    /// <summary>
    /// Presses a button of the last answer without a mouse: one Shift+Tab from the field, arrow keys, Enter.
    /// </summary>
    public async Task<string> PressAsync(string title)
    {
        var before = await Answers.CountAsync();
        await Field.FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        var choices = await Answers.Last.Locator(".replies button").AllTextContentsAsync();
        for (var step = 0; step < choices.ToList().IndexOf(title); step++)
            await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Button(title)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        return (await AnswersFromAsync(before, 1))[0];
    }

    public ILocator Button(string title) =>
        Answers.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last;

    /// <summary>Opens the newest list by its button, chooses a row, sends it; returns the answer.</summary>
    public async Task<string> ChooseAsync(string list, string row)
    {
        var before = await Answers.CountAsync();
        await Button(list).ClickAsync();
        await Sheet.GetByText(row, new() { Exact = true }).ClickAsync();
        await Sheet.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        return (await AnswersFromAsync(before, 1))[0];
    }

    /// <summary>Sends one of the samples: Voice note, Picture, Document, Location, Poll, Contact.</summary>
    public async Task AttachAsync(string kind)
    {
        var before = await Own.CountAsync();
        await Frame.GetByRole(AriaRole.Button, new() { Name = "Send something else" }).ClickAsync();
        await Sheet.GetByRole(AriaRole.Button, new() { Name = kind }).ClickAsync();
        await Expect(Own).ToHaveCountAsync(before + 1, _patience);
    }

    /// <summary>The sheet that stands over the chat: a list, the attachments.</summary>
    public ILocator Sheet => Frame.GetByRole(AriaRole.Dialog);

    /// <summary>Opens a message's menu by the right button, as a long press does, and takes an item.</summary>
    public async Task MenuAsync(ILocator message, string item)
    {
        await message.Locator(".bubble").ClickAsync(new() { Button = MouseButton.Right });
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    /// <summary>All that both sides said, in the order on the screen: <c>&gt;</c> the person, <c>&lt;</c> the business.</summary>
    public async Task<IReadOnlyList<string>> TranscriptAsync()
    {
        var said = new List<string>();
        foreach (var message in await Messages.AllAsync())
        {
            var from = await message.GetAttributeAsync("data-from") == "person" ? "> " : "< ";
            said.Add(from + await message.Locator(".text").TextContentAsync());
        }
        return said;
    }

    /// <summary>Waits until every message of the person carries both ticks in colour, and its word for screen readers.</summary>
    public async Task AllReadAsync()
    {
        var count = await Own.CountAsync();
        await Expect(Frame.Locator(".message[data-from=person][data-state=read]")).ToHaveCountAsync(count, _patience);
        await Expect(Own.Last.Locator(".state")).ToHaveTextAsync("Read");
    }

    private async Task<IReadOnlyList<string>> AnswersFromAsync(int before, int count)
    {
        await Expect(Answers).ToHaveCountAsync(before + count, _patience);
        return [.. (await Answers.Locator(".text").AllTextContentsAsync()).Skip(before)];
    }
}
