using System.Text;
using Hermetic.Domain;
using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>The largest webhook that WhatsApp sends: 1,000 updates, close to 3 MB, all or nothing.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task A_thousand_messages_in_one_body_are_stored_in_their_order_and_acknowledged_once()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        var text = new string('x', 2400);

        var sent = service.Phones.SendBatchAsync(
            [.. Enumerable.Range(0, 1000).Select(i => (Ana, PersonMessage.Text($"{i} {text}")))]);
        var seen = new SortedSet<long>();
        while (!sent.IsCompleted || !seen.Contains(1001))
            seen.Add(service.Conversation.Arrived);
        await sent;

        // Readers see each commit as it comes: nobody ever saw a part of the thousand.
        Assert.Equal([1, 1001], seen);

        var delivery = Assert.Single(service.Phones.Deliveries, one => one.Wamids.Count == 1000);
        Assert.InRange(delivery.Body.Length, 2_600_000, 3 * 1024 * 1024);
        var row = service.Conversation;
        Assert.Equal(1001, row.Arrived);
        var shown = (await service.ShownAsync()).EnumerateArray().Where(one => one.GetProperty("from").GetString() == "person");
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => $"{i} {text}"),
            shown.Skip(1).Select(one => one.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task While_one_of_them_cannot_be_stored_none_of_its_neighbours_is_kept_without_it()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        await service.AskAsync(Ben, "can I talk to a human please");
        await service.Phones.SendBatchAsync(
            [.. Enumerable.Range(0, 99).Select(i => (Ana, PersonMessage.Text($"{i}"))), (Ben, PersonMessage.Text("last"))]);
        await UntilAsync(
            () => service.Database.Read(Conversations.List).All(row => row.Arrived == row.Drained), "all turns");
        var body = Assert.Single(service.Phones.Deliveries, one => one.Wamids.Count == 100).Body.ToArray();
        var erased = service.Database.Read(Conversations.List).Single(row => row.Arrived == 2).Subject;
        // The same hundred under other ids.
        body = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(body).Replace("\"wamid.", "\"wamid.2", StringComparison.Ordinal));
        await service.Database.CommitAsync(transaction => Erasures.Begin(
            transaction, Authorizer.Demand<EraseSubject>(Caller.Person(erased), Target.Of(erased)), erased));

        var answer = await service.Phones.PostAsync(body);

        Assert.Equal(503, answer.HttpStatus);
        Assert.Equal([100L, 2L], service.Database.Read(Conversations.List).Select(row => row.Arrived).OrderDescending());
    }

    [Fact]
    public async Task A_body_of_every_kind_at_once_loses_none_of_its_elements()
    {
        await using var service = await StartAsync();
        var first = await service.Phones.SendTextAsync(Ana, "where are you?");
        await service.AnswerAsync(Ana, 0);

        await service.Phones.SendBatchAsync(
        [
            (Ana, PersonMessage.Text("are you a bot?")),
            (Ana, PersonMessage.Reaction(first, "👍")),
            (Ana, PersonMessage.Location(52.5, 13.4)),
            (Ana, PersonMessage.Edit(first, PersonMessage.Text("hello"))),
            (Ana, PersonMessage.Unsupported()),
            (Ben, PersonMessage.Contact("Mia", "+4915100000000")),
        ]);
        await UntilAsync(
            () => service.Database.Read(Conversations.List).All(row => row.Arrived == row.Drained), "all turns");

        Assert.Equal([6L, 1L], service.Database.Read(Conversations.List).Select(row => row.Arrived).OrderDescending());
        await UntilAsync(() => service.SentTo(Ana).Count >= 5 && service.SentTo(Ben).Count >= 1, "all answers");
        Assert.Equal(4, service.SentTo(Ana).Count - 1);
        Assert.Single(service.SentTo(Ben));
    }
}
