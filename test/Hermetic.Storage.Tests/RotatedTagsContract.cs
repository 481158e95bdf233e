using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>
/// What was tagged under one version of the blind-index key is found under the next, by every node; and nothing is tagged
/// under a version that others have left.
/// </summary>
public abstract class RotatedTagsContract(IEngine engine) : TaggedContract(engine)
{
    [Fact]
    public async Task A_redelivery_is_refused_whichever_version_its_first_delivery_was_marked_under()
    {
        Assert.True(await IsNewAsync(Made(1)));
        await CreateAsync();
        Assert.False(await IsNewAsync(Made(1)));
        Assert.True(await IsNewAsync(Made(2)));
        var (marked, late) = (Made(1), Made(3));

        await ActivateAsync();
        await LookAsync();

        Assert.False(await IsNewAsync(Made(1)));
        Assert.False(await IsNewAsync(Made(2)));
        Assert.True(await IsNewAsync(Made(3)));
        // A node that knows the new version, and not yet that it is the active one, finds what is marked under it; what is
        // not, it has to ask for again when it has looked.
        Assert.False(await IsNewAsync(late));
        await Assert.ThrowsAsync<FencedException>(() => IsNewAsync(marked));
        Assert.Equal(3, Engine.Count("select count(*) from dedupe"));
        Assert.True(Database.Read(session => Inbox.IsKnown(session, Made(2))));
    }

    [Fact]
    public async Task A_third_version_finds_what_the_first_marked()
    {
        Assert.True(await IsNewAsync(Made(1)));
        await RotateAsync();
        await RotateAsync();

        Assert.False(await IsNewAsync(Made(1)));
        Assert.Equal((3, 2), (Made(1).Active.Version, Made(1).Others.Length));
    }

    [Fact]
    public async Task What_is_made_under_a_version_that_others_have_left_is_refused_and_leaves_nothing()
    {
        var guest = await EnterAsync(Number);
        var message = await QueueAsync(guest);
        var asleep = Made(1);
        var bucket = Keys.Ring.BlindIndex.Bucket("contract", "somebody"u8);
        await CreateAsync();
        var awake = Made(1);
        await ActivateAsync();

        foreach (var late in new[] { asleep, awake })
        {
            Action<Transaction>[] writes =
            [
                transaction => Inbox.IsNew(transaction, late),
                transaction => Inbox.IsFirst(transaction, late),
                transaction => SentTags.Apply(transaction, attempt: null, late, OutboxState.Read, code: 0),
                transaction => Outbox.Accept(transaction, message, late),
                transaction => Outbox.ForgetEcho(transaction, late, guest.Subject),
                transaction => Conversations.Arrive(transaction, known: null, late, guest.Subject, ConversationId.New()),
                transaction => Conversations.Open(transaction, late, guest.Subject, ConversationId.New()),
                transaction => Inbox.Append(
                    transaction, MessageId.New(), guest.Conversation, late, Seal<InboundContent>(Guid.NewGuid(), guest.Subject)),
                transaction => Appointments.Book(
                    transaction, Conversations.Look(transaction, guest.Conversation)!.Lease, AppointmentId.New(), [late],
                    Seal<AppointmentContent>(Guid.NewGuid(), guest.Subject)),
                transaction => Subjects.Identify(transaction, guest.Subject, new TaggedIdentifier(
                    IdentifierKind.PhoneNumber, TagOf(9), new Bucket(bucket, Slot: 9, Epoch: 1), Guid.NewGuid(),
                    Seal<IdentifierContent>(Guid.NewGuid(), guest.Subject))),
            ];
            foreach (var write in writes)
                await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(write));
            await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            {
                Inbox.Note(transaction, late);
                return Inbox.IsNew(transaction, late);
            }));
        }
        foreach (var table in new[] { "dedupe", "sent_tag", "inbox", "occupancy", "appointment", "identifier", "bucket" })
            Assert.Equal((table, 0), (table, CountOf(table)));
        Assert.Equal(1, CountOf("conversation"));
    }

    [Fact]
    public async Task A_message_that_nodes_take_at_once_is_stored_once_while_they_do_not_agree_on_the_version()
    {
        const int Messages = 40;
        RingTag[] Tags() => [.. Enumerable.Range(0, Messages).Select(number => Made(number))];
        var asleep = Tags();
        await CreateAsync();
        var awake = Tags();
        var stored = new int[Messages];
        await TakeAsync(asleep[..10], stored);
        await TakeAsync(awake[..20], stored);
        await ActivateAsync();
        await LookAsync();
        var renewed = Tags();
        await TakeAsync(renewed, stored, from: 30);

        await Task.WhenAll(new[] { asleep, awake, renewed }.Select(tags => Task.Run(() => TakeAsync(tags, stored))));

        Assert.All(stored, times => Assert.Equal(1, times));
        Assert.Equal(Messages, CountOf("dedupe"));
    }

    private async Task TakeAsync(RingTag[] tags, int[] stored, int from = 0)
    {
        foreach (var (number, tag) in tags.Index().Skip(from))
        {
            try
            {
                if (await IsNewAsync(tag))
                    Interlocked.Increment(ref stored[number]);
            }
            catch (FencedException)
            {
                // It would read the ring now, and ask again.
            }
        }
    }

    [Fact]
    public async Task A_status_finds_what_was_accepted_under_the_version_before_and_takes_it_along()
    {
        var guest = await EnterAsync(Number);
        var message = await QueueAsync(guest);
        await Database.CommitAsync(transaction => Outbox.Accept(transaction, message, Made(5)));
        await RotateAsync();

        var applied = await ApplyAsync(Made(5), OutboxState.Delivered);

        Assert.Equal((StatusOutcome.Matched, guest.Conversation), (applied.Outcome, applied.Conversation));
        Assert.Equal(OutboxState.Delivered, StateOf(guest, message));
        Assert.Equal(1, CountOf("sent_tag"));
        Assert.Equal(message, Database.Read(session => StoredMessages.FindSent(session, Made(5)))!.Id);
        Assert.Equal(1, Engine.Count("select count(*) from outbox where wamid = (select tag from sent_tag)"));
        // The conversation's number.
        Assert.Equal(1, Under(1));
    }

    [Fact]
    public async Task A_status_that_came_early_under_the_version_before_is_applied_when_the_send_is_recorded()
    {
        var guest = await EnterAsync(Number);
        var message = await QueueAsync(guest);
        await ApplyAsync(Made(5), OutboxState.Failed, code: 131026);
        await RotateAsync();

        Assert.Equal(131026, await Database.CommitAsync(transaction => Outbox.Accept(transaction, message, Made(5))));

        Assert.Equal(OutboxState.Failed, StateOf(guest, message));
        Assert.Equal((1, 1), (CountOf("sent_tag"), Under(1)));
    }

    [Fact]
    public async Task What_the_business_wrote_elsewhere_before_is_taken_back_after()
    {
        var guest = await EnterAsync(Number);
        var id = MessageId.New();
        await Database.CommitAsync(transaction => Outbox.KeepEcho(
            transaction, guest.Conversation, id, Made(6), Seal<OutboundContent>(id.Value, guest.Subject)));
        await RotateAsync();

        Assert.Equal(id, await Database.CommitAsync(transaction => Outbox.ForgetEcho(transaction, Made(6), guest.Subject)));
    }

    [Fact]
    public async Task A_cell_that_was_taken_before_is_taken_after()
    {
        var (first, second) = (await EnterAsync(Number), await EnterAsync(Number));
        await BookAsync(first, Made(7));
        await CreateAsync();
        var awake = Made(8);
        await BookAsync(first, Made(9));
        await ActivateAsync();
        await LookAsync();

        await Assert.ThrowsAsync<SlotTakenException>(() => BookAsync(second, Made(7)));
        await Assert.ThrowsAsync<SlotTakenException>(() => BookAsync(second, Made(9)));
        await BookAsync(second, Made(8));
        Assert.True(Database.Read(session => Appointments.IsOccupied(session, Made(7))));
        Assert.True(Database.Read(session => Appointments.IsOccupied(session, awake)));
    }

    [Fact]
    public async Task A_person_has_one_conversation_with_a_number_however_its_tag_was_made()
    {
        var guest = await EnterAsync(Made(0, "number"));
        await RotateAsync();

        var number = Made(0, "number");
        var arrived = await Database.CommitAsync(transaction => (
            Conversations.Arrive(transaction, known: null, number, guest.Subject, ConversationId.New()),
            Conversations.Open(transaction, number, guest.Subject, ConversationId.New())));

        Assert.Equal((guest.Conversation, guest.Conversation), arrived);
    }

    [Theory]
    [InlineData(InboxState.Edited)]
    [InlineData(InboxState.Revoked)]
    public async Task A_message_from_before_is_edited_or_revoked_after(InboxState state)
    {
        var guest = await EnterAsync(Made(0, "number"));
        var id = await SayAsync(guest, Made(3));
        await RotateAsync();

        Assert.Equal(id, Database.Read(session => StoredMessages.FindReceived(session, Made(3)))!.Id);
        Assert.Equal(id, await Database.CommitAsync(transaction =>
            Inbox.Empty(transaction, Made(3), Made(0, "number"), guest.Subject, state)));
    }

    /// <summary>Somebody claims to edit what another person wrote: it stays the other one's, whatever version its tag is of.</summary>
    [Fact]
    public async Task A_tag_that_a_message_of_before_has_stays_its_own()
    {
        var (first, second) = (await EnterAsync(Made(0, "number")), await EnterAsync(Made(0, "number")));
        var id = await SayAsync(first, Made(3));
        await RotateAsync();

        await Database.CommitAsync(transaction =>
        {
            var other = MessageId.New();
            Conversations.Arrive(transaction, second.Conversation, Made(0, "number"), second.Subject, ConversationId.New());
            Inbox.Append(transaction, other, second.Conversation, Made(3), Seal<InboundContent>(other.Value, second.Subject));
        });

        Assert.Equal(id, Database.Read(session => StoredMessages.FindReceived(session, Made(3)))!.Id);
        Assert.Equal(1, Engine.Count("select count(*) from inbox where tag is not null"));
    }

    private Task<bool> IsNewAsync(RingTag tag) => Database.CommitAsync(transaction => Inbox.IsNew(transaction, tag));

    private Task<StatusApplied> ApplyAsync(RingTag tag, OutboxState state, int code = 0) => Database.CommitAsync(
        transaction => SentTags.Apply(transaction, attempt: null, tag, state, code));

    private Task<MessageId> QueueAsync(Guest guest) => Database.CommitAsync(transaction =>
    {
        var id = MessageId.New();
        Outbox.Queue(
            transaction, guest.Conversation, id, OutboundKind.Reply, Seal<OutboundContent>(id.Value, guest.Subject));
        Outbox.Begin(transaction, Conversations.Look(transaction, guest.Conversation)!.Lease, id, AttemptId.New());
        return id;
    });

    private Task BookAsync(Guest guest, RingTag cell) => Database.CommitAsync(transaction => Appointments.Book(
        transaction, Conversations.Look(transaction, guest.Conversation)!.Lease, AppointmentId.New(), [cell],
        Seal<AppointmentContent>(Guid.NewGuid(), guest.Subject)));

    private OutboxState StateOf(Guest guest, MessageId id) => Database.Read(session =>
        Outbox.List(session, Proof<ReadConversation>(Target.Deployment), guest.Conversation).Single(row => row.Id == id).State);

    private long CountOf(string table) => Engine.Count($"select count(*) from {table}");
}
