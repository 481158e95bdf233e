using Hermetic.Domain;
using State = Hermetic.Storage.OutboxState;

namespace Hermetic.Storage.Tests;

/// <summary>What did not arrive is found in one list, and is sent again once at most.</summary>
public abstract class UndeliveredContract(IEngine engine) : OutgoingContract(engine)
{
    [Fact]
    public async Task What_has_not_arrived_is_listed_oldest_first_and_nothing_else()
    {
        var brought = await Database.CommitAsync(transaction => Enum.GetValues<State>()
            .Where(state => state != State.Repeated).Select(state => (state, Bring(transaction, state).Id)).ToList());

        var listed = List(after: 0, most: 100);

        State[] arrived = [State.Sent, State.Delivered, State.Read];
        Assert.Equal(
            brought.Where(one => !arrived.Contains(one.state)).Select(one => one.Id), Ids(listed));
        Assert.Equal(Ids(listed.Take(2)), Ids(List(after: 0, most: 2)));
        Assert.Equal(Ids(listed.Skip(2).Take(2)), Ids(List(after: listed[1].Place, most: 2)));
        Assert.Empty(List(after: listed[^1].Place, most: 2));
        Assert.All(brought, one => Assert.Equal(
            !arrived.Contains(one.state), Database.Read(session => Undelivered.Find(session, one.Id)) is not null));
    }

    private static IEnumerable<MessageId> Ids(IEnumerable<(long Place, OutboxRow Message)> rows) =>
        rows.Select(row => row.Message.Id);

    private IReadOnlyList<(long Place, OutboxRow Message)> List(long after, int most) => Database.Read(session =>
        Undelivered.List(session, Proof<ReadConversation>(Target.Deployment), after, most));

    [Theory]
    [InlineData(State.Failed, true)]
    [InlineData(State.Parked, true)]
    [InlineData(State.Unsent, true)]
    [InlineData(State.Queued, false)]
    [InlineData(State.Sending, false)]
    [InlineData(State.Held, false)]
    public async Task Only_what_was_given_up_is_sent_again_and_only_once(State state, bool repeatable)
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, state));
        var row = Database.Read(session => Undelivered.Find(session, message.Id))!;
        var entries = Database.Read(LedgerEntries.Lag);

        if (!repeatable)
        {
            await Assert.ThrowsAsync<FencedException>(() => RepeatAsync(message, row));
            Assert.Equal((state, entries), (StateNow(message), Database.Read(LedgerEntries.Lag)));
            return;
        }
        var again = await RepeatAsync(message, row);
        await Assert.ThrowsAsync<FencedException>(() => RepeatAsync(message, row));

        Assert.Equal((State.Repeated, entries + 1), (StateNow(message), Database.Read(LedgerEntries.Lag)));
        Assert.Null(Database.Read(session => Undelivered.Find(session, message.Id)));
        Assert.Equal(again, Database.Read(session => Conversations.Look(session, message.Guest.Conversation)!.Open)!.Id);
    }

    [Fact]
    public async Task A_status_that_comes_late_for_what_was_repeated_changes_nothing()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, State.Parked));
        await RepeatAsync(message, Database.Read(session => Undelivered.Find(session, message.Id))!);

        foreach (var late in new[] { State.Sent, State.Delivered, State.Failed })
        {
            await Database.CommitAsync(transaction =>
                SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), late, code: 0));
        }

        Assert.Equal(State.Repeated, StateNow(message));
    }

    [Fact]
    public async Task Nothing_is_sent_to_somebody_who_is_being_erased()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, State.Failed));
        var row = Database.Read(session => Undelivered.Find(session, message.Id))!;
        var proof = Proof<EraseSubject>(Target.Of(message.Guest.Subject));
        await Database.CommitAsync(transaction => Erasures.Begin(transaction, proof, message.Guest.Subject));

        await Assert.ThrowsAsync<FencedException>(() => RepeatAsync(message, row));

        Assert.Equal(State.Failed, StateNow(message));
    }

    private State StateNow(Outgoing message) => Database.Read(session => StateOf(session, message));

    private Task<MessageId> RepeatAsync(Outgoing message, OutboxRow row) => Database.CommitAsync(transaction =>
    {
        var again = MessageId.New();
        Undelivered.Repeat(
            transaction, Proof<RepeatMessage>(Target.Of(message.Guest.Conversation, message.Guest.Subject)), row, again,
            Seal<OutboundContent>(again.Value, message.Guest.Subject, "at nine"u8));
        return again;
    });
}
