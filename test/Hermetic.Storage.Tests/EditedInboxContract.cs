using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Edits and revokes take a message's content away: of their own sender's messages, and for good.</summary>
public abstract class EditedInboxContract(IEngine engine) : Contract(engine)
{
    private const int Wamid = 77;

    [Theory]
    [InlineData(InboxState.Edited)]
    [InlineData(InboxState.Revoked)]
    public async Task The_content_is_gone_and_the_place_in_the_order_stays(InboxState state)
    {
        var (guest, id) = await HearAsync();

        Assert.Equal(id, await EmptyAsync(guest.Subject, state));

        var row = Assert.Single(Rows(guest));
        Assert.Equal((1, state), (row.Sequence, row.State));
        Assert.Null(row.Sealed);
        Assert.Equal(0, Engine.Count("select sum(length(envelope)) from inbox"));
    }

    [Fact]
    public async Task Nobody_takes_away_what_somebody_else_wrote()
    {
        var (guest, _) = await HearAsync();
        var stranger = await WelcomeAsync();

        Assert.Null(await EmptyAsync(stranger.Subject, InboxState.Revoked));

        Assert.Equal(InboxState.Waiting, Assert.Single(Rows(guest)).State);
    }

    [Fact]
    public async Task A_revoke_takes_the_newest_wording_away()
    {
        var (guest, id) = await HearAsync();
        Assert.Equal(id, await EmptyAsync(guest.Subject, InboxState.Edited));
        var newer = await SayAsync(guest);

        Assert.Equal(newer, await EmptyAsync(guest.Subject, InboxState.Revoked));

        Assert.Equal([InboxState.Edited, InboxState.Revoked], Rows(guest).Select(row => row.State));
        Assert.All(Rows(guest), row => Assert.Null(row.Sealed));
    }

    [Fact]
    public async Task A_revoked_message_is_not_edited_any_more()
    {
        var (guest, id) = await HearAsync();
        Assert.Equal(id, await EmptyAsync(guest.Subject, InboxState.Revoked));

        Assert.Null(await EmptyAsync(guest.Subject, InboxState.Edited));

        Assert.Equal(InboxState.Revoked, Assert.Single(Rows(guest)).State);
    }

    [Fact]
    public async Task A_message_whose_tag_somebody_else_holds_is_stored_all_the_same()
    {
        var (_, theirs) = await HearAsync();
        var guest = await WelcomeAsync();

        var own = await SayAsync(guest);

        Assert.Equal(own, Rows(guest)[^1].Id);
        Assert.Null(await EmptyAsync(guest.Subject, InboxState.Revoked));
        Assert.NotEqual(theirs, own);
    }

    [Fact]
    public async Task A_revoke_that_comes_before_its_message_keeps_the_message_out()
    {
        var guest = await WelcomeAsync();

        Assert.Null(await EmptyAsync(guest.Subject, InboxState.Revoked));

        Assert.False(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(Wamid))));
    }

    [Fact]
    public async Task Answering_does_not_bring_a_revoked_message_back()
    {
        var (guest, _) = await HearAsync();
        var lease = await ClaimAsync(guest);
        await EmptyAsync(guest.Subject, InboxState.Revoked);

        await Database.CommitAsync(
            transaction => Inbox.Done(transaction, Conversations.Advance(transaction, lease)));

        Assert.Equal(InboxState.Revoked, Assert.Single(Rows(guest)).State);
    }

    [Fact]
    public async Task An_emptied_message_that_still_waits_for_its_turn_outlives_its_time()
    {
        var (guest, _) = await HearAsync();
        await EmptyAsync(guest.Subject, InboxState.Revoked);
        Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(0, await ForgetAsync("inbox", daysKept: 30));
        var lease = await ClaimAsync(guest);
        await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));
        Assert.Equal(1, await ForgetAsync("inbox", daysKept: 30));
    }

    [Fact]
    public async Task Media_go_with_their_message()
    {
        var (guest, id) = await HearAsync();
        await Database.CommitAsync(transaction =>
        {
            for (var i = 0; i < 3; i++)
                MediaChunks.Append(transaction, id, i, Seal<MediaContent>(id.Value, guest.Subject, "picture"u8));
        });
        Assert.Equal(3, Database.Read(session => MediaChunks.Count(session, id)));

        await Database.CommitAsync(transaction => MediaChunks.Delete(transaction, id));

        Assert.Equal(0, Database.Read(session => MediaChunks.Count(session, id)));
    }

    [Fact]
    public async Task A_file_that_arrives_after_the_revoke_is_not_kept()
    {
        var (guest, id) = await HearAsync();
        await EmptyAsync(guest.Subject, InboxState.Revoked);

        Assert.False(await Database.CommitAsync(transaction => MediaChunks.Append(
            transaction, id, position: 0, Seal<MediaContent>(id.Value, guest.Subject, "picture"u8))));

        Assert.Equal(0, Database.Read(session => MediaChunks.Count(session, id)));
    }

    private async Task<(Guest Guest, MessageId Id)> HearAsync()
    {
        var guest = new Guest(SubjectId.New(), default, 900);
        var id = MessageId.New();
        return await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, guest.Subject, guest.Slot);
            var conversation = Arrive(transaction, guest.Subject);
            Inbox.IsNew(transaction, TagOf(Wamid));
            Inbox.Append(
                transaction, id, conversation, TagOf(Wamid),
                Seal<InboundContent>(id.Value, guest.Subject, "meet me at nine"u8));
            return (guest with { Conversation = conversation }, id);
        });
    }

    private Task<MessageId> SayAsync(Guest guest) => Database.CommitAsync(transaction =>
    {
        var id = MessageId.New();
        var conversation = Arrive(transaction, guest.Subject);
        Inbox.Append(
            transaction, id, conversation, TagOf(Wamid),
            Seal<InboundContent>(id.Value, guest.Subject, "meet me at ten"u8));
        return id;
    });

    private Task<MessageId?> EmptyAsync(SubjectId sender, InboxState state) => Database.CommitAsync(
        transaction => Inbox.Empty(transaction, TagOf(Wamid), Number, sender, state));

    private IReadOnlyList<InboxRow> Rows(Guest guest)
    {
        var proof = Proof<ReadConversation>(Target.Of(guest.Conversation, guest.Subject));
        return Database.Read(session => Inbox.List(session, proof, guest.Conversation));
    }
}
