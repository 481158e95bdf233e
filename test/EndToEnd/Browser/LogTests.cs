using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>A chat follows what is new, until its reader goes up.</summary>
public sealed class LogTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>A message and, before the chat hears that it scrolled, a notice that takes room away: the service died.</summary>
    private const string Interrupted = """
        async () => {
          const phone = page.phones[0];
          const interrupted = new Promise((done) => {
            document.addEventListener('scroll', () => {
              phone.notice('The service does not take messages. '.repeat(8), 'SIM-1');
              done();
            }, { capture: true, once: true });
          });
          phone.show({ ...phone.last('business'), wamid: 'wamid.next', text: 'The next answer.' });
          await interrupted;
        }
        """;

    /// <summary>How many pixels stand below what is seen, some frames later.</summary>
    private const string Below = """
        async () => {
          for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
          const { scrollHeight, scrollTop, clientHeight } = document.querySelector('#person-0 .chat');
          return Math.round(scrollHeight - scrollTop - clientHeight);
        }
        """;

    [Fact]
    public async Task A_notice_that_takes_room_away_does_not_stop_it_and_a_reader_who_goes_up_does()
    {
        await using var stage = await PhoneStage.SetAsync();
        for (var number = 0; number < 20; number++)
            await stage.WriteAsync(PhoneStage.Ana, $"Message {number}");
        await stage.SayAsync(PhoneStage.Ana, "An answer.");
        await using var window = await chromium.OpenAsync(
            stage.Page, width: 390, height: 640, before: DrawerTests.WithModuleAsync);
        var (page, answers) = (window.Page, window.Phone("Ana").Answers);
        await Expect(DrawerTests.Guide(page)).ToBeVisibleAsync();
        await page.EvaluateAsync("page.side.hidden = true");
        await Expect(answers).ToHaveCountAsync(1);
        Assert.Equal(0, await page.EvaluateAsync<int>(Below));

        await page.EvaluateAsync(Interrupted);
        Assert.Equal(0, await page.EvaluateAsync<int>(Below));

        await page.Locator("#person-0 .chat").HoverAsync();
        await page.Mouse.WheelAsync(0, -400);
        await Expect(answers.Last).Not.ToBeInViewportAsync();
        await stage.SayAsync(PhoneStage.Ana, "One that comes meanwhile.");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "To the newest message" })).ToBeVisibleAsync();
        Assert.InRange(await page.EvaluateAsync<int>(Below), 200, int.MaxValue);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "To the newest message" }).ClickAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>(Below));
    }
}
