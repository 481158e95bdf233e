using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>An edit replaces our copy and is answered as what it says now; a revoke takes our copy away.</summary>
public sealed class EditTests
{
    [Fact]
    public async Task An_edited_message_is_answered_by_its_newest_wording_and_the_older_one_is_gone()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");

        await service.Phones.SendAsync(Ana, PersonMessage.Edit(wamid, PersonMessage.Text("what are your opening hours?")));

        Assert.Contains("Tuesday", (await service.AnswerAsync(Ana, 1)).Text, StringComparison.Ordinal);
        var shown = await service.ShownAsync();
        Assert.DoesNotContain("where are you?", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal("edited", shown[0].GetProperty("kind").GetString());
        Assert.Contains("what are your opening hours?", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_message_is_nowhere_any_more_and_nothing_is_answered()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");

        await service.Phones.SendAsync(Ana, PersonMessage.Revoke(wamid));
        await UntilAsync(() => ShownKind(service) == "revoked", "the revoke");

        Assert.DoesNotContain("where are you?", (await service.ShownAsync()).ToString(), StringComparison.Ordinal);
        Assert.Single(service.SentTo(Ana));
        // The conversation goes on.
        Assert.Contains("Tuesday", (await service.AskAsync(Ana, "what are your opening hours?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_revoked_in_the_same_webhook_is_not_answered()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");
        await service.Phones.SendBatchAsync(
            [(Ana, PersonMessage.Text("are you a bot?")), (Ana, PersonMessage.Revoke(wamid))]);
        await service.DrainedAsync(2);

        Assert.Equal(["revoked", "message:text"], await KindsAsync(service));
    }

    [Fact]
    public async Task A_revoke_after_an_edit_leaves_no_wording_at_all()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");
        await service.Phones.SendAsync(Ana, PersonMessage.Edit(wamid, PersonMessage.Text("are you a bot?")));
        await service.AnswerAsync(Ana, 1);
        await service.Phones.SendAsync(Ana, PersonMessage.Edit(wamid, PersonMessage.Text("what are your opening hours?")));
        await service.AnswerAsync(Ana, 2);

        await service.Phones.SendAsync(Ana, PersonMessage.Revoke(wamid));

        Assert.Equal(["edited", "edited", "revoked"], await KindsAsync(service));
    }

    [Fact]
    public async Task An_edit_that_comes_after_the_revoke_does_not_bring_the_message_back()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");

        await service.Phones.SendAsync(Ana, PersonMessage.Revoke(wamid));
        await service.Phones.SendAsync(Ana, PersonMessage.Edit(wamid, PersonMessage.Text("are you a bot?")));
        await service.AskAsync(Ana, "what are your opening hours?");

        Assert.Equal(["revoked", "message:text"], await KindsAsync(service));
    }

    [Fact]
    public async Task Nobody_revokes_what_somebody_else_wrote()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");

        await service.Phones.SendAsync(Ben, PersonMessage.Revoke(wamid));
        await service.AskAsync(Ana, "are you a bot?");

        Assert.Equal(["message:text", "message:text"], await KindsAsync(service));
    }

    [Fact]
    public async Task A_redelivered_edit_after_an_erasure_brings_nobody_back()
    {
        await using var service = await StartAsync();
        var wamid = await WriteAsync(service, "where are you?");
        var edit = await service.Phones.SendAsync(Ana, PersonMessage.Edit(wamid, PersonMessage.Text("hello")));
        await service.AnswerAsync(Ana, 1);
        var question = await service.AskAsync(Ana, "delete my data");
        await service.PressAsync(Ana, question, question.Buttons[0].Title);
        await UntilAsync(() => service.Database.Read(Conversations.List).Count == 0, "the erasure");

        await service.Phones.RedeliverAsync(edit);
        await service.Phones.RedeliverAsync(wamid);

        Assert.Empty(service.Database.Read(Conversations.List));
    }

    private static async Task<string> WriteAsync(RunningService service, string text)
    {
        var wamid = await service.Phones.SendTextAsync(Ana, text);
        await service.AnswerAsync(Ana, 0);
        return wamid;
    }

    private static string? ShownKind(RunningService service) =>
        service.ShownAsync().GetAwaiter().GetResult()[0].GetProperty("kind").GetString();

    private static async Task<IEnumerable<string?>> KindsAsync(RunningService service)
    {
        var rows = service.Database.Read(Conversations.List);
        var shown = await service.ShownAsync(rows.MaxBy(row => row.Arrived)!.Id);
        return [.. shown.EnumerateArray().Where(one => one.GetProperty("from").GetString() == "person")
            .Select(one => one.GetProperty("kind").GetString())];
    }
}
