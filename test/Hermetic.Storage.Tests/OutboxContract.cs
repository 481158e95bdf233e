using Hermetic.Domain;
using State = Hermetic.Storage.OutboxState;

namespace Hermetic.Storage.Tests;

/// <summary>One message at a time per conversation, each try recorded before it is made.</summary>
public abstract class OutboxContract(IEngine engine) : OutgoingContract(engine)
{
    [Fact]
    public Task Messages_leave_in_the_order_in_which_they_were_queued() => Database.CommitAsync(transaction =>
    {
        var guest = Settle(transaction);
        var messages = Enumerable.Range(0, 3).Select(_ => Queue(transaction, guest)).ToList();
        var lease = Conversations.Claim(transaction, guest.Conversation)!;

        foreach (var message in messages)
        {
            Assert.Equal(message.Id, Outbox.NextOpen(transaction, guest.Conversation)!.Id);
            Outbox.Begin(transaction, lease, message.Id, message.Attempt);
            Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));
        }
        Assert.Null(Outbox.NextOpen(transaction, guest.Conversation));
    });

    [Fact]
    public Task Nothing_overtakes_a_message_whose_try_is_open_or_is_to_be_repeated() =>
        Database.CommitAsync(transaction =>
        {
            var guest = Settle(transaction);
            var (first, _) = (Queue(transaction, guest), Queue(transaction, guest));
            var lease = Conversations.Claim(transaction, guest.Conversation)!;

            Outbox.Begin(transaction, lease, first.Id, first.Attempt);
            Assert.Equal((first.Id, State.Sending), NextOpen(transaction, guest));
            Outbox.Requeue(transaction, first.Id);
            Assert.Equal((first.Id, State.Queued), NextOpen(transaction, guest));
        });

    [Fact]
    public Task A_row_tells_its_place_and_what_had_been_answered() => Database.CommitAsync(transaction =>
    {
        var guest = Settle(transaction);
        var before = Queue(transaction, guest);
        Conversations.Advance(transaction, Conversations.Claim(transaction, guest.Conversation)!);
        var after = Queue(transaction, guest);

        var rows = Outbox.List(transaction, Proof<ReadConversation>(Target.Deployment), guest.Conversation);

        Assert.Equal(
            [(before.Id, 1L, 0L), (after.Id, 2L, 1L)], rows.Select(row => (row.Id, row.Sequence, row.After)));
        Assert.All(rows, row => Assert.True(Holds(row.Sealed, row.Id.Value, guest.Subject, "at nine"u8)));
    });

    [Theory]
    [InlineData(State.Queued, true)]
    [InlineData(State.Sending, false)]
    [InlineData(State.Sent, false)]
    [InlineData(State.Delivered, false)]
    [InlineData(State.Read, false)]
    [InlineData(State.Failed, false)]
    [InlineData(State.Parked, false)]
    public Task Only_a_queued_message_is_tried(State state, bool mayTry) =>
        Database.CommitAsync(transaction =>
        {
            var message = Bring(transaction, state);
            var lease = Conversations.Claim(transaction, message.Guest.Conversation)!;

            var refused = Record.Exception(
                () => Outbox.Begin(transaction, lease, message.Id, AttemptId.New()));

            Assert.Equal(mayTry, refused is not FencedException);
            Assert.Equal(mayTry ? State.Sending : state, StateOf(transaction, message));
        });

    /// <summary>
    /// The whole table: from each state, what accept, requeue, refusal and parking make of it.
    /// </summary>
    [Theory]
    [InlineData(State.Queued, State.Sent, State.Queued, State.Queued, State.Queued)]
    [InlineData(State.Sending, State.Sent, State.Queued, State.Failed, State.Parked)]
    [InlineData(State.Sent, State.Sent, State.Sent, State.Failed, State.Sent)]
    [InlineData(State.Delivered, State.Delivered, State.Delivered, State.Delivered, State.Delivered)]
    [InlineData(State.Read, State.Read, State.Read, State.Read, State.Read)]
    [InlineData(State.Failed, State.Failed, State.Failed, State.Failed, State.Failed)]
    [InlineData(State.Parked, State.Sent, State.Parked, State.Failed, State.Parked)]
    public Task An_outcome_moves_only_what_it_may(
        State from, State accepted, State requeued, State refused, State parked) =>
        Database.CommitAsync(transaction =>
        {
            Assert.Equal(accepted, After(from, (tx, row) => Outbox.Accept(tx, row.Id, TagOf(row.Wamid))));
            Assert.Equal(requeued, After(from, (tx, row) => Outbox.Requeue(tx, row.Id)));
            Assert.Equal(refused, After(from, (tx, row) => Outbox.Fail(tx, row.Id, code: 131047)));
            Assert.Equal(parked, After(from, (tx, row) =>
                Assert.Equal(from == State.Sending, Outbox.Park(tx, row.Id))));

            State After(State state, Action<Transaction, Outgoing> outcome)
            {
                var message = Bring(transaction, state);
                outcome(transaction, message);
                return StateOf(transaction, message);
            }
        });

    [Fact]
    public Task Conversations_with_something_to_send_are_listed_once_and_no_others() =>
        Database.CommitAsync(transaction =>
        {
            var open = Enum.GetValues<State>()
                .Select(state => (state, Bring(transaction, state)))
                .Where(pair => pair.state is State.Queued or State.Sending)
                .Select(pair => pair.Item2.Guest)
                .ToList();
            Queue(transaction, open[0]);

            Assert.Equal(
                open.Select(guest => guest.Conversation).ToHashSet(),
                Outbox.OpenConversations(transaction, 10).ToHashSet());
            Assert.Equal(2, Outbox.OpenConversations(transaction, 10).Count);
            Assert.Single(Outbox.OpenConversations(transaction, 1));
        });

    [Fact]
    public Task Staff_are_told_how_many_messages_are_parked() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, State.Parked);
        Bring(transaction, State.Parked);

        Assert.Equal(1, Outbox.Parked(transaction, message.Guest.Conversation));
    });

    [Fact]
    public async Task No_two_tries_share_an_id()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, State.Sending));

        await Assert.ThrowsAsync<StorageFailedException>(() => Database.CommitAsync(transaction =>
        {
            var other = Queue(transaction, Settle(transaction));
            var lease = Conversations.Claim(transaction, other.Guest.Conversation)!;
            Outbox.Begin(transaction, lease, other.Id, message.Attempt);
        }));
    }

    [Fact]
    public async Task A_message_to_an_unknown_conversation_is_refused()
    {
        var nobody = new Guest(SubjectId.New(), ConversationId.New(), 1);

        await Assert.ThrowsAsync<StorageFailedException>(() =>
            Database.CommitAsync(transaction => Queue(transaction, nobody)));
    }

    private static (MessageId, State) NextOpen(Session session, Guest guest)
    {
        var row = Outbox.NextOpen(session, guest.Conversation)!;
        return (row.Id, row.State);
    }
}
