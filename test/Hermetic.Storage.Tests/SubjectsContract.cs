using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>People are found by tags, and a tag counts only under the pepper its bucket has now.</summary>
public abstract class SubjectsContract(IEngine engine) : Contract(engine)
{
    private static readonly Bucket _bucket = new(Number: 513, Slot: 40, Epoch: 1);

    [Fact]
    public async Task A_person_is_found_by_each_of_their_identifiers()
    {
        var id = SubjectId.New();
        await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, id, 5);
            Subjects.Identify(transaction, id, Identifier(1, IdentifierKind.PhoneNumber, _bucket, id));
            Subjects.Identify(transaction, id, Identifier(2, IdentifierKind.UserId, _bucket, id));
        });

        var expected = new Subject(id, 5, SubjectState.Live);
        foreach (var tag in new[] { TagOf(1), TagOf(2) })
        {
            var found = Database.Read(session => Subjects.FindByTag(session, tag))!;
            Assert.Equal((expected, true), (found.Person, found.HasUserId));
            Assert.Empty(found.Conversations);
        }
        Assert.Equal(expected, Database.Read(session => Subjects.Find(session, id)));
        Assert.Null(Database.Read(session => Subjects.FindByTag(session, TagOf(3))));
        Assert.Equal([_bucket], Database.Read(session => Subjects.FindBuckets(session, 513, 514)));
    }

    [Fact]
    public async Task With_a_person_the_conversations_are_found_by_the_numbers_of_the_business()
    {
        var guest = await WelcomeAsync();
        var other = await Database.CommitAsync(transaction =>
        {
            Subjects.Identify(
                transaction, guest.Subject, Identifier(1, IdentifierKind.PhoneNumber, _bucket, guest.Subject));
            return Arrive(transaction, guest.Subject, TagOf(77));
        });

        var found = Database.Read(session => Subjects.FindByTag(session, TagOf(1)))!.Conversations.ToHashSet();

        Assert.Equal([(Number, guest.Conversation), (TagOf(77), other)], found);
    }

    [Fact]
    public async Task Only_a_user_id_counts_as_one()
    {
        var id = SubjectId.New();
        await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, id, 5);
            Subjects.Identify(transaction, id, Identifier(1, IdentifierKind.PhoneNumber, _bucket, id));
        });
        Assert.False(HasUserId(1));

        await Database.CommitAsync(transaction =>
            Subjects.Identify(transaction, id, Identifier(2, IdentifierKind.UserId, _bucket, id)));
        Assert.True(HasUserId(1));
        Assert.True(HasUserId(2));
    }

    private bool HasUserId(int tag) => Database.Read(session => Subjects.FindByTag(session, TagOf(tag)))!.HasUserId;

    [Fact]
    public async Task Of_many_who_introduce_one_new_person_at_once_exactly_one_does()
    {
        var introductions = await TogetherAsync(
            Enumerable.Range(0, 16).Select<int, Action<Transaction>>(i => transaction =>
        {
            var id = SubjectId.New();
            Subjects.Create(transaction, id, 100 + i);
            Subjects.Identify(transaction, id, Identifier(1, IdentifierKind.PhoneNumber, _bucket, id));
        }));

        Assert.Equal(1, introductions.Count(write => write.IsCompletedSuccessfully));
        Assert.Equal(15, introductions.Count(write => write.Exception?.InnerException is FencedException));
        Assert.Equal(1, Engine.Count("select count(*) from subject"));
    }

    [Theory]
    [InlineData(41, 1)]
    [InlineData(40, 2)]
    public async Task A_tag_under_a_pepper_that_the_bucket_no_longer_has_is_refused(long slot, int epoch)
    {
        var id = SubjectId.New();
        await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, id, 5);
            Subjects.Identify(transaction, id, Identifier(1, IdentifierKind.PhoneNumber, _bucket, id));
        });

        var elsewhere = _bucket with { Slot = slot, Epoch = epoch };
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            Subjects.Identify(transaction, id, Identifier(2, IdentifierKind.UserId, elsewhere, id))));

        Assert.Equal(_bucket, Database.Read(session => Subjects.FindBuckets(session, 513, 513).Single()));
    }

    [Fact]
    public async Task No_two_people_share_a_slot_of_the_key_tree()
    {
        await Database.CommitAsync(transaction => Subjects.Create(transaction, SubjectId.New(), 5));

        await Assert.ThrowsAsync<StorageFailedException>(() =>
            Database.CommitAsync(transaction => Subjects.Create(transaction, SubjectId.New(), 5)));
    }

    [Fact]
    public async Task Whose_erasure_began_is_listed_and_no_longer_live()
    {
        var (erasing, live) = (await WelcomeAsync(), await WelcomeAsync());
        Assert.Empty(Database.Read(Subjects.Erasing));

        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(erasing.Subject)), erasing.Subject));

        Assert.Equal(
            [new Subject(erasing.Subject, erasing.Slot, SubjectState.Erasing)],
            Database.Read(Subjects.Erasing));
        Assert.Throws<FencedException>(() => RequireLive(erasing.Subject));
        Assert.Throws<FencedException>(() => RequireLive(SubjectId.New()));
        RequireLive(live.Subject);
    }

    private void RequireLive(SubjectId id) => Database.Read(session =>
    {
        Subjects.RequireLive(session, id);
        return true;
    });

    private TaggedIdentifier Identifier(int tag, IdentifierKind kind, Bucket bucket, SubjectId subject)
    {
        var row = RowIds.New();
        return new(kind, TagOf(tag), bucket, row, Seal<IdentifierContent>(row, subject, "491700000001"u8));
    }
}
