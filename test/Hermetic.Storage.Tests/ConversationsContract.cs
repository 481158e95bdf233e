using CsCheck;
using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Arrival numbers, leases and their fences.</summary>
public abstract class ConversationsContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task Sixty_four_writers_at_once_get_consecutive_arrival_numbers_in_one_conversation()
    {
        var guest = await WelcomeAsync();

        var arrivals = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ =>
            Task.Run(() => Database.CommitAsync(transaction => Receive(transaction, guest.Subject)))));

        Assert.Equal(
            Enumerable.Range(2, 64).Select(i => (long)i), arrivals.Select(arrival => arrival.Sequence).Order());
        Assert.All(arrivals, arrival => Assert.Equal(guest.Conversation, arrival.Conversation));
        Assert.Equal(65, Row(guest).Arrived);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_no_gap_in_the_arrival_numbers()
    {
        var guest = await WelcomeAsync();

        await TogetherAsync(transaction =>
        {
            Receive(transaction, guest.Subject);
            throw new TimeoutException();
        });

        Assert.Equal(
            2, (await Database.CommitAsync(transaction => Receive(transaction, guest.Subject))).Sequence);
    }

    [Fact]
    public async Task One_person_has_one_conversation_with_each_number_of_the_business()
    {
        var guest = await WelcomeAsync();

        var other = await Database.CommitAsync(transaction => Arrive(transaction, guest.Subject, TagOf(77)));

        Assert.NotEqual(guest.Conversation, other);
        var row = Database.Read(session => Conversations.Find(session, TagOf(77), guest.Subject))!;
        Assert.Equal((other, 1), (row.Id, row.Arrived));
        Assert.Equal(
            guest.Conversation, Database.Read(session => Conversations.Find(session, Number, guest.Subject))!.Id);
        Assert.Equal(2, Database.Read(Conversations.List).Count);
    }

    [Fact]
    public async Task A_claim_makes_every_earlier_lease_worthless()
    {
        var guest = await WelcomeAsync(messages: 3);
        var message = await QueueAsync(guest);
        var earlier = new[] { await ClaimAsync(guest), await ClaimAsync(guest) };

        var last = await ClaimAsync(guest);

        foreach (var lease in earlier)
        {
            await AssertFencedAsync(transaction => Conversations.Advance(transaction, lease));
            await AssertFencedAsync(transaction => Conversations.Require(transaction, lease));
            await AssertFencedAsync(
                transaction => Outbox.Begin(transaction, lease, message, AttemptId.New()));
        }
        await Database.CommitAsync(transaction => Conversations.Require(transaction, last));
        await Database.CommitAsync(transaction => Outbox.Begin(transaction, last, message, AttemptId.New()));
        await Database.CommitAsync(transaction => Conversations.Advance(transaction, last));
    }

    [Fact]
    public async Task A_fenced_write_stores_nothing_of_its_commit()
    {
        var guest = await WelcomeAsync();
        var stale = await ClaimAsync(guest);
        await ClaimAsync(guest);

        await AssertFencedAsync(transaction =>
        {
            Suppressions.Add(transaction, TagOf(1));
            Conversations.Advance(transaction, stale);
        });

        Assert.False(IsStopped(1));
    }

    [Fact]
    public async Task Advance_moves_by_exactly_one_and_spends_the_lease()
    {
        var guest = await WelcomeAsync(messages: 3);
        var lease = await ClaimAsync(guest);

        var next = await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));

        Assert.Equal((0, 1), (lease.Drained, next.Drained));
        Assert.Equal(1, Row(guest).Drained);
        await AssertFencedAsync(transaction => Conversations.Advance(transaction, lease));
        await AssertFencedAsync(transaction => Conversations.Require(transaction, lease));
        await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease.Next));
        Assert.Equal(2, Row(guest).Drained);
    }

    [Fact]
    public async Task Of_sixteen_commits_with_one_lease_exactly_one_advances()
    {
        var guest = await WelcomeAsync(messages: 20);
        var lease = await ClaimAsync(guest);

        var turns = await TogetherAsync(Enumerable.Repeat<Action<Transaction>>(
            transaction => Conversations.Advance(transaction, lease), 16));

        Assert.Equal(1, turns.Count(turn => turn.IsCompletedSuccessfully));
        Assert.Equal(1, Row(guest).Drained);
    }

    [Fact]
    public async Task A_message_that_has_not_come_cannot_be_answered()
    {
        var guest = await WelcomeAsync();
        var lease = await ClaimAsync(guest);
        var next = await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));

        await AssertFencedAsync(transaction => Conversations.Advance(transaction, next));

        await Database.CommitAsync(transaction => Receive(transaction, guest.Subject));
        Assert.Equal([guest.Conversation], Database.Read(session => Conversations.Undrained(session, 10)));
    }

    [Fact]
    public async Task A_message_that_arrives_during_a_turn_does_not_disturb_it()
    {
        var guest = await WelcomeAsync();
        var lease = await ClaimAsync(guest);
        await Database.CommitAsync(transaction => Receive(transaction, guest.Subject));

        await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));

        Assert.Equal((2, 1), (Row(guest).Arrived, Row(guest).Drained));
    }

    [Fact]
    public async Task A_person_who_is_being_erased_fences_everything()
    {
        var guest = await WelcomeAsync();
        var message = await QueueAsync(guest);
        var lease = await ClaimAsync(guest);
        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(guest.Subject)), guest.Subject));

        await AssertFencedAsync(transaction => Conversations.Advance(transaction, lease));
        await AssertFencedAsync(transaction => Conversations.Require(transaction, lease));
        await AssertFencedAsync(transaction => Outbox.Begin(transaction, lease, message, AttemptId.New()));
        await AssertFencedAsync(transaction => Subjects.RequireLive(transaction, guest.Subject));
        await AssertFencedAsync(transaction => Claim(transaction, guest.Conversation));
        var again = Look(guest);
        await AssertFencedAsync(transaction => Conversations.Advance(transaction, again));
        Assert.Equal(0, Row(guest).Drained);
    }

    [Fact]
    public async Task A_conversation_that_is_gone_has_nothing_to_do_and_cannot_be_claimed()
    {
        var guest = await WelcomeAsync();
        var lease = await ClaimAsync(guest);
        await Database.CommitAsync(transaction =>
        {
            transaction.Execute("delete from inbox");
            transaction.Execute("delete from conversation");
        });

        Assert.Null(Database.Read(session => Conversations.Look(session, guest.Conversation)));
        await AssertFencedAsync(transaction => Conversations.Claim(transaction, lease));
    }

    [Fact]
    public async Task A_look_finds_what_is_to_be_sent_and_the_next_message_in_one_commit()
    {
        var guest = await WelcomeAsync(messages: 2);
        var first = Database.Read(session => Conversations.Look(session, guest.Conversation))!;

        Assert.Equal((1, null), (first.Next!.Sequence, first.Open));
        Assert.Equal(Database.Read(session => Subjects.Find(session, guest.Subject)), first.Person);
        Assert.Equal(Row(guest), first.Conversation);

        await Database.CommitAsync(transaction => Conversations.Advance(transaction, first.Lease));
        var (older, _) = (await QueueAsync(guest), await QueueAsync(guest));
        var second = Database.Read(session => Conversations.Look(session, guest.Conversation))!;

        Assert.Equal((2, older), (second.Next!.Sequence, second.Open!.Id));
        await Database.CommitAsync(transaction => Conversations.Advance(transaction, second.Lease));
        Assert.Null(Database.Read(session => Conversations.Look(session, guest.Conversation))!.Next);
    }

    [Fact]
    public async Task A_look_tells_whether_something_waits_for_the_person_to_write_again()
    {
        var guest = await WelcomeAsync();
        var message = await QueueAsync(guest);
        Assert.False(Database.Read(session => Conversations.Look(session, guest.Conversation))!.HasHeld);

        await Database.CommitAsync(transaction => Outbox.Hold(transaction, message, 131047));

        Assert.True(Database.Read(session => Conversations.Look(session, guest.Conversation))!.HasHeld);
    }

    [Fact]
    public async Task Of_two_that_looked_at_the_same_moment_one_goes_on_and_the_other_is_fenced()
    {
        var guest = await WelcomeAsync(messages: 3);
        var message = await QueueAsync(guest);
        var (one, other) = (Look(guest), Look(guest));

        await Database.CommitAsync(transaction => Outbox.Begin(transaction, one, message, AttemptId.New()));
        await AssertFencedAsync(transaction => Outbox.Begin(transaction, other, message, AttemptId.New()));
        await Database.CommitAsync(transaction => Conclude(transaction, other));

        await AssertFencedAsync(transaction => Conclude(transaction, one));
        await AssertFencedAsync(transaction => Conversations.Advance(transaction, one));
        await AssertFencedAsync(transaction => Conversations.Claim(transaction, one));
        Assert.Equal(1, Row(guest).Drained);

        static void Conclude(Transaction transaction, ConversationLease lease) => Conversations.Conclude(
            transaction, lease, person: null, dialogue: null, ConversationState.Automated, ConversationState.Automated);
    }

    [Fact]
    public async Task What_was_known_before_the_commit_is_counted_where_it_is_and_asked_for_where_it_is_not()
    {
        var guest = await WelcomeAsync();
        var (known, gone) = (guest.Conversation, ConversationId.New());

        var arrived = await Database.CommitAsync(transaction => new[]
        {
            Conversations.Arrive(transaction, known, Number, guest.Subject, ConversationId.New()),
            Conversations.Arrive(transaction, gone, Number, guest.Subject, ConversationId.New()),
        });

        Assert.Equal([known, known], arrived);
        Assert.Equal(3, Row(guest).Arrived);
        var alone = await Database.CommitAsync(transaction =>
            Conversations.Arrive(transaction, gone, Number, guest.Subject, ConversationId.New()));
        Assert.Equal((known, 4), (alone, Row(guest).Arrived));
    }

    [Fact]
    public async Task Whoever_is_being_erased_is_refused_also_where_they_were_known()
    {
        var guest = await WelcomeAsync();
        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(guest.Subject)), guest.Subject));

        await AssertFencedAsync(transaction => Conversations.Arrive(
            transaction, guest.Conversation, Number, guest.Subject, ConversationId.New()));

        Assert.Equal(1, Row(guest).Arrived);
    }

    [Fact]
    public async Task A_message_of_somebody_who_is_being_erased_is_not_counted()
    {
        var guest = await WelcomeAsync();
        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(guest.Subject)), guest.Subject));

        await AssertFencedAsync(transaction => Receive(transaction, guest.Subject));

        Assert.Equal(1, Row(guest).Arrived);
    }

    private ConversationLease Look(Guest guest) =>
        Database.Read(session => Conversations.Look(session, guest.Conversation))!.Lease;

    [Fact]
    public Task The_scan_lists_exactly_what_is_undrained() => Database.CommitAsync(transaction =>
    {
        var expected = Conversations.Undrained(transaction, int.MaxValue).ToHashSet();
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 6]).Sample((arrived, drained) =>
        {
            var (id, undrained) = Play(transaction, arrived, Math.Min(arrived, drained));
            if (undrained)
                expected.Add(id);
            Assert.Equal(expected, Conversations.Undrained(transaction, int.MaxValue).ToHashSet());
        }, iter: 100, threads: 1);
        Assert.Equal(3, Conversations.Undrained(transaction, 3).Count);
    });

    [Fact]
    public async Task What_a_turn_decided_is_remembered()
    {
        var guest = await WelcomeAsync();
        var lease = await ClaimAsync(guest);
        var person = Seal<PersonContent>(guest.Conversation.Value, guest.Subject, "Ada"u8);
        var dialogue = Seal<DialogueContent>(guest.Conversation.Value, guest.Subject, "booking"u8);

        await Database.CommitAsync(transaction => Conversations.Conclude(
            transaction, lease, person, dialogue, ConversationState.Automated, ConversationState.HumanInCharge));

        var row = Row(guest);
        Assert.Equal(ConversationState.HumanInCharge, row.State);
        Assert.True(Holds(row.Person!, guest.Conversation.Value, guest.Subject, "Ada"u8));
        Assert.True(Holds(row.Dialogue!, guest.Conversation.Value, guest.Subject, "booking"u8));
    }

    [Fact]
    public async Task A_conversation_changes_hands_only_with_a_record()
    {
        var guest = await WelcomeAsync();
        var proof = Proof<ReleaseConversation>(Target.Of(guest.Conversation, guest.Subject));
        Assert.Equal(ConversationState.Automated, Row(guest).State);

        await Database.CommitAsync(transaction =>
            Conversations.SetStateOf(
                transaction, proof, guest.Conversation, ConversationState.HumanInCharge));

        Assert.Equal(ConversationState.HumanInCharge, Row(guest).State);
        Assert.Equal(1, Database.Read(LedgerEntries.Lag));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.CommitAsync(transaction =>
            Conversations.SetStateOf(transaction, proof, guest.Conversation, ConversationState.Automated)));
        Assert.Equal(ConversationState.HumanInCharge, Row(guest).State);
    }

    private (ConversationId Id, bool Undrained) Play(Transaction transaction, int arrived, int drained)
    {
        var subject = SubjectId.New();
        Subjects.Create(transaction, subject, transaction.Count("select count(*) from subject"));
        var id = Receive(transaction, subject).Conversation;
        for (var i = 1; i < arrived; i++)
            Receive(transaction, subject);
        var lease = Conversations.Look(transaction, id)!.Lease;
        for (var i = 0; i < drained; i++)
            lease = Conversations.Advance(transaction, lease);
        return (id, arrived > drained);
    }

    private async Task<MessageId> QueueAsync(Guest guest)
    {
        var id = MessageId.New();
        await Database.CommitAsync(transaction => Outbox.Queue(
            transaction, guest.Conversation, id, OutboundKind.Reply,
            Seal<OutboundContent>(id.Value, guest.Subject)));
        return id;
    }

    private ConversationRow Row(Guest guest) =>
        Database.Read(session => Conversations.Find(session, guest.Conversation))!;

    private async Task AssertFencedAsync(Action<Transaction> write) =>
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(write));
}
