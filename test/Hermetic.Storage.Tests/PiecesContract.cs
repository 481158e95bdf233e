using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What the console shows piece by piece, and what it counts.</summary>
public abstract class PiecesContract(IEngine engine) : OutgoingContract(engine)
{
    [Fact]
    public async Task Where_somebody_wrote_last_comes_first_and_a_piece_begins_where_the_one_before_ended()
    {
        var guests = new List<Guest>();
        for (var number = 0; number < 5; number++)
            guests.Add(await WelcomeAsync());
        await Database.CommitAsync(transaction => Receive(transaction, guests[1].Subject));

        var first = Database.Read(session => Conversations.Recent(session, long.MaxValue, 3));
        var rest = Database.Read(session => Conversations.Recent(session, first[^1].Place, 3));

        Assert.Equal(
            [guests[1].Conversation, guests[4].Conversation, guests[3].Conversation, guests[2].Conversation, guests[0].Conversation],
            first.Concat(rest).Select(row => row.Conversation.Id));
        Assert.Equal(2, rest.Count);
    }

    [Fact]
    public async Task Only_those_with_a_person_in_charge_are_listed_as_such()
    {
        var (ana, _) = (await WelcomeAsync(), await WelcomeAsync());
        await Database.CommitAsync(transaction => Conversations.TakeOver(transaction, ana.Conversation));
        Assert.Equal(
            [ana.Conversation], Database.Read(session => Conversations.WithPeople(session, 10)).Select(row => row.Id));
        Assert.Empty(Database.Read(session => Conversations.WithPeople(session, 0)));
    }

    [Fact]
    public async Task Messages_come_backwards_from_one_of_them_in_both_directions()
    {
        var guest = await WelcomeAsync(messages: 4);
        await Database.CommitAsync(transaction =>
        {
            for (var number = 0; number < 3; number++)
                Queue(transaction, guest);
        });
        var proof = Proof<ReadConversation>(Target.Of(guest.Conversation, guest.Subject));

        Assert.Equal(
            [4, 3], Database.Read(session => Inbox.Before(session, proof, guest.Conversation, long.MaxValue, 2)).Select(row => row.Sequence));
        Assert.Equal(
            [2, 1], Database.Read(session => Inbox.Before(session, proof, guest.Conversation, 3, 9)).Select(row => row.Sequence));
        Assert.Equal(
            [3, 2], Database.Read(session => Outbox.Before(session, proof, guest.Conversation, long.MaxValue, 2)).Select(row => row.Sequence));
        Assert.Equal(
            [1], Database.Read(session => Outbox.Before(session, proof, guest.Conversation, 2, 9)).Select(row => row.Sequence));
    }

    [Fact]
    public async Task What_goes_no_further_without_a_person_is_counted()
    {
        await Database.CommitAsync(transaction =>
        {
            foreach (var state in Enum.GetValues<OutboxState>().Where(state => state is not (OutboxState.Repeated or OutboxState.Sending)))
                Bring(transaction, state);
        });
        Assert.Equal(3, Database.Read(Undelivered.Stuck));
    }

    [Fact]
    public async Task Whoever_follows_the_record_reads_what_came_after()
    {
        var row = Database.Read(LedgerEntries.LastRow);
        var guest = await WelcomeAsync();
        var proof = Proof<ReadConversation>(Target.Of(guest.Conversation, guest.Subject));
        await Database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));

        var entries = Database.Read(session => LedgerEntries.After(session, row, 10));
        Assert.Contains("conversation.read", System.Text.Encoding.UTF8.GetString(entries[^1].Body.Span), StringComparison.Ordinal);
        Assert.Empty(Database.Read(session => LedgerEntries.After(session, entries[^1].Row, 10)));
    }
}
