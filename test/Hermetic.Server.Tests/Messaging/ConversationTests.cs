using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

public sealed class ConversationTests
{
    [Fact]
    public async Task The_first_answer_says_who_is_speaking_and_the_second_does_not_repeat_it()
    {
        await using var service = await StartAsync();

        var first = await service.AskAsync(Ana, "what are your opening hours?");
        var second = await service.AskAsync(Ana, "where are you?");

        Assert.Contains("AI assistant", first.Text, StringComparison.Ordinal);
        Assert.Contains("Tuesday", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AI assistant", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redelivered_message_is_not_answered_again()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var wamid = service.Phones.Deliveries[0];

        for (var i = 0; i < 3; i++)
            await service.Phones.PostAsync(wamid.Body.ToArray());
        await service.AskAsync(Ana, "are you a bot?");

        Assert.Equal(2, service.SentTo(Ana).Count);
    }

    [Fact]
    public async Task A_message_from_the_end_of_time_is_answered_now()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var body = System.Text.Encoding.UTF8.GetString(service.Phones.Deliveries[0].Body.Span);
        var odd = System.Text.RegularExpressions.Regex.Replace(body, "\"timestamp\":\"\\d+\"", "\"timestamp\":\"253402300799\"")
            .Replace("wamid.", "wamid.X", StringComparison.Ordinal);

        await service.Phones.PostAsync(System.Text.Encoding.UTF8.GetBytes(odd));

        Assert.Contains("Kastanienallee", (await service.AnswerAsync(Ana, 1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_a_phone_number_is_answered_by_their_user_id()
    {
        await using var service = await StartAsync();

        var answer = await service.AskAsync(Ben, "where are you?");

        Assert.Equal(Ben.UserId, answer.To);
    }

    [Fact]
    public async Task Many_messages_of_one_person_are_answered_in_their_order()
    {
        await using var service = await StartAsync(("WhatsApp:PairLimit", "false"));

        for (var i = 0; i < 30; i++)
            await service.Phones.SendTextAsync(Prober, $"#echo {i}");
        await UntilAsync(() => service.SentTo(Prober).Count == 30, "thirty echoes");

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}"), service.SentTo(Prober).Select(echo => echo.Text));
    }

    [Fact]
    public async Task A_probe_is_echoed_and_nothing_else_happens()
    {
        await using var service = await StartAsync();

        var echo = await service.AskAsync(Prober, "#echo  two  spaces and ünïcode");

        Assert.Equal(" two  spaces and ünïcode", echo.Text);
        Assert.Empty(echo.Buttons);
        Assert.Empty(service.Phones.Reads);
    }

    [Fact]
    public async Task Nobody_but_a_probe_sender_can_use_the_echo()
    {
        await using var service = await StartAsync();

        Assert.NotEqual("hello", (await service.AskAsync(Ana, "#echo hello")).Text);
        Assert.NotEqual("hello", (await service.AskAsync(Ben, "#echo hello")).Text);
    }

    [Fact]
    public async Task The_assistant_is_silent_while_a_person_of_the_business_has_the_conversation()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        var id = service.Parts.GetRequiredService<Database>().Read(Conversations.List)[0].Id;
        await service.ReplyAsync("Hello Ana, Mia here.");
        await service.AnswerAsync(Ana, 1);

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => Drained(service, id) == 2, "the silent turn");
        Assert.Equal(2, service.SentTo(Ana).Count);

        Assert.True(await service.Parts.GetRequiredService<StaffDesk>().ReleaseAsync(StaffDesk.Socket, id));
        var answer = await service.AskAsync(Ana, "where are you?");
        Assert.Contains("Kastanienallee", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_a_person_is_told_so_once()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");

        var told = await service.AskAsync(Ana, "are you there?");
        await service.Phones.SendTextAsync(Ana, "hello?");
        await service.DrainedAsync(3);

        Assert.StartsWith("A person from", told.Text, StringComparison.Ordinal);
        Assert.Equal(2, service.SentTo(Ana).Count);
    }

    [Fact]
    public async Task Danger_is_answered_whoever_is_in_charge_and_after_STOP()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        await service.ReplyAsync("Hello Ana, Mia here.");
        await service.AnswerAsync(Ana, 1);

        Assert.Contains("112", (await service.AskAsync(Ana, "my son can't breathe")).Text, StringComparison.Ordinal);
        var stopped = await service.AskAsync(Ana, "I want to die. STOP");
        Assert.Contains("112", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("START", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("112", (await service.AskAsync(Ana, "my face is swollen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_leaves_no_room_is_followed_by_the_waiting_question_and_its_buttons()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "I want to book an appointment");
        var hours = await service.AskAsync(Ana, "what are your opening hours?");

        var question = await service.AnswerAsync(Ana, 2);
        var chosen = await service.PressAsync(Ana, question, "Haircut");

        Assert.Contains("Monday: closed", hours.Text, StringComparison.Ordinal);
        Assert.Equal("Which service would you like?", question.Text);
        Assert.StartsWith("Haircut, gladly.", chosen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_take_a_conversation_over_and_the_assistant_is_silent()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var id = service.Parts.GetRequiredService<Database>().Read(Conversations.List)[0].Id;
        var desk = service.Parts.GetRequiredService<StaffDesk>();

        Assert.True(await desk.TakeOverAsync(StaffDesk.Socket, id));
        await service.Phones.SendTextAsync(Ana, "and when are you open?");
        await UntilAsync(() => Drained(service, id) == 2, "the silent turn");

        Assert.Single(service.SentTo(Ana));
        Assert.False(await desk.TakeOverAsync(StaffDesk.Socket, ConversationId.From(Guid.NewGuid())));
    }

    [Fact]
    public async Task What_staff_write_reaches_the_person()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        var id = service.Parts.GetRequiredService<Database>().Read(Conversations.List)[0].Id;

        await service.Parts.GetRequiredService<StaffDesk>().ReplyAsync(StaffDesk.Socket, id, "Hello Ana, Mia here."u8.ToArray(), default);

        Assert.Equal("Hello Ana, Mia here.", (await service.AnswerAsync(Ana, 1)).Text);
    }

    [Fact]
    public async Task STOP_is_confirmed_once_and_then_nothing_is_sent_until_START()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "STOP");
        var id = service.Parts.GetRequiredService<Database>().Read(Conversations.List)[0].Id;

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => Drained(service, id) == 2, "the silent turn");
        Assert.Single(service.SentTo(Ana));

        await service.AskAsync(Ana, "START");
        Assert.Contains("Kastanienallee", (await service.AskAsync(Ana, "where are you?")).Text, StringComparison.Ordinal);
    }

    private static long Drained(RunningService service, ConversationId id) =>
        service.Parts.GetRequiredService<Database>().Read(session => Conversations.Find(session, id))!.Drained;
}
