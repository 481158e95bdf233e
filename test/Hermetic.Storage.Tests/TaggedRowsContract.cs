using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>What lies under an earlier version of the blind-index key is counted exactly, and moves by comparison.</summary>
public abstract class TaggedRowsContract(IEngine engine) : TaggedContract(engine)
{
    [Fact]
    public async Task A_version_that_one_row_of_any_table_needs_is_not_destroyed()
    {
        var guest = await FillAsync();
        Assert.Equal(8, Under(1));
        await RotateAsync();
        await FillAsync();
        Assert.Equal((8, 8), (Under(1), Under(2)));

        foreach (var table in new[] { "dedupe", "sent_tag", "inbox", "occupancy", "identifier", "bucket" })
        {
            await Assert.ThrowsAsync<FencedException>(() => DestroyAsync());
            await Database.CommitAsync(transaction => Delete(transaction, table));
        }
        await Assert.ThrowsAsync<FencedException>(() => DestroyAsync());
        await Database.CommitAsync(transaction =>
            TaggedRows.MoveNumber(transaction, Made(0, "number").Under(1)!.Value, Made(0, "number").Active, 10));

        Assert.Equal(0, Under(1));
        await DestroyAsync();
        Assert.NotNull(Database.Read(session => Conversations.Find(session, Made(0, "number").Active, guest.Subject)));
    }

    [Fact]
    public async Task Days_tell_until_when_marks_are_needed()
    {
        await SayAsync(await EnterAsync(Number), Made(1));
        Clock.Advance(TimeSpan.FromDays(3));
        await Database.CommitAsync(transaction => SentTags.Apply(transaction, attempt: null, Made(2), OutboxState.Read, code: 0));
        await RotateAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await SayAsync(await EnterAsync(Number), Made(3));

        Assert.Equal((Today - 6, Today - 3), Database.Read(session => TaggedRows.LastDays(session, 1)));
        Assert.Equal((Today, 0), Database.Read(session => TaggedRows.LastDays(session, 2)));
    }

    [Fact]
    public async Task Numbers_move_in_pages_and_are_counted()
    {
        for (var i = 0; i < 5; i++)
            await EnterAsync(Made(0, "number"));
        await RotateAsync();
        var number = Made(0, "number");

        Assert.Equal(3, await MoveAsync());
        Assert.Equal(2, await MoveAsync());
        Assert.Equal(0, await MoveAsync());
        Assert.Equal(5, Database.Read(RingVersions.Read)!.Find(RingKey.BlindIndex, 1)!.Moved);

        Task<int> MoveAsync() => Database.CommitAsync(transaction =>
            TaggedRows.MoveNumber(transaction, number.Others[0], number.Active, 3));
    }

    [Fact]
    public async Task Somebody_moves_to_another_bucket_once_and_the_empty_one_can_go()
    {
        var guest = await EnterAsync(Number);
        var old = await IdentifyAsync(guest, TagOf(1));
        await RotateAsync();
        var bucket = new Bucket(Bucket(), Slot: 22, Epoch: 1);
        var (row, version) = Database.Read(session => TaggedRows.Identifiers(session, 2, after: null, 10)).Single();
        Assert.Equal((guest.Subject, TagOf(1), 1), (row.Subject, row.Tag, version));
        Assert.Empty(Database.Read(session => TaggedRows.Identifiers(session, 2, after: row.Tag, 10)));
        Assert.Empty(Database.Read(session => TaggedRows.EmptyBuckets(session, 2, 10)));

        Assert.True(await MoveAsync(bucket));
        Assert.False(await MoveAsync(bucket));

        Assert.Equal(guest.Subject, Database.Read(session => Subjects.FindByTag(session, TagOf(2)))!.Person.Id);
        Assert.Null(Database.Read(session => Subjects.FindByTag(session, TagOf(1))));
        Assert.Equal([bucket], Database.Read(session => Erasures.BucketsOf(session, guest.Subject)));
        Assert.Equal([old], Database.Read(session => TaggedRows.EmptyBuckets(session, 2, 10)));
        await DestroyPeppersAsync(old);
        // The conversation's number.
        Assert.Equal(1, Under(1));
        Assert.Equal([bucket], Database.Read(session => Subjects.FindBuckets(session, old.Number, bucket.Number)));

        Task<bool> MoveAsync(Bucket to) =>
            Database.CommitAsync(transaction => TaggedRows.Move(transaction, version, row, to, TagOf(2)));
    }

    [Fact]
    public async Task Somebody_stays_when_the_bucket_got_another_pepper_meanwhile()
    {
        var guest = await EnterAsync(Number);
        await IdentifyAsync(guest, TagOf(1));
        await RotateAsync();
        var other = await EnterAsync(Number);
        await IdentifyAsync(other, TagOf(3));
        var row = Database.Read(session => TaggedRows.Identifiers(session, 2, after: null, 10)).Single().Row;

        Assert.False(await Database.CommitAsync(transaction => TaggedRows.Move(
            transaction, 1, row, new Bucket(Bucket(), Slot: 99, Epoch: 1), TagOf(2))));

        Assert.NotNull(Database.Read(session => Subjects.FindByTag(session, TagOf(1))));
    }

    [Fact]
    public async Task A_bucket_into_which_somebody_came_keeps_its_pepper()
    {
        var guest = await EnterAsync(Number);
        var bucket = await IdentifyAsync(guest, TagOf(1));

        await Assert.ThrowsAsync<FencedException>(() => DestroyPeppersAsync(bucket));

        Assert.Equal([bucket], Database.Read(session => Erasures.BucketsOf(session, guest.Subject)));
    }

    [Fact]
    public async Task A_message_moves_with_the_mark_by_which_it_is_known_and_a_revoked_one_gives_its_tag_up()
    {
        var guest = await EnterAsync(Made(0, "number"));
        var (kept, revoked) = (await SayAsync(guest, Made(1)), await SayAsync(guest, Made(2)));
        await Database.CommitAsync(transaction =>
            Inbox.Empty(transaction, Made(2), Made(0, "number"), guest.Subject, InboxState.Revoked));
        await RotateAsync();
        var rows = Database.Read(session => TaggedRows.Messages(session, 2, after: 0, 10));
        Assert.Equal([(kept, false), (revoked, true)], rows.Select(row => (row.Id, row.Sealed is null)));
        Assert.Single(Database.Read(session => TaggedRows.Messages(session, 2, rows[0].Row, 10)));

        await Database.CommitAsync(transaction =>
        {
            Assert.True(TaggedRows.Move(transaction, rows[0], Made(1).Active));
            Assert.False(TaggedRows.Move(transaction, rows[0], Made(1).Active));
            Assert.True(TaggedRows.Move(transaction, rows[1], renewed: null));
        });

        Assert.Equal(kept, Database.Read(session => StoredMessages.FindReceived(session, Made(1).Active))!.Id);
        Assert.False(await Database.CommitAsync(transaction => Inbox.IsNew(transaction, Made(1).Active)));
        Assert.Empty(Database.Read(session => TaggedRows.Messages(session, 2, after: 0, 10)));
        // The mark of the revoked one, and the conversation's number.
        Assert.Equal(2, Under(1));
    }

    [Fact]
    public async Task Cells_of_an_appointment_move_while_they_are_its_own()
    {
        var guest = await EnterAsync(Number);
        var id = await BookAsync(guest, Made(1), Made(2));
        await RotateAsync();
        var row = Assert.Single(Database.Read(session => TaggedRows.Appointments(session, 2, after: 0, 10)));
        Assert.Equal((guest.Subject, id), (row.Subject, row.Appointment.Id));

        await Database.CommitAsync(transaction =>
        {
            Assert.True(TaggedRows.Move(transaction, id, Made(1).Others[0], Made(1).Active));
            Assert.False(TaggedRows.Move(transaction, AppointmentId.New(), Made(2).Others[0], Made(2).Active));
        });
        Assert.Single(Database.Read(session => TaggedRows.Appointments(session, 2, after: 0, 10)));
        await Database.CommitAsync(transaction => TaggedRows.Move(transaction, id, Made(2).Others[0], Made(2).Active));

        Assert.Empty(Database.Read(session => TaggedRows.Appointments(session, 2, after: 0, 10)));
        Assert.Equal(
            new[] { Made(1).Active, Made(2).Active }.ToHashSet(),
            Database.Read(session => Appointments.CellsOf(session, guest.Subject, id)).ToHashSet());
    }

    [Fact]
    public void Every_column_of_tags_is_under_the_blind_index_or_known_to_be_under_something_else()
    {
        // Under a bucket's pepper, under the suppression key, a copy of the tag in sent_tag, and hashes of random secrets.
        string[] others =
        [
            "identifier.tag", "suppression.tag", "outbox.wamid", "erasure.link", "passkey.digest", "staff_session.digest",
            "invitation.digest", "recovery_code.digest",
        ];
        Assert.Equal(
            TaggedRows.Columns,
            DataLocations.All
                .SelectMany(table => table.Columns.Where(column => column.Protection == Protection.Tag)
                    .Select(column => $"{table.Table}.{column.Name}"))
                .Except(others).Order(StringComparer.Ordinal));
    }

    private static void Delete(Transaction transaction, string table) => transaction.Execute(table switch
    {
        "dedupe" => "delete from dedupe where length(tag) = 16",
        "sent_tag" => "delete from sent_tag where length(tag) = 16",
        "inbox" => "delete from inbox where length(tag) = 16",
        "occupancy" => "delete from occupancy where length(cell) = 16",
        "identifier" => "delete from identifier where bucket < 65536",
        _ => "delete from bucket where bucket < 65536",
    });

    /// <summary>One row under the active version in each place, and two in dedupe.</summary>
    private async Task<Guest> FillAsync()
    {
        var guest = await EnterAsync(Made(0, "number"));
        await SayAsync(guest, Made(1000 + (int)guest.Slot));
        await BookAsync(guest, Made(2000 + (int)guest.Slot));
        await IdentifyAsync(guest, TagOf((int)guest.Slot));
        await Database.CommitAsync(transaction =>
        {
            Inbox.Note(transaction, Made(3000 + (int)guest.Slot));
            SentTags.Apply(transaction, attempt: null, Made(4000 + (int)guest.Slot), OutboxState.Read, code: 0);
        });
        return guest;
    }

    private int Bucket() => Keys.Ring.BlindIndex.Bucket("contract", "somebody"u8);

    private async Task<Bucket> IdentifyAsync(Guest guest, Tag tag)
    {
        var (row, bucket) = (RowIds.New(), new Bucket(Bucket(), Slot: 40 + Keys.Ring.BlindIndex.Version, Epoch: 1));
        await Database.CommitAsync(transaction => Subjects.Identify(transaction, guest.Subject, new TaggedIdentifier(
            IdentifierKind.PhoneNumber, tag, bucket, row, Seal<IdentifierContent>(row, guest.Subject))));
        return bucket;
    }

    private async Task<AppointmentId> BookAsync(Guest guest, params RingTag[] cells)
    {
        var id = AppointmentId.New();
        await Database.CommitAsync(transaction => Appointments.Book(
            transaction, Conversations.Look(transaction, guest.Conversation)!.Lease, id, cells,
            Seal<AppointmentContent>(id.Value, guest.Subject)));
        return id;
    }

    private async Task DestroyPeppersAsync(Bucket bucket)
    {
        var from = Root.Epoch;
        var (roll, next) = await RollAsync(bucket.Slot);
        await Database.CommitAsync(transaction => TaggedRows.DestroyBuckets(transaction, [bucket], roll, from, next.Epoch));
    }
}
