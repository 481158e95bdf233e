using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>What is left of a person, of the others, and in a backup.</summary>
public abstract class ErasuresContract(IEngine engine) : ErasableContract(engine)
{
    /// <summary>Tables whose rows an erasure deletes or unties, as the register of data locations says.</summary>
    private static readonly IEnumerable<string> _erased = DataLocations.All
        .Where(location => location.OnErasure is OnErasure.Deleted or OnErasure.Detached)
        .Select(location => location.Table);

    private static readonly string[] _references = ["subject", "conversation", "message", "appointment"];

    [Fact]
    public async Task Nothing_that_names_the_person_is_left_in_any_table()
    {
        Assert.NotEmpty(Traces(Leaving));

        await EraseAsync(Leaving);

        Assert.Empty(Traces(Leaving));
        Assert.Null(Database.Read(session => Subjects.Find(session, Leaving.Guest.Subject)));
    }

    [Fact]
    public async Task Every_table_and_every_reference_to_a_person_takes_part_in_this_test()
    {
        // Whoever has this one is not erased: that it goes all the same stands with the holds.
        await PutOnHoldAsync(Leaving);
        var traces = Traces(Leaving);

        Assert.Equal(
            _erased.Order(),
            traces.Select(trace => trace.Split('.')[0]).Distinct().Order());
        Assert.All(
            Engine.Columns.Where(column => _references.Contains(column.Name) && column.Table != "erasure"),
            column => Assert.Contains($"{column.Table}.{column.Name}", traces));
    }

    [Fact]
    public async Task Everybody_else_keeps_all_they_have_and_is_found_under_their_new_tag()
    {
        var before = Traces(Staying);
        var (conversation, rows) = (Staying.Guest.Conversation, Proof<ReadConversation>(Target.Deployment));

        var moves = await EraseAsync(Leaving);

        Assert.Equal(before, Traces(Staying));
        Assert.Single(Database.Read(session => Inbox.List(session, rows, conversation)));
        Assert.Single(Database.Read(session => Outbox.List(session, rows, conversation)));
        Assert.Single(Database.Read(session => Appointments.Of(session, Staying.Guest.Subject)));
        var (old, renewed) = Assert.Single(moves.SelectMany(move => move.Retagged));
        Assert.Null(Database.Read(session => Subjects.FindByTag(session, old)));
        Assert.Equal(
            Staying.Guest.Subject, Database.Read(session => Subjects.FindByTag(session, renewed))!.Person.Id);
    }

    [Fact]
    public async Task Each_of_the_persons_buckets_has_a_new_pepper_and_no_other_bucket_has()
    {
        var others = Database.Read(session => Subjects.FindBuckets(session, Staying.Number, Staying.Number).Single());

        var moves = await EraseAsync(Leaving);

        Assert.Equal(2, moves.Count);
        Assert.All(moves, move =>
            Assert.Equal(move.To, Database.Read(session => Subjects.FindBuckets(session, move.From.Number, move.From.Number).Single())));
        Assert.Equal(others, Database.Read(session => Subjects.FindBuckets(session, Staying.Number, Staying.Number).Single()));
    }

    [Fact]
    public async Task The_keys_of_the_person_and_of_the_old_peppers_are_gone_and_the_others_open()
    {
        var moves = await EraseAsync(Leaving);

        foreach (var slot in moves.Select(move => move.From.Slot).Prepend(Leaving.Guest.Slot))
            await Assert.ThrowsAsync<SlotDestroyedException>(async () => await OpenAsync(slot));
        using var kept = await OpenAsync(Staying.Guest.Slot);
        Assert.Equal(2, Database.Read(Deployment.Find)!.KeyEpoch);
    }

    [Fact]
    public async Task A_backup_from_before_no_longer_opens()
    {
        using var backup = Engine.Crashed();
        await EraseAsync(Leaving);

        using var restored = await backup.OpenAsync(Clock);

        Assert.NotNull(restored.Read(session => Subjects.Find(session, Leaving.Guest.Subject)));
        await Assert.ThrowsAsync<KeyDirectoryException>(
            () => Keys.LoadRootAsync(restored.Read(Deployment.Find)!.KeyEpoch, default));
        await Assert.ThrowsAsync<EnvelopeException>(async () =>
            await Tree.OpenSlotAsync(Leaving.Guest.Slot, Root, new KeyPages(restored), default));
    }

    [Fact]
    public async Task A_redelivered_message_is_still_recognised_and_stop_still_counts()
    {
        await EraseAsync(Leaving);

        Assert.False(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, TagOf(103))));
        Assert.True(IsStopped(104));
    }

    [Fact]
    public async Task A_status_of_an_erased_send_is_unmatched_and_leaves_nothing()
    {
        await EraseAsync(Leaving);
        var tags = Engine.Count("select count(*) from sent_tag");

        var applied = await Database.CommitAsync(transaction =>
            SentTags.Apply(transaction, attempt: null, TagOf(105), OutboxState.Delivered, code: 0));

        Assert.Equal(new StatusApplied(StatusOutcome.Unmatched, Conversation: null), applied);
        Assert.Equal(tags, Engine.Count("select count(*) from sent_tag"));
        Assert.Equal(1, Engine.Count("select count(*) from sent_tag where message is null"));
    }

    [Fact]
    public async Task The_slot_of_an_erased_appointment_is_free()
    {
        await EraseAsync(Leaving);

        Assert.False(Database.Read(session => Appointments.IsOccupied(session, TagOf(106))));
        Assert.True(Database.Read(session => Appointments.IsOccupied(session, TagOf(206))));
    }

    [Fact]
    public async Task Begin_and_end_are_recorded_with_their_commits()
    {
        var before = Database.Read(LedgerEntries.Lag);

        await BeginAsync(Leaving);
        Assert.Equal(before + 1, Database.Read(LedgerEntries.Lag));

        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        Assert.Equal(before + 2, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task Of_somebody_who_wrote_a_great_deal_the_messages_go_in_parts_and_nobody_elses_do()
    {
        var (guest, other) = (await WelcomeAsync(ErasedMessages.Part + 3), await WelcomeAsync(2));
        await Assert.ThrowsAsync<FencedException>(() => DeleteOldestAsync(guest));
        Assert.Empty(Database.Read(session => ErasedMessages.Long(session, other.Subject)));
        Assert.Equal([guest.Conversation], Database.Read(session => ErasedMessages.Long(session, guest.Subject)));
        var before = Engine.Count("select count(*) from inbox");

        await Database.CommitAsync(transaction => Erasures.Begin(
            transaction, Proof<EraseSubject>(Target.Of(guest.Subject)), guest.Subject));

        Assert.Equal(ErasedMessages.Part, await DeleteOldestAsync(guest));
        Assert.Equal(3, await DeleteOldestAsync(guest));
        Assert.Equal(0, await DeleteOldestAsync(guest));
        Assert.Equal(before - ErasedMessages.Part - 3, Engine.Count("select count(*) from inbox"));
        Assert.Equal(2, Database.Read(session => Conversations.Find(session, other.Conversation))!.Arrived);
    }

    [Fact]
    public async Task What_was_sent_goes_with_its_tag_and_what_was_received_with_its_files()
    {
        await BeginAsync(Leaving);
        var (sent, tags, files) = (Count("outbox"), Count("sent_tag where message is not null"), Count("media_chunk"));

        Assert.True(await DeleteOldestAsync(Leaving.Guest) > 0);

        Assert.True(Count("outbox") < sent);
        Assert.True(Count("sent_tag where message is not null") < tags);
        Assert.True(Count("media_chunk") < files);
        Assert.True(Count("outbox") > 0);
        Assert.True(Count("media_chunk") > 0);
        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
    }

    private long Count(string from) => Engine.Count($"select count(*) from {from}");

    private Task<int> DeleteOldestAsync(Guest guest) =>
        Database.CommitAsync(transaction => ErasedMessages.DeleteOldest(transaction, guest.Conversation));

    [Fact]
    public async Task Whoever_writes_again_after_an_erasure_is_somebody_new()
    {
        var moves = await EraseAsync(Leaving);

        await Database.CommitAsync(transaction =>
        {
            var subject = SubjectId.New();
            Subjects.Create(transaction, subject, slot: 99);
            Identify(transaction, subject, tag: 901, moves[0].To);
        });

        Assert.NotEqual(
            Leaving.Guest.Subject, Database.Read(session => Subjects.FindByTag(session, TagOf(901)))!.Person.Id);
    }
}
