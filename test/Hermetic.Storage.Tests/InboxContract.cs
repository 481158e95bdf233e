using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Messages in the order of their arrival numbers, each of them once.</summary>
public abstract class InboxContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task A_message_that_came_before_is_told_from_a_new_one_alone_and_among_others()
    {
        await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1)));
        Assert.False(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1))));

        var answers = new bool[8];
        var all = await TogetherAsync(Enumerable.Range(0, 8).Select<int, Action<Transaction>>(i =>
            transaction => answers[i] = Inbox.IsNew(transaction, TagOf(i % 2 == 0 ? 1 : 100 + i))));

        Assert.All(all, one => Assert.True(one.IsCompletedSuccessfully));
        Assert.Equal([false, true, false, true, false, true, false, true], answers);
        Assert.Equal(5, Engine.Count("select count(*) from dedupe"));
    }

    [Fact]
    public async Task Of_one_message_twice_in_one_commit_the_second_is_not_new()
    {
        var answers = await Database.CommitAsync(transaction =>
            new[] { Inbox.IsNew(transaction, TagOf(1)), Inbox.IsNew(transaction, TagOf(1)) });

        Assert.Equal([true, false], answers);
        Assert.Equal(1, Engine.Count("select count(*) from dedupe"));
    }

    [Fact]
    public async Task The_next_message_is_the_one_after_the_last_answered()
    {
        var guest = await WelcomeAsync(messages: 2);
        var lease = await ClaimAsync(guest);

        Assert.Equal(1, Next(lease)!.Sequence);
        lease = await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));
        Assert.Equal(2, Next(lease)!.Sequence);
        lease = await Database.CommitAsync(transaction => Conversations.Advance(transaction, lease));
        Assert.Null(Next(lease));
    }

    [Fact]
    public async Task A_message_opens_in_its_place_after_a_restart()
    {
        var guest = await WelcomeAsync();
        var lease = await ClaimAsync(guest);

        await ReopenAsync();

        var row = Next(lease)!;
        Assert.True(Holds(row.Sealed!, row.Id.Value, guest.Subject, "hello"u8));
    }

    [Fact]
    public async Task Nothing_of_what_was_said_lies_in_the_database_in_the_clear()
    {
        await WelcomeAsync();

        Assert.All(
            Engine.Columns.SelectMany(Engine.Blobs),
            cell => Assert.Equal(-1, cell.AsSpan().IndexOf("hello"u8)));
    }

    [Fact]
    public async Task All_messages_of_a_conversation_are_listed_in_order_with_a_proof()
    {
        var guest = await WelcomeAsync(messages: 5);
        await WelcomeAsync(messages: 3);
        var proof = Proof<ReadConversation>(Target.Of(guest.Conversation, guest.Subject));

        var rows = Database.Read(session => Inbox.List(session, proof, guest.Conversation));

        Assert.Equal([1, 2, 3, 4, 5], rows.Select(row => row.Sequence));
    }

    [Fact]
    public async Task Answered_messages_are_marked_and_no_others()
    {
        var guest = await WelcomeAsync(messages: 3);
        var lease = await ClaimAsync(guest);

        await Database.CommitAsync(
            transaction => Inbox.Done(transaction, Conversations.Advance(transaction, lease)));

        Assert.Equal(1, Engine.Count("select sum(sequence) from inbox where state = 1"));
    }

    [Fact]
    public async Task A_message_that_is_delivered_sixteen_times_at_once_is_new_once()
    {
        var news = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1))))));

        Assert.Single(news, isNew => isNew);
    }

    [Fact]
    public async Task A_message_whose_commit_failed_is_new_again()
    {
        await TogetherAsync(transaction =>
        {
            Inbox.IsNew(transaction, TagOf(1));
            throw new TimeoutException();
        });

        Assert.True(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1))));
    }

    [Fact]
    public async Task A_message_is_recognised_for_eight_days_and_forgotten_on_the_ninth()
    {
        await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1)));

        Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(
            0, await ForgetAsync("dedupe", daysKept: 8));
        Assert.False(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1))));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            1, await ForgetAsync("dedupe", daysKept: 8));
        Assert.True(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(1))));
    }

    private InboxRow? Next(ConversationLease lease) => Database.Read(session => Conversations.Look(session, lease.Id)!.Next);
}
