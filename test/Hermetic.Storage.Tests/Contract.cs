using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Locations;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Storage.Tests;

/// <summary>Somebody who has written to the business: a subject, a conversation and its messages.</summary>
public sealed record Guest(SubjectId Subject, ConversationId Conversation, long Slot);

/// <summary>
/// What every engine has to do. Each test owns a database; a second engine inherits the tests with one line
/// per contract.
/// </summary>
public abstract class Contract : IAsyncLifetime
{
    private readonly MacKey _tags;
    private long _slot = 1000;
    private int _received = 1_000_000;

    protected Contract(IEngine engine)
    {
        Engine = engine;
        _tags = MacKey.Generate(Arena);
        Key = ContentKey.Generate(KeyId.ForSlot(7), DeploymentId, Arena);
    }

    protected IEngine Engine { get; }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    protected int Today => (int)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;

    protected SecretArena Arena { get; } = new(8 << 20);

    protected Guid DeploymentId { get; } = DeploymentIds.New();

    protected ContentKey Key { get; }

    protected Database Database { get; private set; } = null!;

    /// <summary>The business's number that people write to.</summary>
    protected Tag Number => TagOf(-1);

    public virtual async ValueTask InitializeAsync() => Database = await Engine.OpenAsync(Clock);

    public virtual ValueTask DisposeAsync()
    {
        Database.Dispose();
        Engine.Dispose();
        _tags.Dispose();
        Key.Dispose();
        Arena.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected async Task ReopenAsync()
    {
        Database.Dispose();
        Database = await Engine.OpenAsync(Clock);
    }

    /// <summary>Another node on the same database, where the engine has several; else the same one.</summary>
    protected async Task<Node> OtherNodeAsync() => await Engine.OpenAgainAsync(Clock) is { } another
        ? new Node(another, IsAnother: true)
        : new Node(Database, IsAnother: false);

    protected sealed record Node(Database Database, bool IsAnother) : IDisposable
    {
        public void Dispose()
        {
            if (IsAnother)
                Database.Dispose();
        }
    }

    /// <summary>Runs the same on this node and on another, several times at once; what each came to.</summary>
    protected async Task<IReadOnlyList<Exception?>> EverywhereAsync(int times, Action<Transaction> work)
    {
        using var other = await OtherNodeAsync();
        using var together = new Barrier(times);
        // Threads of their own: each is about to commit when the last one is.
        return await Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Record.ExceptionAsync(() => (i % 2 == 0 ? Database : other.Database).CommitAsync(work)).AsTask();
            },
            default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    /// <summary>A tag as a blind index makes them; the same number, the same tag.</summary>
    protected Tag TagOf(int number)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        return _tags.Tag("contract", value);
    }

    protected static SealContext Place(Guid row, SubjectId subject, long version = 1) =>
        new("contract", "envelope", row, version, subject.Value);

    protected Sealed<T> Seal<T>(Guid row, SubjectId subject, ReadOnlySpan<byte> content = default)
        where T : IContentKind =>
        Key.Seal<T>(content, Place(row, subject));

    /// <summary>Whether the box opens in its place, and to this.</summary>
    protected bool Holds<T>(Sealed<T> box, Guid row, SubjectId subject, ReadOnlySpan<byte> content)
        where T : IContentKind
    {
        using var opened = Key.Open(box, Place(row, subject));
        return opened.Utf8.SequenceEqual(content);
    }

    /// <summary>A new person writes once, or more often.</summary>
    protected Task<Guest> WelcomeAsync(int messages = 1) => Database.CommitAsync(transaction =>
    {
        var (subject, slot) = (SubjectId.New(), Interlocked.Increment(ref _slot));
        Subjects.Create(transaction, subject, slot);
        var conversation = default(ConversationId);
        for (var i = 0; i < messages; i++)
            conversation = Receive(transaction, subject).Conversation;
        return new Guest(subject, conversation, slot);
    });

    /// <summary>As somebody of whom nothing was found before the commit.</summary>
    protected ConversationId Arrive(Transaction transaction, SubjectId subject, Tag? number = null) =>
        Conversations.Arrive(transaction, known: null, number ?? Number, subject, ConversationId.New());

    protected (ConversationId Conversation, long Sequence) Receive(Transaction transaction, SubjectId subject)
    {
        var id = MessageId.New();
        var conversation = Arrive(transaction, subject);
        Inbox.Append(
            transaction, id, conversation, TagOf(Interlocked.Increment(ref _received)),
            Seal<InboundContent>(id.Value, subject, "hello"u8));
        return (conversation, Conversations.Find(transaction, conversation)!.Arrived);
    }

    /// <summary>The smallest write there is: one tag.</summary>
    protected Action<Transaction> Stop(int number) =>
        transaction => Suppressions.Add(transaction, TagOf(number));

    protected bool IsStopped(int number) =>
        Database.Read(session => Suppressions.Contains(session, TagOf(number)));

    protected async Task<ConversationLease> ClaimAsync(Guest guest) =>
        await Database.CommitAsync(transaction => Claim(transaction, guest.Conversation));

    /// <summary>What a sweep of one table takes when its rows are kept for so many days.</summary>
    protected Task<int> ForgetAsync(string table, int daysKept) => Database.CommitAsync(transaction =>
    {
        var sweep = Sweeps.All.Single(one => one.Location.Table == table);
        var (deleted, page) = (0, sweep.Run(transaction, 0, Today - daysKept));
        for (; !page.IsEnd; page = sweep.Run(transaction, page.Last, Today - daysKept))
            deleted += page.Deleted;
        return deleted;
    });

    /// <summary>As an activation does that works in several commits.</summary>
    protected static ConversationLease Claim(Transaction transaction, ConversationId conversation) =>
        Conversations.Claim(transaction, Conversations.Look(transaction, conversation)!.Lease);

    /// <summary>Writes that wait together while the writer is busy, so that they share a commit.</summary>
    protected async Task<Task[]> TogetherAsync(params IEnumerable<Action<Transaction>> writes)
    {
        using var started = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        var first = Database.CommitAsync(_ =>
        {
            started.Set();
            busy.Wait();
        });
        started.Wait();
        var waiting = writes.Select(write => Database.CommitAsync(write)).ToArray();
        busy.Set();
        await first;
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);
        return waiting;
    }

    protected static Authorized<TAction> Proof<TAction>(Target target) where TAction : IAction =>
        Authorizer.Demand<TAction>(Caller.Service("contract", Enum.GetValues<Permission>()), target);
}
