using System.Globalization;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What an earlier version has stored is there after the upgrade, and is found as before.</summary>
public abstract class UpgradeContract(IEngine engine) : OutgoingContract(engine)
{
    [Fact]
    public async Task Messages_that_were_sent_before_the_eighth_step_are_found_by_their_wamid_and_go_with_an_erasure()
    {
        var (sent, open) = await Database.CommitAsync(transaction =>
            (Bring(transaction, OutboxState.Sent), Bring(transaction, OutboxState.Sending)));
        var rows = Engine.Count("select count(*) from outbox");
        await Database.CommitAsync(GoBackToTheSeventh);
        Engine.SchemaVersion = 7;

        await ReopenAsync();

        Assert.Equal(rows, Engine.Count("select count(*) from outbox"));
        await Database.CommitAsync(transaction =>
        {
            var read = SentTags.Apply(transaction, attempt: null, TagOf(sent.Wamid), OutboxState.Read, code: 0);
            Assert.Equal(new StatusApplied(StatusOutcome.Matched, sent.Guest.Conversation), read);
            var resolved = SentTags.Apply(
                transaction, open.Attempt, TagOf(open.Wamid), OutboxState.Delivered, code: 0);
            Assert.Equal(new StatusApplied(StatusOutcome.ResolvedTry, open.Guest.Conversation), resolved);
        });
        Assert.Equal(
            0, Engine.Count("select count(*) from sent_tag t join outbox o on o.id = t.message where o.wamid is null or o.wamid <> t.tag"));
        Assert.Equal(2, Engine.Count("select count(*) from outbox where wamid is not null"));
    }

    /// <summary>The schema as the seventh step left it, with what is stored.</summary>
    protected abstract void GoBackToTheSeventh(Transaction transaction);
}
