using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 3. WhatsApp's identity (BSUID first, the phone number may be absent) becomes a random subject id; its words
/// end here. One instance serves one webhook, so that two messages of one new person meet.
/// </summary>
internal sealed class Sender(Vault vault, Database database, SecretArena arena) : IDisposable
{
    private readonly List<Identifier> _identifiers = [];
    private readonly Dictionary<int, Bucket> _newBuckets = [];
    private readonly Dictionary<Tag, Person> _people = [];
    private readonly HashSet<Tag> _dropped = [];
    private readonly List<Bucket> _asked = [];

    /// <summary>Finds the person, or prepares a new one; nothing is written before <see cref="Person.Introduce"/>.</summary>
    internal async ValueTask<Person> ResolveAsync(SenderIdentity identity, CancellationToken cancel)
    {
        var (byUser, byPhone) = await TagAsync(identity, cancel);
        if (Find(byUser) is { } known)
            return known;
        // A number that moved on belongs to somebody else's BSUID: conflicting identifiers are never merged.
        var person = Find(byPhone) is { } owner && (byUser is null || !owner.HasUserId)
            ? owner
            : new Person(SubjectId.New(), await vault.TakeSlotAsync(cancel), isNew: true);
        await IdentifyAsync(person, IdentifierKind.UserId, byUser, cancel);
        await IdentifyAsync(person, IdentifierKind.PhoneNumber, Find(byPhone) is null ? byPhone : null, cancel);
        return person;
    }

    /// <summary>The person, when anything of them is known; introduces nobody.</summary>
    internal async ValueTask<Person?> FindAsync(SenderIdentity identity, CancellationToken cancel)
    {
        var (byUser, byPhone) = await TagAsync(identity, cancel);
        if (Find(byUser) is { } known)
            return known;
        var owner = Find(byPhone);
        if (owner is not null && (byUser is null || !owner.HasUserId))
            return owner;
        _asked.AddRange(new[] { byUser, byPhone }.OfType<Identifier>().Select(identifier => identifier.Bucket));
        return null;
    }

    /// <summary>In the commit of what was decided because nobody was found.</summary>
    /// <exception cref="FencedException">Somebody may be there by now: look up again.</exception>
    internal void RequireAsAsked(Transaction transaction)
    {
        foreach (var bucket in _asked)
            Subjects.RequireAsAsked(transaction, bucket);
    }

    /// <summary>
    /// WhatsApp says that a person has a new BSUID or number: the person stays who they are, and with them the
    /// conversation. A BSUID that was theirs still finds them, a number does not: it may be given to somebody else.
    /// </summary>
    /// <returns>Null when a new identifier belongs to somebody else already: people are never merged.</returns>
    internal async ValueTask<Person?> MoveAsync(IdentityChange change, CancellationToken cancel)
    {
        var (before, after) = (change.Before, change.After);
        var formerNumber = await TagAsync(IdentifierKind.PhoneNumber, before.PhoneNumber, cancel);
        var person = Find(await TagAsync(IdentifierKind.UserId, before.UserId, cancel)) ?? Find(formerNumber);
        if (person is null)
            return await ResolveAsync(after, cancel);
        var identifiers = new List<Identifier>();
        foreach (var (kind, value) in after.All())
            identifiers.Add((await TagAsync(kind, value, cancel))!);
        if (identifiers.Exists(identifier => Find(identifier) is { } owner && owner.Id != person.Id))
            return null;
        foreach (var identifier in identifiers.Where(identifier => Find(identifier) is null))
            await IdentifyAsync(person, identifier.Kind, identifier, cancel);
        if (change.NumberChanged && formerNumber is not null && Find(formerNumber)?.Id == person.Id)
        {
            // Several people may have given the same number up, and one person twice: the tag is the person's own.
            var former = await TagAsync(IdentifierKind.FormerPhoneNumber, before.PhoneNumber, cancel, person.Id);
            if (Find(former) is null)
                await IdentifyAsync(person, IdentifierKind.FormerPhoneNumber, former, cancel);
            Tag[] tags = [formerNumber.Tag, .. formerNumber.Others];
            person.Drop(tags);
            foreach (var tag in tags)
            {
                _dropped.Add(tag);
                _people.Remove(tag);
            }
        }
        return person;
    }

    private async ValueTask IdentifyAsync(
        Person person, IdentifierKind kind, Identifier? identifier, CancellationToken cancel)
    {
        if (identifier is null)
            return;
        using var key = await vault.OpenAsync(person.Slot, cancel);
        var row = RowIds.New();
        var context = Identifier.Context(row, person.Id);
        person.Add(
            new TaggedIdentifier(
                kind, identifier.Tag, identifier.Bucket, row, key.Key.Seal<IdentifierContent>(identifier.KindAndValue, context)));
        _people.TryAdd(identifier.Tag, person);
    }

    private Person? Find(Identifier? identifier)
    {
        if (identifier is null)
            return null;
        var person = Find(identifier.Tag);
        if (person is not null || identifier.Others.Count == 0)
            return person;
        // Once more at the end: that is where they go from the other buckets, and they may just have gone.
        return identifier.Others.Append(identifier.Tag).Select(Find).FirstOrDefault(one => one is not null);
    }

    private Person? Find(Tag tag)
    {
        if (_people.TryGetValue(tag, out var met))
            return met;
        if (_dropped.Contains(tag))
            return null;
        if (database.Read(session => Subjects.FindByTag(session, tag)) is not { } known)
            return null;
        var person = new Person(known.Person.Id, known.Person.Slot, isNew: false)
        {
            HasUserId = known.HasUserId,
            Conversations = known.Conversations,
        };
        _people.Add(tag, person);
        return person;
    }

    private async ValueTask<(Identifier? User, Identifier? Phone)> TagAsync(
        SenderIdentity identity, CancellationToken cancel)
    {
        var user = Read(IdentifierKind.UserId, identity.UserId);
        var phone = Read(IdentifierKind.PhoneNumber, identity.PhoneNumber);
        // Both buckets at once: where the database is a server, each question is a journey.
        var (first, second) = (NumberOf(user ?? phone), NumberOf(phone ?? user));
        var buckets = database.Read(session => Subjects.FindBuckets(session, first, second));
        await TagAsync(user, first, buckets, cancel);
        await TagAsync(phone, second, buckets, cancel);
        return (user, phone);
    }

    private async ValueTask<Identifier?> TagAsync(
        IdentifierKind kind, JsonText? value, CancellationToken cancel, SubjectId? owner = null)
    {
        var identifier = Read(kind, value);
        var number = NumberOf(identifier);
        var buckets = database.Read(session => Subjects.FindBuckets(session, number, number));
        await TagAsync(identifier, number, buckets, cancel, owner);
        return identifier;
    }

    private async ValueTask TagAsync(
        Identifier? identifier, int number, IReadOnlyList<Bucket> buckets, CancellationToken cancel, SubjectId? owner = null)
    {
        if (identifier is null)
            return;
        var bucket = buckets.FirstOrDefault(known => known.Number == number)
            ?? _newBuckets.GetValueOrDefault(number)
            ?? (_newBuckets[number] = new Bucket(number, await vault.TakeSlotAsync(cancel), Epoch: 1));
        using var key = await vault.OpenAsync(bucket.Slot, cancel);
        using var pepper = key.Key.Pepper();
        (identifier.Tag, identifier.Bucket) =
            (Identifier.TagOf(pepper, identifier.Kind, identifier.Value, owner), bucket);
        identifier.Others = await OthersAsync(identifier, owner, cancel);
    }

    /// <summary>A bucket in which nobody ever was has no pepper, and is given none for the sake of a question.</summary>
    private async ValueTask<IReadOnlyList<Tag>> OthersAsync(Identifier identifier, SubjectId? owner, CancellationToken cancel)
    {
        var numbers = vault.Ring.BlindIndex.OtherBuckets(identifier.Purpose, identifier.Value);
        if (numbers.Length == 0)
            return [];
        var tags = new List<Tag>();
        foreach (var other in numbers.SelectMany(number => database.Read(session => Subjects.FindBuckets(session, number, number))))
        {
            using var key = await vault.OpenAsync(other.Slot, cancel);
            using var pepper = key.Key.Pepper();
            tags.Add(Identifier.TagOf(pepper, identifier.Kind, identifier.Value, owner));
        }
        return tags;
    }

    private Identifier? Read(IdentifierKind kind, JsonText? value)
    {
        if (value is not { } text)
            return null;
        var identifier = Identifier.Read(kind, text, arena);
        _identifiers.Add(identifier);
        return identifier;
    }

    /// <summary>Nobody's is in no bucket.</summary>
    private int NumberOf(Identifier? identifier) =>
        identifier is null ? -1 : vault.Ring.BlindIndex.Bucket(identifier.Purpose, identifier.Value);

    public void Dispose()
    {
        foreach (var identifier in _identifiers)
            identifier.Dispose();
    }
}

/// <summary>A person as one webhook sees them.</summary>
internal sealed class Person(SubjectId id, long slot, bool isNew)
{
    private readonly List<TaggedIdentifier> _identifiers = [];
    private readonly List<IReadOnlyList<Tag>> _dropped = [];
    private int _run;

    internal SubjectId Id => id;

    internal long Slot => slot;

    internal bool HasUserId { get; set; }

    internal IReadOnlyList<(Tag Number, ConversationId Id)> Conversations { private get; init; } = [];

    /// <summary>The one with a number of the business; null when there was none at the lookup.</summary>
    internal ConversationId? ConversationWith(RingTag number) =>
        Conversations.Where(one => number.Includes(one.Number)).Select(one => (ConversationId?)one.Id).FirstOrDefault();

    /// <summary>False while nothing about the person is stored; asked inside the commit.</summary>
    internal bool IsKnown(Transaction transaction) => !isNew || _run == transaction.Run;

    internal void Add(TaggedIdentifier identifier)
    {
        _identifiers.Add(identifier);
        HasUserId |= identifier.Kind == IdentifierKind.UserId;
    }

    /// <param name="tags">Of one identifier, under one of which it is.</param>
    internal void Drop(IReadOnlyList<Tag> tags) => _dropped.Add(tags);

    /// <summary>
    /// Writes what is new about the person, once in a run of the webhook's commit; refuses people who are being erased.
    /// </summary>
    /// <exception cref="FencedException">Somebody else wrote them meanwhile, or they were erased: look up again.</exception>
    internal void Introduce(Transaction transaction)
    {
        Register(transaction);
        Subjects.RequireLive(transaction, id);
    }

    /// <summary>As <see cref="Introduce"/>, for who asks then whether the person is live.</summary>
    internal void Register(Transaction transaction)
    {
        if (_run != transaction.Run)
            Write(transaction);
        _run = transaction.Run;
    }

    private void Write(Transaction transaction)
    {
        if (isNew)
            Subjects.Create(transaction, id, slot);
        foreach (var identifier in _identifiers)
            Subjects.Identify(transaction, id, identifier);
        foreach (var tags in _dropped)
            Subjects.Unidentify(transaction, id, tags);
    }
}
