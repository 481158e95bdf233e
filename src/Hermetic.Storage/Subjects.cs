using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Whether a person's rows may still be written.</summary>
public enum SubjectState
{
    /// <summary>Fenced: an erasure has begun; every commit of theirs is refused.</summary>
    Erasing = 0,
    Live = 1,
}

/// <param name="Slot">The key-tree slot that holds this person's key.</param>
public sealed record Subject(SubjectId Id, long Slot, SubjectState State);

/// <summary>A person who was found by one of their identifiers.</summary>
/// <param name="HasUserId">Whether WhatsApp ever gave a BSUID for them: two different ones are two people.</param>
/// <param name="Conversations">With which of the business's numbers, by their tags, they have which one.</param>
public sealed record KnownPerson(
    Subject Person, bool HasUserId, IReadOnlyList<(Tag Number, ConversationId Id)> Conversations);

/// <summary>What kind of identifier WhatsApp gave for a person.</summary>
public enum IdentifierKind
{
    UserId = 1,
    PhoneNumber = 2,

    /// <summary>The person had it once; somebody else may have it now. Finds nobody, but goes with an erasure.</summary>
    FormerPhoneNumber = 3,
}

/// <summary>Where a bucket's pepper lies at the moment; <see cref="Epoch"/> changes when an erasure moves it.</summary>
public sealed record Bucket(int Number, long Slot, int Epoch);

/// <summary>A tag and the bucket state under which it was computed.</summary>
public sealed record TaggedIdentifier(
    IdentifierKind Kind, Tag Tag, Bucket Bucket, Guid Row, Sealed<IdentifierContent> Sealed);

/// <summary>People by random id; found by blind-index tags only.</summary>
public static class Subjects
{
    private const string SelectByTag =
        """
        select s.id, s.slot, s.state, (select count(*) from identifier where subject = s.id and kind = 1),
        c.number, c.id
        from identifier i join subject s on s.id = i.subject
        left join conversation c on c.subject = s.id where i.tag = $1
        """;
    private const string SelectById = "select id, slot, state from subject where id = $1";
    private const string CountLive = "select count(*) from subject where id = $1 and state = 1";
    private const string SelectErasing = "select id, slot, state from subject where state = 0 order by slot";
    // Not of a version of the blind-index key that others have left: they would not look there.
    private const string SelectBucket =
        """
        select bucket, slot, epoch from bucket where bucket = $1
        and not exists (select 1 from key_version where name = 1 and state = 1 and version <> $1 / 65536 + 1)
        """;
    private const string SelectBuckets = "select bucket, slot, epoch from bucket where bucket in ($1, $2)";
    private const string InsertSubject = "insert into subject (id, slot, state) values ($1, $2, $3)";
    private const string InsertBucket =
        "insert into bucket (bucket, slot, epoch) values ($1, $2, $3) on conflict do nothing";
    private const string InsertIdentifier =
        "insert into identifier (tag, kind, bucket, subject, row, envelope) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
    private const string SelectIdentifiers = "select row, envelope from identifier where subject = $1";
    private const string DeleteIdentifier = "delete from identifier where subject = $1 and tag = $2";
    private const string FenceSubject = "update subject set state = 0 where id = $1";
    private const string FenceUnlessHeld =
        "update subject set state = 0 where id = $1 and not exists (select 1 from legal_hold where subject = $1)";

    /// <summary>Whose it is; null when it is nobody's.</summary>
    public static KnownPerson? FindByTag(Session session, Tag tag)
    {
        var rows = session.List(
            SelectByTag,
            row => (
                Person: Read(row), HasUserId: row.Long(3) > 0,
                Conversation: row.IsNull(4) ? null : ((Tag, ConversationId)?)(row.Tag(4), row.Conversation(5))),
            tag);
        return rows.Count == 0
            ? null
            : new KnownPerson(
                rows[0].Person, rows[0].HasUserId, [.. rows.Where(row => row.Conversation is not null).Select(row => row.Conversation!.Value)]);
    }

    public static Subject? Find(Session session, SubjectId id) => session.Find(SelectById, Read, id);

    /// <summary>People whose erasure began and did not end: resumed at start.</summary>
    public static IReadOnlyList<Subject> Erasing(Session session) => session.List(SelectErasing, Read);

    /// <summary>Those of two buckets in which somebody is, or was.</summary>
    public static IReadOnlyList<Bucket> FindBuckets(Session session, int one, int other) =>
        session.List(SelectBuckets, ReadBucket, one, other);

    /// <summary>Every identifier of a person, in no order.</summary>
    public static IReadOnlyList<(Guid Row, Sealed<IdentifierContent> Sealed)> IdentifiersOf(
        Session session, SubjectId id) =>
        session.List(SelectIdentifiers, row => (row.Guid(0), row.Sealed<IdentifierContent>(1)), id);

    public static void Create(Transaction transaction, SubjectId id, long slot) =>
        transaction.Post(InsertSubject, id, slot, SubjectState.Live);

    /// <summary>Gives a person one more identifier.</summary>
    /// <exception cref="FencedException">
    /// The bucket moved, the blind-index key has another version by now, or somebody has the tag already: look up again.
    /// </exception>
    public static void Identify(Transaction transaction, SubjectId id, TaggedIdentifier identifier)
    {
        var expected = identifier.Bucket;
        transaction.Post(InsertBucket, expected.Number, expected.Slot, expected.Epoch);
        if (transaction.Find(SelectBucket, ReadBucket, expected.Number) != expected)
            throw new FencedException("the bucket's pepper changed");
        if (transaction.Execute(
                InsertIdentifier, identifier.Tag, identifier.Kind, expected.Number, id, SqlValue.Id(identifier.Row),
                SqlValue.Of(identifier.Sealed)) != 1)
            throw new FencedException("the identifier belongs to somebody already");
    }

    /// <summary>Every commit of a person's content passes here.</summary>
    /// <exception cref="FencedException">The person was or is being erased.</exception>
    public static void RequireLive(Session session, SubjectId id)
    {
        if (session.Count(CountLive, id) == 0)
            throw new FencedException("the person has been erased");
    }

    /// <summary>
    /// For who found nobody: the bucket is as it was when it was asked for, or still none, and of the active version.
    /// </summary>
    /// <exception cref="FencedException">Somebody may be found by now: look up again.</exception>
    public static void RequireAsAsked(Session session, Bucket asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        RingVersions.RequireActive(session, 1 + asked.Number / MacKey.FirstBucket(2));
        if (FindBuckets(session, asked.Number, asked.Number) is [{ } now] && now != asked)
            throw new FencedException("the bucket's pepper changed");
    }

    /// <summary>An identifier that the person no longer has: a number may be given to somebody else.</summary>
    /// <param name="transaction">The commit.</param>
    /// <param name="id">Whose it was.</param>
    /// <param name="tags">Of the one identifier, under one of which it was found.</param>
    /// <exception cref="FencedException">It is under none of them: it was moved to another bucket since.</exception>
    public static void Unidentify(Transaction transaction, SubjectId id, IReadOnlyList<Tag> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.Sum(tag => transaction.Execute(DeleteIdentifier, id, tag)) == 0)
            throw new FencedException("the identifier was moved to another bucket");
    }

    /// <summary>Whose key is destroyed already: there is nothing left that could be held.</summary>
    internal static void Fence(Transaction transaction, SubjectId id) => transaction.Execute(FenceSubject, id);

    /// <summary>Looks and fences in one statement: a hold that comes at the same time comes before it or after it.</summary>
    /// <exception cref="OnHoldException">Their data must be kept for now.</exception>
    /// <exception cref="FencedException">There is nobody of this id any more.</exception>
    internal static void FenceUnlessOnHold(Transaction transaction, SubjectId id)
    {
        if (transaction.Execute(FenceUnlessHeld, id) == 1)
            return;
        throw LegalHolds.Of(transaction, id) is null
            ? new FencedException("the person has been erased")
            : new OnHoldException();
    }

    internal static Bucket ReadBucket(Row row) => new(row.Int(0), row.Long(1), row.Int(2));

    internal static Subject Read(Row row) => new(row.Subject(0), row.Long(1), row.Enum<SubjectState>(2));
}
