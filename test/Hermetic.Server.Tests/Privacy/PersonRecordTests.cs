using System.Text.Json;
using Hermetic.Server.Staff;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What a person is told about themselves, and what they can put right.</summary>
public sealed class PersonRecordTests
{
    [Fact]
    public async Task A_person_is_told_what_is_kept_and_who_looked()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        await service.ShownAsync();
        await ListAsync(service);

        var told = (await service.AskAsync(Ana, "what do you know about me?")).Text;

        Assert.Contains("shows the name Ana, which I have known since", told, StringComparison.Ordinal);
        Assert.Contains("which ends in 78", told, StringComparison.Ordinal);
        Assert.DoesNotContain("4915112345678", told, StringComparison.Ordinal);
        Assert.Contains("4 from you and 3 to you", told, StringComparison.Ordinal);
        Assert.Contains("Haircut, Wednesday", told, StringComparison.Ordinal);
        Assert.Contains("has opened our conversation once", told, StringComparison.Ordinal);
        Assert.Contains("your name, was opened once", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saw_my_data_counts_and_names_no_one()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ben, "where are you?");
        Assert.Contains(
            "Nobody at Salon Morgenrot has opened our conversation.",
            (await service.AskAsync(Ben, "who saw my data?")).Text, StringComparison.Ordinal);

        await service.ShownAsync();
        await service.ShownAsync();

        Assert.Contains(
            "have opened our conversation 2 times",
            (await service.AskAsync(Ben, "who has seen my data")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_name_is_what_staff_see_and_stays_beside_that_of_the_profile()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var question = await service.AskAsync(Ana, "my name is Anna Meier");
        Assert.Contains("Anna Meier", question.Text, StringComparison.Ordinal);
        Assert.Equal("Ana", await NameAsync(service));

        await service.PressAsync(Ana, question, "Yes, that is right");
        Assert.Equal("Anna Meier", await NameAsync(service));

        await service.AskAsync(Ana, "where are you?");
        Assert.Equal("Anna Meier", await NameAsync(service));
        Assert.Contains(
            "shows the name Ana, which", (await service.AskAsync(Ana, "what do you know about me")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_get_through_while_a_person_of_the_business_talks_and_nothing_else_does()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        await service.ReplyAsync("Hello Ana, Mia here.");
        await service.AnswerAsync(Ana, 1);
        var silent = service.SentTo(Ana).Count;
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await service.Phones.SendTextAsync(Ana, "my name is Anna");
        await service.DrainedAsync(3);
        Assert.Equal(silent, service.SentTo(Ana).Count);

        Assert.Contains(
            "keeps about you here", (await service.AskAsync(Ana, "what do you know about me?")).Text,
            StringComparison.Ordinal);
        var (link, code) = await service.OrderAsync(Ana);
        using var zip = await ExportedData.DownloadAsync(link, code);
        Assert.Equal(Domain.ConversationState.HumanInCharge, service.Conversation.State);

        var question = await service.AskAsync(Ana, "delete my data");
        var erased = await service.PressAsync(Ana, question, "Erase everything");
        Assert.Contains("is erased", erased.Text, StringComparison.Ordinal);
    }

    private static async Task ListAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using var json = new Utf8JsonWriter(content);
        await service.Parts.GetRequiredService<StaffDesk>().ListAsync(StaffDesk.Socket, json, default);
    }

    private static async Task<string?> NameAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<StaffDesk>().ListAsync(StaffDesk.Socket, json, default);
        return JsonDocument.Parse(content.ToArray()).RootElement[0].GetProperty("name").GetString();
    }
}
