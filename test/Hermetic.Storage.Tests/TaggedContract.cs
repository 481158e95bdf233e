using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>A blind-index key that is rotated, and what nodes make with it before, meanwhile and after.</summary>
public abstract class TaggedContract(IEngine engine) : KeyedContract(engine)
{
    private long _guests = 5000;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.CommitAsync(transaction => RingVersions.Begin(transaction, Keys.Ring.Epoch, Keys.Ring.Versions));
    }

    /// <summary>As a node makes it that has read the ring just now.</summary>
    protected RingTag Made(int number, string purpose = "contract")
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        return Keys.Ring.BlindIndex.Tag(purpose, value);
    }

    /// <summary>The next version is in the ring and on record, and not yet active.</summary>
    protected async Task CreateAsync()
    {
        await Keys.AddVersionAsync(RingKey.BlindIndex, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), default);
        var version = Keys.Ring.Versions.Last(one => one.Key == RingKey.BlindIndex).Version;
        await StepAsync(transaction =>
            RingVersions.Create(transaction, Proof<CreateKey>(Target.Deployment), RingKey.BlindIndex, version));
    }

    /// <summary>On record; a node that has not looked still has the version before.</summary>
    protected async Task ActivateAsync()
    {
        var record = Database.Read(RingVersions.Read)!;
        var (last, next) = (record.Find(RingKey.BlindIndex, KeyState.Active)!, record.Find(RingKey.BlindIndex, KeyState.PreActive)!);
        await StepAsync(transaction =>
        {
            RingVersions.Retire(transaction, Proof<RetireKey>(Target.Deployment), RingKey.BlindIndex, last.Version);
            RingVersions.Activate(transaction, Proof<ActivateKey>(Target.Deployment), RingKey.BlindIndex, next.Version);
        });
    }

    /// <summary>The ring's file is brought along with the record.</summary>
    protected Task LookAsync()
    {
        var record = Database.Read(RingVersions.Read)!;
        return Keys.MoveVersionsAsync([.. record.Versions.Select(version => version.InFile)], record.Epoch, default);
    }

    protected async Task RotateAsync()
    {
        await CreateAsync();
        await ActivateAsync();
        await LookAsync();
    }

    /// <summary>As one look shows it; null while something needs the version.</summary>
    protected SpentVersion? Spent(int version = 1) =>
        Database.Read(session => SpentVersion.Find(session, RingKey.BlindIndex, version));

    protected Task DestroyAsync(SpentVersion spent) => Database.CommitAsync(transaction =>
        RingVersions.Destroy(transaction, Proof<DestroyKey>(Target.Deployment), spent));

    protected long Under(int version) => Database.Read(session => TaggedRows.Count(session, version));

    /// <summary>Somebody whose conversation is with a number of the business, as of a tag of it.</summary>
    protected Task<Guest> EnterAsync(RingTag number) => Database.CommitAsync(transaction =>
    {
        var (subject, slot) = (SubjectId.New(), ++_guests);
        Subjects.Create(transaction, subject, slot);
        return new Guest(
            subject, Conversations.Arrive(transaction, known: null, number, subject, ConversationId.New()), slot);
    });

    protected Task<MessageId> SayAsync(Guest guest, RingTag tag) => Database.CommitAsync(transaction =>
    {
        var id = MessageId.New();
        Assert.True(Inbox.IsNew(transaction, tag));
        Conversations.Arrive(transaction, guest.Conversation, Number, guest.Subject, ConversationId.New());
        Inbox.Append(transaction, id, guest.Conversation, tag, Seal<InboundContent>(id.Value, guest.Subject, "at nine"u8));
        return id;
    });

    private Task StepAsync(Action<Transaction> step) => Database.CommitAsync(transaction =>
    {
        var epoch = RingVersions.Epoch(transaction);
        step(transaction);
        RingVersions.Advance(transaction, epoch, epoch + 1);
    });
}
