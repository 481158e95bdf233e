using CsCheck;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Statuses that come before their send is recorded, out of order, late, or for nobody.</summary>
public abstract class EarlyStatusContract(IEngine engine) : OutgoingContract(engine)
{
    /// <summary>What is known of a message that WhatsApp accepted, least first.</summary>
    private static readonly OutboxState[] _ladder =
        [OutboxState.Sent, OutboxState.Failed, OutboxState.Delivered, OutboxState.Read];

    private static readonly Gen<OutboxState> _status = Gen.Int[0, 3].Select(i => _ladder[i]);

    [Theory]
    [InlineData(OutboxState.Sent)]
    [InlineData(OutboxState.Delivered)]
    [InlineData(OutboxState.Read)]
    [InlineData(OutboxState.Failed)]
    public Task A_status_that_came_early_is_applied_when_the_send_is_recorded(OutboxState status) =>
        Database.CommitAsync(transaction =>
        {
            var message = Bring(transaction, OutboxState.Sending);

            var early = SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), status, code: 0);
            Assert.Equal(new StatusApplied(StatusOutcome.Unmatched, Conversation: null), early);
            Assert.Equal(OutboxState.Sending, StateOf(transaction, message));

            Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));
            Assert.Equal(status, StateOf(transaction, message));
        });

    [Fact]
    public Task A_failure_that_came_early_keeps_its_code() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sending);
        SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Sent, code: 0);
        SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Failed, code: 131026);

        Assert.Equal(131026, Outbox.Accept(transaction, message.Id, TagOf(message.Wamid)));

        Assert.Equal(131026, transaction.Count("select code from outbox where id = $1", message.Id));
    });

    [Fact]
    public Task Statuses_in_any_order_early_or_late_end_in_the_same_state() =>
        Database.CommitAsync(transaction => Gen.Select(_status.Array[1, 5], Gen.Int[0, 5]).Sample((statuses, early) =>
        {
            var message = Bring(transaction, OutboxState.Sending);
            for (var i = 0; i < statuses.Length; i++)
            {
                if (i == early)
                    Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));
                SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), statuses[i], code: 0);
            }
            Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));

            Assert.Equal(Furthest(statuses), StateOf(transaction, message));
        }, iter: 300, threads: 1));

    [Fact]
    public Task With_and_without_the_try_statuses_in_any_order_end_in_the_same_state() =>
        Database.CommitAsync(transaction => Gen.Select(_status, Gen.Bool).Array[1, 5].Sample(statuses =>
        {
            var message = Bring(transaction, OutboxState.Sending);
            foreach (var (status, byAttempt) in statuses)
            {
                AttemptId? attempt = byAttempt ? message.Attempt : null;
                SentTags.Apply(transaction, attempt, TagOf(message.Wamid), status, code: 0);
            }
            if (!Array.Exists(statuses, status => status.Item2))
                Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));

            Assert.Equal(Furthest(statuses.Select(status => status.Item1)), StateOf(transaction, message));
        }, iter: 300, threads: 1));

    [Fact]
    public async Task An_early_status_survives_a_restart()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, OutboxState.Sending));
        await Database.CommitAsync(transaction =>
            SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Delivered, code: 0));
        await ReopenAsync();

        await Database.CommitAsync(
            transaction => Outbox.Accept(transaction, message.Id, TagOf(message.Wamid)));

        Assert.Equal(OutboxState.Delivered, Database.Read(session => StateOf(session, message)));
    }

    [Fact]
    public Task A_try_that_nobody_knows_is_matched_by_its_wamid() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sent);

        var applied = SentTags.Apply(
            transaction, AttemptId.New(), TagOf(message.Wamid), OutboxState.Read, code: 0);

        Assert.Equal(StatusOutcome.Matched, applied.Outcome);
        Assert.Equal(OutboxState.Read, StateOf(transaction, message));
    });

    [Fact]
    public Task A_status_for_nobody_touches_no_message() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sent);

        var applied = SentTags.Apply(transaction, AttemptId.New(), TagOf(1), OutboxState.Read, code: 0);

        Assert.Equal(new StatusApplied(StatusOutcome.Unmatched, Conversation: null), applied);
        Assert.Equal(OutboxState.Sent, StateOf(transaction, message));
    });

    [Fact]
    public async Task A_tag_is_kept_for_as_long_as_was_asked_and_then_forgotten()
    {
        var message = await Database.CommitAsync(transaction => Bring(transaction, OutboxState.Sent));

        Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(
            0, await ForgetAsync("sent_tag", daysKept: 30));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            1, await ForgetAsync("sent_tag", daysKept: 30));

        var late = await Database.CommitAsync(transaction =>
            SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Read, code: 0));
        Assert.Equal(StatusOutcome.Unmatched, late.Outcome);
    }

    private static OutboxState Furthest(IEnumerable<OutboxState> statuses) =>
        statuses.MaxBy(status => Array.IndexOf(_ladder, status));
}
