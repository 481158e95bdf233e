using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>What WhatsApp draws, and what a person can do with it.</summary>
public sealed class PhoneKindsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_list_is_a_sheet_with_one_choice_and_can_be_left()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, "anything free?");
        await stage.SendInteractiveAsync(PhoneStage.Ana, Scene.Times);
        await using var window = await chromium.OpenAsync(stage.Page);
        var (ana, keys) = (window.Phone("Ana"), window.Page.Keyboard);
        var list = ana.Button(Scene.List);

        await Expect(list).ToBeVisibleAsync();
        await ana.Field.FocusAsync();
        await keys.PressAsync("Shift+Tab");
        await keys.PressAsync("Enter");
        await Expect(ana.Sheet).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(ana.Sheet).ToHaveCountAsync(0);
        await Expect(list).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");

        var reply = (await stage.ArrivedAsync("interactive")).GetProperty("interactive").GetProperty("list_reply");
        Assert.Equal("m2", reply.GetProperty("id").GetString());
        Assert.Equal("Haircut, 45 minutes, €42", reply.GetProperty("description").GetString());
        var used = ana.Button("14:30");
        await Expect(used).ToHaveAttributeAsync("aria-disabled", "true");
        await used.ClickAsync(new() { Force = true });
        await Expect(ana.Sheet).ToHaveCountAsync(0);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_reply_button_is_pressed_once()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, "haircut on Friday");
        await stage.SendInteractiveAsync(PhoneStage.Ana, Scene.Question);
        await using var window = await chromium.OpenAsync(stage.Page);
        var ana = window.Phone("Ana");

        await ana.Button("Confirm").DblClickAsync();
        await Expect(ana.Button("Confirm")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(ana.Own).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await ana.Button("Another time").ClickAsync(new() { Force = true });
        await ana.WriteAsync("thank you");

        Assert.Equal(["> haircut on Friday", "< " + QuestionText, "> Confirm", "> thank you"], await ana.TranscriptAsync());
        Assert.Empty(window.Complaints);
    }

    private const string QuestionText = "Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?";

    [Fact]
    public async Task A_message_is_answered_edited_reacted_to_and_deleted_from_its_menu()
    {
        await using var stage = await PhoneStage.SetAsync();
        var first = await stage.WriteAsync(PhoneStage.Ana, "tomorow at 3?");
        var answer = await stage.SayAsync(PhoneStage.Ana, "Which service would you like?");
        await using var window = await chromium.OpenAsync(stage.Page);
        var (ana, page) = (window.Phone("Ana"), window.Page);

        await ana.MenuAsync(ana.Own.First, "Edit");
        await Expect(ana.Field).ToHaveValueAsync("tomorow at 3?");
        await ana.Field.FillAsync("tomorrow at 3?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(ana.Own.First.Locator(".text")).ToHaveTextAsync("tomorrow at 3?");
        await Expect(ana.Own.First.Locator(".edited")).ToBeVisibleAsync();
        Assert.Equal(first, (await stage.ArrivedAsync("edit")).GetProperty("edit").GetProperty("original_message_id").GetString());

        await ana.MenuAsync(ana.Answers.First, "Reply");
        await ana.WriteAsync("a beard trim");
        Assert.Equal(answer, (await stage.ArrivedAsync("text")).GetProperty("context").GetProperty("id").GetString());
        await Expect(ana.Own.Last.Locator(".quote")).ToHaveTextAsync("Which service would you like?");

        await ana.Answers.First.Locator(".bubble").ClickAsync(new() { Button = MouseButton.Right });
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "React with heart" }).ClickAsync();
        await Expect(ana.Answers.First.Locator(".reactions .emoji")).ToHaveTextAsync("❤️");

        await ana.MenuAsync(ana.Own.Last, "Delete for everyone");
        await Expect(ana.Own.Last.Locator(".text")).ToHaveTextAsync("You deleted this message");
        await ana.Own.Last.Locator(".bubble").ClickAsync(new() { Button = MouseButton.Right });
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(1); // its proof stays
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Without_a_mouse_a_message_is_found_and_its_menu_used()
    {
        await using var stage = await PhoneStage.SetAsync();
        foreach (var text in new[] { "one", "two", "three" })
            await stage.WriteAsync(PhoneStage.Ana, text);
        await using var window = await chromium.OpenAsync(stage.Page);
        var (ana, keys) = (window.Phone("Ana"), window.Page.Keyboard);

        // Keys go to whatever is there, and the phone stands before its chat is read.
        await Expect(ana.Own).ToHaveCountAsync(3);
        await ana.Field.FocusAsync();
        foreach (var _ in Enumerable.Range(0, 3))
            await keys.PressAsync("Shift+Tab"); // its menu, its proof, the last message
        await keys.PressAsync("ArrowUp");
        await Expect(ana.Own.Nth(1)).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await keys.PressAsync("End");
        await keys.PressAsync("Enter");

        await Expect(ana.Own.Nth(1).Locator(".text")).ToHaveTextAsync("You deleted this message");
        await Expect(ana.Own.Nth(1)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("Voice note", "audio")]
    [InlineData("Picture", "image")]
    [InlineData("Document", "document")]
    [InlineData("Location", "location")]
    [InlineData("Contact", "contacts")]
    [InlineData("Poll", "unsupported")]
    public async Task Samples_are_sent_as_WhatsApp_sends_them(string kind, string type)
    {
        await using var stage = await PhoneStage.SetAsync();
        await using var window = await chromium.OpenAsync(stage.Page);
        var ana = window.Phone("Ana");

        await ana.AttachAsync(kind);

        var arrived = await stage.ArrivedAsync(type);
        Assert.Equal(JsonValueKind.String, arrived.GetProperty("id").ValueKind);
        await Expect(ana.Own.Last.Locator(".card > *")).ToHaveCountAsync(1);
        if (type == "image")
            await Expect(ana.Own.Last.Locator(".picture img")).ToHaveJSPropertyAsync("naturalWidth", 640);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Marks_are_drawn_markup_is_text_and_only_this_machine_is_linked()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, "hello");
        await stage.SayAsync(PhoneStage.Ana,
            "*bold* _italic_ <img src=x onerror=alert(1)> http://127.0.0.1:9/a https://elsewhere.example/b");
        await stage.SendInteractiveAsync(PhoneStage.Ana, Scene.Link("https://elsewhere.example/c"));
        await using var window = await chromium.OpenAsync(stage.Page);
        var ana = window.Phone("Ana");

        var text = ana.Answers.First.Locator(".text");
        await Expect(text.Locator("strong")).ToHaveTextAsync("bold");
        await Expect(text.Locator("em")).ToHaveTextAsync("italic");
        await Expect(text.Locator("img")).ToHaveCountAsync(0);
        await Expect(text).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(text.Locator("a")).ToHaveTextAsync("http://127.0.0.1:9/a");
        await Expect(text.Locator("a")).ToHaveAttributeAsync("rel", "noreferrer noopener");
        await Expect(ana.Answers.Last.GetByText("elsewhere.example")).ToBeVisibleAsync();
        await Expect(ana.Answers.Last.Locator("a")).ToHaveCountAsync(0);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Who_shows_no_number_is_told_so_and_an_unreachable_service_is_said()
    {
        await using var stage = await PhoneStage.SetAsync(people: 3);
        await using var window = await chromium.OpenAsync(stage.Page, width: 1440);
        var chiara = window.Page.Locator("#person-2");
        await Expect(chiara.Locator(".number")).ToHaveTextAsync("keeps the phone number private");

        stage.Answer = 503;
        await window.Phone("Chiara").WriteAsync("is anyone there?");
        await Expect(chiara.Locator(".notice")).ToContainTextAsync("SIM-1");
        await Expect(chiara.Locator(".trouble")).ToContainTextAsync("HTTP 503");
        stage.Answer = 200;
        await Expect(chiara.Locator(".notice")).ToBeHiddenAsync(new() { Timeout = 30_000 });
    }
}
