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
        var lease = Conversations.Look(transaction, guest.Conversation)!.Lease;

        foreach (var message in messages)
        {
            Assert.Equal(message.Id, Conversations.Look(transaction, guest.Conversation)!.Open!.Id);
            Outbox.Begin(transaction, lease, message.Id, message.Attempt);
            Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));
        }
        Assert.Null(Conversations.Look(transaction, guest.Conversation)!.Open);
    });

    [Fact]
    public Task Nothing_overtakes_a_message_whose_try_is_open_or_is_to_be_repeated() =>
        Database.CommitAsync(transaction =>
        {
            var guest = Settle(transaction);
            var (first, _) = (Queue(transaction, guest), Queue(transaction, guest));
            var lease = Conversations.Look(transaction, guest.Conversation)!.Lease;

            Outbox.Begin(transaction, lease, first.Id, first.Attempt);
            Assert.Equal((first.Id, State.Sending), NextOpen(transaction, guest));
            Outbox.Requeue(transaction, first.Id, code: null);
            Assert.Equal((first.Id, State.Queued), NextOpen(transaction, guest));
        });

    [Fact]
    public Task A_row_tells_its_place_and_what_had_been_answered() => Database.CommitAsync(transaction =>
    {
        var guest = Settle(transaction);
        var before = Queue(transaction, guest);
        Conversations.Advance(transaction, Conversations.Look(transaction, guest.Conversation)!.Lease);
        var after = Queue(transaction, guest);

        var rows = Outbox.List(transaction, Proof<ReadConversation>(Target.Deployment), guest.Conversation);

        Assert.Equal(
            [(before.Id, 1L, 0L), (after.Id, 2L, 1L)], rows.Select(row => (row.Id, row.Sequence, row.After)));
        Assert.All(rows, row => Assert.True(Holds(row.Sealed, row.Id.Value, guest.Subject, "at nine"u8)));
    });

    [Fact]
    public Task Who_wrote_last_is_the_assistant_or_somebody_of_the_business() => Database.CommitAsync(transaction =>
    {
        var guest = Settle(transaction);
        Assert.Null(Outbox.LastVoice(transaction, guest.Conversation));
        var other = Settle(transaction);
        Queue(transaction, other, OutboundKind.Staff);

        foreach (var voice in new[] { OutboundKind.Reply, OutboundKind.Staff, OutboundKind.Reply, OutboundKind.Echo })
        {
            Queue(transaction, guest, voice);
            // What goes out by itself is nobody's voice.
            Queue(transaction, guest, OutboundKind.Reminder);
            Assert.Equal(voice, Outbox.LastVoice(transaction, guest.Conversation));
        }
    });

    [Theory]
    [InlineData(State.Queued, true)]
    [InlineData(State.Sending, false)]
    [InlineData(State.Sent, false)]
    [InlineData(State.Delivered, false)]
    [InlineData(State.Read, false)]
    [InlineData(State.Failed, false)]
    [InlineData(State.Parked, false)]
    [InlineData(State.Unsent, false)]
    public async Task Only_a_queued_message_is_tried(State state, bool mayTry)
    {
        var (message, lease) = await Database.CommitAsync(transaction =>
        {
            var message = Bring(transaction, state);
            return (message, Conversations.Look(transaction, message.Guest.Conversation)!.Lease);
        });

        var refused = await Record.ExceptionAsync(() => Database.CommitAsync(
            transaction => Outbox.Begin(transaction, lease, message.Id, AttemptId.New())));

        Assert.Equal(mayTry, refused is not FencedException);
        Assert.Equal(mayTry ? State.Sending : state, Database.Read(session => StateOf(session, message)));
    }

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
    [InlineData(State.Unsent, State.Unsent, State.Unsent, State.Unsent, State.Unsent)]
    public Task An_outcome_moves_only_what_it_may(
        State from, State accepted, State requeued, State refused, State parked) =>
        Database.CommitAsync(transaction =>
        {
            Assert.Equal(accepted, After(from, (tx, row) => Outbox.Accept(tx, row.Id, TagOf(row.Wamid))));
            Assert.Equal(requeued, After(from, (tx, row) => Outbox.Requeue(tx, row.Id, 131016)));
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
    public Task Why_a_message_waits_is_kept_with_it() =>
        Database.CommitAsync(transaction =>
        {
            var message = Bring(transaction, State.Sending);
            Assert.Null(Code());
            Outbox.Requeue(transaction, message.Id, 0);
            Assert.Equal(0, Code());
            Outbox.Hold(transaction, message.Id, 131047);
            Assert.Equal(131047, Code());
            Outbox.Release(transaction, Conversations.Look(transaction, message.Guest.Conversation)!.Lease);
            Assert.Equal((State.Queued, 131047), (StateOf(transaction, message), Code()));

            int? Code() => Undelivered.Find(transaction, message.Id)!.Code;
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
    public Task Staff_are_told_how_many_messages_did_not_arrive() => Database.CommitAsync(transaction =>
    {
        foreach (var state in Enum.GetValues<State>())
        {
            var message = Bring(transaction, state);
            var expected = state is State.Parked or State.Failed or State.Held or State.Unsent ? 1 : 0;

            Assert.Equal(expected, Outbox.Undelivered(transaction, message.Guest.Conversation));
            Assert.Equal(state == State.Parked ? 1 : 0, Outbox.Parked(transaction, message.Guest.Conversation));
        }
    });

    [Fact]
    public Task A_message_that_cannot_be_tried_at_all_is_settled() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, State.Queued);

        Outbox.Refuse(transaction, message.Id);

        Assert.Equal(State.Failed, StateOf(transaction, message));
        Assert.Null(Conversations.Look(transaction, message.Guest.Conversation)!.Open);
    });

    [Fact]
    public Task A_held_message_waits_for_nobody_and_goes_out_before_what_is_queued_later() =>
        Database.CommitAsync(transaction =>
        {
            var held = Bring(transaction, State.Held);
            Assert.Null(Conversations.Look(transaction, held.Guest.Conversation)!.Open);

            var later = Queue(transaction, held.Guest);
            Assert.Equal((later.Id, State.Queued), NextOpen(transaction, held.Guest));

            Outbox.Release(transaction, Conversations.Look(transaction, held.Guest.Conversation)!.Lease);
            Assert.Equal((held.Id, State.Queued), NextOpen(transaction, held.Guest));
        });

    [Fact]
    public Task Releasing_touches_nothing_but_what_is_held() => Database.CommitAsync(transaction =>
    {
        foreach (var state in Enum.GetValues<State>().Where(state => state != State.Held))
        {
            var message = Bring(transaction, state);
            Outbox.Release(transaction, Conversations.Look(transaction, message.Guest.Conversation)!.Lease);
            Assert.Equal(state, StateOf(transaction, message));
        }
    });

    [Fact]
    public Task A_person_is_asked_to_write_again_once_until_they_do() => Database.CommitAsync(transaction =>
    {
        var guest = Settle(transaction);
        Assert.False(Outbox.IsReopening(transaction, guest.Conversation));

        Queue(transaction, guest, OutboundKind.Reopening);
        Assert.True(Outbox.IsReopening(transaction, guest.Conversation));

        Conversations.Advance(transaction, Conversations.Look(transaction, guest.Conversation)!.Lease);
        Assert.False(Outbox.IsReopening(transaction, guest.Conversation));
    });

    [Fact]
    public Task What_the_business_wrote_elsewhere_is_kept_and_never_sent() => Database.CommitAsync(transaction =>
    {
        var (guest, id) = (Settle(transaction), MessageId.New());

        Outbox.KeepEcho(
            transaction, guest.Conversation, id, TagOf(5), Seal<OutboundContent>(id.Value, guest.Subject));

        Assert.Null(Conversations.Look(transaction, guest.Conversation)!.Open);
        SentTags.Apply(transaction, attempt: null, TagOf(5), State.Read, code: 0);
        Assert.Equal(State.Read, StateOf(transaction, new Outgoing(guest, id, AttemptId.New(), 5)));
    });

    [Fact]
    public async Task No_two_tries_share_an_id()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, State.Sending));

        await Assert.ThrowsAsync<StorageFailedException>(() => Database.CommitAsync(transaction =>
        {
            var other = Queue(transaction, Settle(transaction));
            var lease = Conversations.Look(transaction, other.Guest.Conversation)!.Lease;
            Outbox.Begin(transaction, lease, other.Id, message.Attempt);
        }));
    }

    [Fact]
    public async Task Nothing_is_tried_before_what_is_older()
    {
        var (older, newer) = await Database.CommitAsync(transaction =>
        {
            var guest = Settle(transaction);
            return (Queue(transaction, guest), Queue(transaction, guest));
        });
        var lease = Database.Read(session => Conversations.Look(session, older.Guest.Conversation))!.Lease;

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            Outbox.Begin(transaction, lease, newer.Id, newer.Attempt)));
        await Database.CommitAsync(transaction => Outbox.Begin(transaction, lease, older.Id, older.Attempt));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            Outbox.Begin(transaction, lease, newer.Id, newer.Attempt)));
        await Database.CommitAsync(transaction => Outbox.Accept(transaction, older.Id, TagOf(older.Wamid)));
        await Database.CommitAsync(transaction => Outbox.Begin(transaction, lease, newer.Id, newer.Attempt));
    }

    [Fact]
    public async Task A_message_to_an_unknown_conversation_is_refused()
    {
        var nobody = new Guest(SubjectId.New(), ConversationId.New(), 1);

        await Assert.ThrowsAsync<FencedException>(() =>
            Database.CommitAsync(transaction => Queue(transaction, nobody)));
    }

    private static (MessageId, State) NextOpen(Session session, Guest guest)
    {
        var row = Conversations.Look(session, guest.Conversation)!.Open!;
        return (row.Id, row.State);
    }
}
