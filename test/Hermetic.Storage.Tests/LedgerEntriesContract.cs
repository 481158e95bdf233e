using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;

namespace Hermetic.Storage.Tests;

/// <summary>The record of an action lives and dies with its commit.</summary>
public abstract class LedgerEntriesContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task A_record_says_who_did_what_to_what_and_in_which_hour()
    {
        var guest = await WelcomeAsync();
        var proof = Proof<ReadConversation>(Target.Of(guest.Conversation, guest.Subject));

        await Database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));

        var entry = Assert.Single(Entries());
        Assert.Equal(("conversation.read", "service:contract"), (entry.Action, entry.Actor));
        Assert.Equal($"conversation:{guest.Conversation}", entry.Object);
        Assert.Equal(guest.Subject.Value, entry.Subject);
        Assert.Equal("2026-03-02T09Z", entry.At.ToString());
        Assert.True(entry.Sealed.IsEmpty);
    }

    [Fact]
    public async Task Personal_details_go_in_sealed()
    {
        var guest = await WelcomeAsync();
        var detail = Seal<LedgerDetail>(guest.Conversation.Value, guest.Subject, "09:30:12"u8);

        await Database.CommitAsync(transaction => LedgerEntries.Record(
            transaction, Proof<RunTurn>(Target.Of(guest.Conversation, guest.Subject)), detail));

        var stored = Sealed<LedgerDetail>.FromStore(Assert.Single(Entries()).Sealed);
        Assert.True(Holds(stored, guest.Conversation.Value, guest.Subject, "09:30:12"u8));
    }

    [Fact]
    public async Task The_facts_of_the_business_are_named_by_the_hash_of_their_files()
    {
        var hash = Enumerable.Repeat((byte)0xA5, 32).ToArray();

        await Database.CommitAsync(transaction =>
            LedgerEntries.RecordFacts(transaction, Proof<ChangeFacts>(Target.Deployment), hash));

        var entry = Assert.Single(Entries());
        Assert.Equal(("business.facts", "sha256:" + new string('x', 32).Replace("x", "a5", StringComparison.Ordinal)), (entry.Action, entry.Object));
        Assert.Null(entry.Subject);
        Assert.True(entry.Sealed.IsEmpty);
    }

    [Fact]
    public async Task A_refusal_is_recorded_as_one()
    {
        var denied = Assert.Throws<AccessDeniedException>(() =>
            Authorizer.Demand<ReadLedger>(Caller.Person(SubjectId.New()), Target.Deployment));

        await Database.CommitAsync(transaction => LedgerEntries.Append(transaction, denied.Record));

        var entry = Assert.Single(Entries());
        Assert.Equal("ledger.read.refused", entry.Action);
        Assert.Null(entry.Object);
        Assert.Null(entry.Subject);
    }

    [Fact]
    public async Task Entries_are_numbered_by_nobody_but_the_sequencer()
    {
        await Database.CommitAsync(Recording<ReadLedger>());

        Assert.Equal(1, Database.Read(LedgerEntries.Lag));
        Assert.Null(Database.Read(session => LedgerEntries.Find(session, 0)));
    }

    [Fact]
    public async Task An_action_that_is_taken_back_leaves_no_record_and_its_neighbours_keep_theirs()
    {
        await TogetherAsync(
            Recording<AcceptMessage>(), Failing(Recording<RunTurn>()), Recording<SendMessage>());

        Assert.Equal(["message.accept", "message.send"], Entries().Select(entry => entry.Action));
    }

    [Fact]
    public async Task One_proof_covers_one_commit()
    {
        var proof = Proof<ReadLedger>(Target.Deployment);
        await Database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.CommitAsync(transaction =>
        {
            Suppressions.Add(transaction, TagOf(1));
            LedgerEntries.Record(transaction, proof);
        }));

        Assert.False(IsStopped(1));
        Assert.Single(Entries());
    }

    [Fact]
    public async Task The_order_of_commit_is_the_order_of_the_log()
    {
        await TogetherAsync(Recording<AcceptMessage>(), Recording<RunTurn>(), Recording<SendMessage>());
        await Database.CommitAsync(Recording<EraseSubject>());

        Assert.Equal(
            ["message.accept", "conversation.turn", "message.send", "subject.erase"],
            Entries().Select(entry => entry.Action));
        Assert.Equal(2, Database.Read(session => LedgerEntries.Unnumbered(session, 2)).Count);
    }

    private List<LedgerEntry> Entries() =>
    [
        .. Database.Read(session => LedgerEntries.Unnumbered(session, int.MaxValue)).Select(row =>
        {
            Assert.True(LedgerEntry.TryParse(row.Body.Span, out var entry));
            return entry;
        }),
    ];

    private static Action<Transaction> Recording<TAction>() where TAction : IAction =>
        transaction => LedgerEntries.Record(transaction, Proof<TAction>(Target.Deployment));

    private static Action<Transaction> Failing(Action<Transaction> write) => transaction =>
    {
        write(transaction);
        throw new TimeoutException();
    };
}
