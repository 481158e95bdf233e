using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>What the assistant cannot read is declined politely, and nothing of it is fetched or stored.</summary>
public sealed class UnreadableTests
{
    private static readonly MediaFile _file = new(new byte[] { 1, 2, 3 }, "image/jpeg");

    public static TheoryData<string, string> Kinds => new()
    {
        { "image", "picture" }, { "video", "video" }, { "document", "document" }, { "audio", "voice" },
        { "sticker", "sticker" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Media_are_declined_and_nothing_of_them_is_stored(string kind, string word)
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "hello");

        await service.Phones.SendAsync(Ana, PersonMessage.Media(kind, _file));

        Assert.Contains(word, (await service.AnswerAsync(Ana, 1)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"message:{kind}", (await service.ShownAsync())[2].GetProperty("kind").GetString());
        Assert.Equal(0, service.Database.Read(session => Storage.Parked.Counts(session).Sum(count => count.Count)));
    }

    [Fact]
    public async Task A_location_a_contact_and_an_order_are_answered_too()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "hello");

        await service.Phones.SendAsync(Ana, PersonMessage.Location(52.5, 13.4));
        await service.AnswerAsync(Ana, 1);
        await service.Phones.SendAsync(Ana, PersonMessage.Contact("Mia", "+4915100000000"));
        await service.AnswerAsync(Ana, 2);
        await service.Phones.SendAsync(Ana, PersonMessage.Unsupported());
        await service.AnswerAsync(Ana, 3);
    }

    [Fact]
    public async Task A_reaction_is_kept_and_not_answered()
    {
        await using var service = await StartAsync();
        var answer = await service.AskAsync(Ana, "where are you?");

        await service.Phones.SendAsync(Ana, PersonMessage.Reaction(answer.Wamid, "👍"));
        await service.Phones.SendAsync(Ana, PersonMessage.Reaction(answer.Wamid, emoji: null));
        await service.DrainedAsync(3);

        Assert.Single(service.SentTo(Ana));
        Assert.Equal("👍", (await service.ShownAsync())[2].GetProperty("text").GetString());
    }
}
