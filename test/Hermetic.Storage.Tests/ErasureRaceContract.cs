using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>
/// Whatever changed between preparing an erasure and its commit: it is refused as a whole and computed
/// again.
/// </summary>
public abstract class ErasureRaceContract(IEngine engine) : ErasableContract(engine)
{
    [Fact]
    public async Task Somebody_who_came_into_a_bucket_meanwhile_refuses_it() =>
        await AssertRefusedThenDoneAsync(transaction =>
            Identify(transaction, Staying.Guest.Subject, tag: 801, BucketOf(transaction, 513)));

    [Fact]
    public async Task A_bucket_that_the_person_came_into_meanwhile_refuses_it() =>
        await AssertRefusedThenDoneAsync(transaction =>
            Identify(transaction, Leaving.Guest.Subject, tag: 801, new Bucket(600, Slot: 60, Epoch: 1)));

    [Fact]
    public async Task Another_erasure_meanwhile_refuses_it()
    {
        await BeginAsync(Leaving);
        await BeginAsync(Staying);
        var (late, next, _) = await PrepareAsync(Leaving);
        await Database.CommitAsync((await PrepareAsync(Staying)).Commit);

        await AssertRefusedAsync(late);

        Root.Dispose();
        Root = next;
        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        Assert.Empty(Traces(Leaving));
        Assert.Empty(Traces(Staying));
    }

    [Fact]
    public async Task A_page_of_the_path_that_was_rolled_meanwhile_refuses_it()
    {
        await BeginAsync(Leaving);
        var (commit, _, _) = await PrepareAsync(Leaving);
        var (roll, _) = await RollAsync(200);
        await Database.CommitAsync(
            transaction => DayKeys.Destroy(transaction, beforeDay: 0, roll, from: 1, to: 2));

        await AssertRefusedAsync(commit);
    }

    [Fact]
    public async Task A_person_whose_erasure_has_not_begun_is_not_erased()
    {
        var (commit, _, _) = await PrepareAsync(Leaving);

        await AssertRefusedAsync(commit);
    }

    [Fact]
    public async Task An_erasure_that_is_complete_is_not_completed_again()
    {
        await BeginAsync(Leaving);
        var (commit, _, _) = await PrepareAsync(Leaving);
        await Database.CommitAsync(commit);

        await AssertRefusedAsync(commit);
    }

    [Fact]
    public async Task A_message_that_comes_meanwhile_is_refused_and_leaves_no_trace()
    {
        await BeginAsync(Leaving);
        var (commit, _, _) = await PrepareAsync(Leaving);
        await Assert.ThrowsAsync<FencedException>(() =>
            Database.CommitAsync(transaction => Receive(transaction, Leaving.Guest.Subject)));

        await Database.CommitAsync(commit);

        Assert.Empty(Traces(Leaving));
        Assert.Equal(1, Engine.Count("select count(*) from inbox"));
    }

    /// <summary>What was first is erased with everything else; what comes later is refused, or finds nobody.</summary>
    [Fact]
    public async Task Of_messages_and_turns_at_another_node_meanwhile_nothing_is_left()
    {
        using var other = await OtherNodeAsync();
        using var over = new CancellationTokenSource();
        var begun = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToList();
        var writing = begun.Index().Select(one => Task.Run(
            () => WriteAsync(other.Database, one.Index % 2 == 0, one.Item, over.Token))).ToList();
        // Each of them is in the middle of it: something of theirs was stored.
        await Task.WhenAll(begun.Select(one => one.Task)).WaitAsync(TimeSpan.FromSeconds(60));

        await BeginAsync(Leaving);
        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        await over.CancelAsync();

        foreach (var outcomes in await Task.WhenAll(writing))
        {
            Assert.All(outcomes, failure => Assert.True(failure is null or FencedException, $"{failure}"));
            Assert.Null(outcomes[0]);
        }
        // A turn finds no conversation, a message is refused.
        Assert.All([writing[0], writing[2]], messages => Assert.IsType<FencedException>(messages.Result[^1]));
        Assert.Empty(Traces(Leaving));
        Assert.Equal(1, Engine.Count("select count(*) from inbox"));
        Assert.Equal(1, Engine.Count("select count(*) from conversation"));
    }

    /// <summary>Messages, or turns, one after the other; the last one when all is over.</summary>
    private async Task<List<Exception?>> WriteAsync(
        Database database, bool messages, TaskCompletionSource begun, CancellationToken over)
    {
        var (guest, outcomes, isLast) = (Leaving.Guest, new List<Exception?>(), false);
        while (!isLast)
        {
            isLast = over.IsCancellationRequested;
            outcomes.Add(await Record.ExceptionAsync(() => database.CommitAsync(transaction =>
            {
                if (messages)
                    Receive(transaction, guest.Subject);
                else if (Conversations.Look(transaction, guest.Conversation) is { Lease: var lease })
                    Inbox.Done(transaction, Conversations.Advance(transaction, lease));
            })));
            if (outcomes[^1] is null)
                begun.TrySetResult();
        }
        return outcomes;
    }

    [Fact]
    public async Task A_send_that_is_accepted_after_the_erasure_is_known_by_a_tag_that_names_nothing()
    {
        await EraseAsync(Leaving);

        await Database.CommitAsync(transaction =>
            Outbox.Accept(
                transaction, MessageId.From(new Guid(Leaving.Ids[3], bigEndian: true)), TagOf(190)));

        Assert.Empty(Traces(Leaving));
        Assert.Equal(2, Engine.Count("select count(*) from sent_tag where message is null"));
        var late = await Database.CommitAsync(transaction =>
            SentTags.Apply(transaction, attempt: null, TagOf(190), OutboxState.Read, code: 0));
        Assert.Equal(StatusOutcome.Unmatched, late.Outcome);
    }

    [Fact]
    public async Task An_erasure_that_a_crash_cut_off_is_found_at_the_next_start()
    {
        await BeginAsync(Leaving);
        using var crashed = Engine.Crashed();
        using var database = await crashed.OpenAsync(Clock);

        Assert.Equal(Leaving.Guest.Subject, Assert.Single(database.Read(Subjects.Erasing)).Id);
    }

    private static Bucket BucketOf(Session session, int number) => Subjects.FindBuckets(session, number, number).Single()!;

    private async Task AssertRefusedThenDoneAsync(Action<Transaction> meanwhile)
    {
        await BeginAsync(Leaving);
        var (stale, _, _) = await PrepareAsync(Leaving);
        await Database.CommitAsync(meanwhile);

        await AssertRefusedAsync(stale);

        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        Assert.Empty(Traces(Leaving));
    }

    private async Task AssertRefusedAsync(Action<Transaction> commit)
    {
        var before = Everything();

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(commit));

        Assert.Equal(before, Everything());
    }
}
