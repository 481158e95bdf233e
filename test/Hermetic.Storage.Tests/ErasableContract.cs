using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>
/// Two people with a row in every table that can hold one, who share a bucket of the blind index.
/// </summary>
public abstract class ErasableContract(IEngine engine) : KeyedContract(engine)
{
    /// <param name="Guest">The person; their slot is minted.</param>
    /// <param name="Ids">Every id and tag of theirs that a row may carry, in the clear.</param>
    protected sealed record Resident(Guest Guest, int Number, IReadOnlyList<byte[]> Ids);

    private const int SharedBucket = 513;

    private int _renewed = 50_000;

    protected Resident Leaving { get; private set; } = null!;

    protected Resident Staying { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Leaving = await Database.CommitAsync(transaction => Settle(transaction, slot: 17, number: 1));
        Staying = await Database.CommitAsync(transaction => Settle(transaction, slot: 18, number: 2));
    }

    /// <summary>The same things happen to everybody; numbers keep their tags apart.</summary>
    private Resident Settle(Transaction transaction, long slot, int number)
    {
        var (subject, message, reply, parked) = (
            SubjectId.New(), MessageId.New(), MessageId.New(), MessageId.New());
        var (attempt, appointment, reminder) = (AttemptId.New(), AppointmentId.New(), MessageId.New());
        Subjects.Create(transaction, subject, slot);
        var shared = Identify(
            transaction, subject, (number * 100) + 1, new Bucket(SharedBucket, Slot: 40, Epoch: 1));
        var own = Identify(
            transaction, subject, (number * 100) + 2, new Bucket(number, Slot: 50 + number, Epoch: 1));

        Inbox.IsNew(transaction, TagOf((number * 100) + 3));
        var conversation = Arrive(transaction, subject);
        Inbox.Append(
            transaction, message, conversation, TagOf((number * 100) + 3),
            Seal<InboundContent>(message.Value, subject));
        MediaChunks.Append(transaction, message, position: 0, Seal<MediaContent>(message.Value, subject));
        Suppressions.Add(transaction, TagOf((number * 100) + 4));
        Parked.Keep(transaction, parked, reason: 1, subject, Seal<ParkedContent>(parked.Value, subject));

        var lease = Conversations.Look(transaction, conversation)!.Lease;
        Outbox.Queue(
            transaction, conversation, reply, OutboundKind.Reply, Seal<OutboundContent>(reply.Value, subject));
        Outbox.Begin(transaction, lease, reply, attempt);
        Outbox.Accept(transaction, reply, TagOf((number * 100) + 5));
        Appointments.Book(
            transaction, lease, appointment, [TagOf((number * 100) + 6)],
            Seal<AppointmentContent>(appointment.Value, subject));
        Reminders.Set(
            transaction, lease, appointment, reminder, dueHour: 1, Seal<ReminderContent>(reminder.Value, subject));
        LedgerEntries.Record(transaction, Proof<AcceptMessage>(Target.Of(message, subject)));
        var export = RowIds.New();
        Exports.Begin(
            transaction, lease, export, Today * 24L + 48, new("contract", "service:contract", Target.Deployment, true));
        Exports.Append(transaction, lease, export, position: 0, Seal<ExportContent>(export, subject));
        var approval = Approvals.Ask(
            transaction, subject, ApprovalAct.Erase, ErasureReason.Request, StaffId.New(),
            new("contract", "service:contract", Target.Deployment, true));
        LedgerEntries.Record(transaction, Authorizer.Demand<ReadConversation>(
            Caller.Staff(StaffId.New(), Permission.ReadConversations), Target.Of(conversation, subject)));

        Guid[] ids =
        [
            subject.Value, conversation.Value, message.Value, reply.Value, parked.Value, attempt.Value,
            appointment.Value, reminder.Value,
            shared, own, export, approval.Id,
        ];
        Tag[] tags = [TagOf((number * 100) + 1), TagOf((number * 100) + 2), TagOf((number * 100) + 6)];
        return new Resident(
            new Guest(subject, conversation, slot), number,
            [.. ids.Select(id => id.ToByteArray(bigEndian: true)), .. tags.Select(tag => tag.ToArray())]);
    }

    protected Guid Identify(Transaction transaction, SubjectId subject, int tag, Bucket bucket)
    {
        var row = RowIds.New();
        Subjects.Identify(transaction, subject, new TaggedIdentifier(
            IdentifierKind.PhoneNumber, TagOf(tag), bucket, row, Seal<IdentifierContent>(row, subject)));
        return row;
    }

    /// <summary>The one table of which nobody who can be erased has a row.</summary>
    protected Task PutOnHoldAsync(Resident resident) => Database.CommitAsync(transaction =>
    {
        var id = RowIds.New();
        LegalHolds.Place(
            transaction, Proof<HoldSubject>(Target.Of(resident.Guest.Subject)), id, StaffId.New(),
            Seal<HoldContent>(id, resident.Guest.Subject));
        // With the hold went what was asked for before it.
        Approvals.Ask(
            transaction, resident.Guest.Subject, ApprovalAct.Release, ErasureReason.None, StaffId.New(),
            new("contract", "service:contract", Target.Deployment, true));
    });

    protected Task BeginAsync(Resident resident) => Database.CommitAsync(transaction => Erasures.Begin(
        transaction, Proof<EraseSubject>(Target.Of(resident.Guest.Subject)), resident.Guest.Subject));

    /// <summary>
    /// All that the second commit needs, read and computed now; the commit itself comes later, or never.
    /// </summary>
    protected async Task<(Action<Transaction> Commit, ErasableRoot Next, IReadOnlyList<BucketMove> Moves)>
        PrepareAsync(Resident resident)
    {
        var id = resident.Guest.Subject;
        var buckets = Database.Read(session => Erasures.BucketsOf(session, id));
        List<BucketMove> moves = [.. buckets.Select(bucket => Move(bucket, id))];
        var from = Root.Epoch;
        var (roll, next) = await RollAsync([resident.Guest.Slot, .. moves.Select(move => move.From.Slot)]);
        return (
            transaction => Erasures.Complete(transaction, [id], roll, from, next.Epoch, moves, Erased),
            next, moves);
    }

    protected static AccessRecord Erased(SubjectId id) =>
        new("subject.erased", "service:contract", Target.Of(id), Allowed: true);

    private BucketMove Move(Bucket bucket, SubjectId leaving)
    {
        var to = bucket with { Slot = bucket.Slot + 100, Epoch = bucket.Epoch + 1 };
        var members = Database.Read(session => Erasures.MembersOf(session, bucket));
        var staying = members.Where(row => row.Subject != leaving);
        return new BucketMove(bucket, to, [.. staying.Select(row => (row.Tag, TagOf(++_renewed)))]);
    }

    /// <summary>Both commits, and the root that they leave behind destroyed.</summary>
    protected async Task<IReadOnlyList<BucketMove>> EraseAsync(Resident resident)
    {
        await BeginAsync(resident);
        var (commit, next, moves) = await PrepareAsync(resident);
        await Database.CommitAsync(commit);
        await Keys.DestroyRootAsync(Root.Epoch, default);
        Root.Dispose();
        Root = next;
        return moves;
    }

    /// <summary>
    /// Columns in which an id or tag of the person stands. What is left of an erasure is its own row: it says by random
    /// id, as the ledger does, that somebody was erased.
    /// </summary>
    protected HashSet<string> Traces(Resident resident)
    {
        var ids = resident.Ids.Select(Convert.ToHexString).ToHashSet();
        return
        [
            .. Engine.Columns
                .Where(column => column.Table != "erasure")
                .Where(column => Engine.Blobs(column).Any(cell => ids.Contains(Convert.ToHexString(cell))))
                .Select(column => $"{column.Table}.{column.Name}"),
        ];
    }

    /// <summary>Everything that is stored, in a form that compares.</summary>
    protected List<string> Everything() =>
    [
        .. Engine.Columns.OrderBy(column => $"{column.Table}.{column.Name}", StringComparer.Ordinal).SelectMany(column => Engine.Blobs(column)
            .Select(Convert.ToHexString)
            .Order()
            .Append(
                $"{Engine.Count($"select {(column.Type == "integer" ? $"coalesce(sum({column.Name}), 0) + " : "")}count(*) from {column.Table}")}")
            .Select(cell => $"{column.Table}.{column.Name} {cell}")),
    ];
}
