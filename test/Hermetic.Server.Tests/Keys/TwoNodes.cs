using System.Text;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Hermetic.Server.Tests.Keys;

/// <summary>Two nodes with one key directory and one database, as far as webhooks, calendars and keys go.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private static readonly Caller _staff = Caller.Staff(StaffId.New(), Permission.ChangeKeys, Permission.EraseSubjects);
    private static readonly byte[] _number = "106540352242922"u8.ToArray();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-blind-index-");
    private readonly SecretArena _arena = new(32 << 20);
    private readonly FickleRoot _root = new();
    private readonly List<Vault> _vaults = [];

    private TwoNodes()
    {
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    /// <summary>As the first node has it, and whoever is not one of the two.</summary>
    internal Database Database { get; private set; } = null!;

    internal Vault One { get; private set; } = null!;

    internal Vault Other { get; private set; } = null!;

    /// <summary>The same data by a connection of its own, where the engine lets two write.</summary>
    private Database OtherDatabase { get; set; } = null!;

    /// <param name="open">The database in a folder.</param>
    /// <param name="again">The same once more, for the other node; null where one process writes.</param>
    internal static async Task<TwoNodes> StartAsync(
        Func<string, TimeProvider, Task<Database>> open, Func<TimeProvider, Task<Database>>? again)
    {
        var nodes = new TwoNodes();
        nodes.Database = await open(Path.Combine(nodes._folder.FullName, "data"), nodes.Clock);
        nodes.OtherDatabase = again is null ? nodes.Database : await again(nodes.Clock);
        nodes.One = await nodes.OpenAsync();
        nodes.Other = await nodes.OpenAsync(nodes.OtherDatabase);
        return nodes;
    }

    /// <summary>What a start does.</summary>
    internal async Task<Vault> OpenAsync(Database? database = null)
    {
        var vault = await Task.Run(() => Vault.OpenAsync(
            Path.Combine(_folder.FullName, "keys"), _root, database ?? Database, _arena, Clock));
        _vaults.Add(vault);
        return vault;
    }

    private Database Of(Vault vault) => vault == Other ? OtherDatabase : Database;

    internal KeyRotation Rotation(Vault vault) =>
        new(vault, Of(vault), new Retagging(vault, Of(vault), _arena, _number, Clock), RotationSettings.Default, Clock);

    internal Task CreateAsync() => Rotation(One).CreateAsync(RingKey.BlindIndex, _staff, default);

    internal Task ActivateAsync() => Rotation(One).ActivateAsync(RingKey.BlindIndex, _staff, default);

    /// <summary>The activation is on record, and whoever was about to make it in the file has the directory until it is given back.</summary>
    internal async Task<IDisposable> FreezeInActivationAsync()
    {
        var alone = await KeyDirectoryLock.TakeAsync(Path.Combine(_folder.FullName, "keys"), default);
        var record = Database.Read(RingVersions.Read)!;
        var (last, next) = (record.Find(RingKey.BlindIndex, KeyState.Active)!, record.Find(RingKey.BlindIndex, KeyState.PreActive)!);
        await Database.CommitAsync(transaction =>
        {
            RingVersions.Retire(transaction, RingSettlement.Proof<RetireKey>(_staff), RingKey.BlindIndex, last.Version);
            RingVersions.Activate(transaction, RingSettlement.Proof<ActivateKey>(_staff), RingKey.BlindIndex, next.Version);
            RingVersions.Advance(transaction, record.Epoch, record.Epoch + 1);
        });
        return alone;
    }

    internal async Task RotateAsync()
    {
        await CreateAsync();
        await ActivateAsync();
    }

    /// <summary>What wraps the keys is away, and is back.</summary>
    internal void Away(bool isAway) => _root.FailAt(isAway ? 1 : null);

    internal static async Task RetagAllAsync(KeyRotation rotation)
    {
        while (await rotation.RetagAsync(default) > 0)
        {
            // The next ones.
        }
    }

    internal Task<int> TrimAsync() => Rotation(One).TrimAsync(TimeSpan.Zero, _ => true, _staff, default);

    internal long Under(int version) => Database.Read(session => TaggedRows.Count(session, version));

    /// <summary>As the intake takes a webhook with one message.</summary>
    /// <returns>Whether it was stored.</returns>
    internal Task<bool> HearAsync(Vault vault, string from, string wamid) => TakeAsync(vault, Webhook(
        $$"""
        "contacts":[{"profile":{"name":"Ana"},"wa_id":"{{from}}"}],
        "messages":[{"from":"{{from}}","id":"{{wamid}}","timestamp":"1795423200","type":"text","text":{"body":"hello"} }]
        """));

    /// <summary>WhatsApp tells that somebody has another number.</summary>
    /// <param name="meanwhile">Happens between the lookup of the person and the commit, once.</param>
    internal Task<bool> MoveAsync(Vault vault, string from, string to, string wamid, Func<Task>? meanwhile = null) => TakeAsync(
        vault, Webhook(
            $$"""
            "messages":[{"from":"{{from}}","id":"{{wamid}}","timestamp":"1795423200","type":"system",
            "system":{"type":"user_changed_number","body":"changed","wa_id":"{{to}}"} }]
            """),
        meanwhile);

    internal Task<bool> TellAsync(Vault vault, string wamid, string state) => TakeAsync(vault, Webhook(
        $$"""
        "statuses":[{"id":"{{wamid}}","status":"{{state}}","timestamp":"1795423200","recipient_id":"4915112345678"}]
        """));

    private async Task<bool> TakeAsync(Vault vault, WebhookContent content, Func<Task>? meanwhile = null)
    {
        while (true)
        {
            using var arrivals = new Arrivals(vault, Of(vault), _arena, new ArrivalTimes(Clock));
            foreach (var element in content.Elements)
            {
                if (element is InboundMessage message)
                    await arrivals.AddAsync(message, default);
                else
                    arrivals.Add(Assert.IsType<MessageStatus>(element), Clock.GetUtcNow());
            }
            await ((meanwhile?.Invoke()) ?? Task.CompletedTask);
            meanwhile = null;
            try
            {
                return (await Of(vault).CommitAsync(arrivals.Commit)).Count > 0;
            }
            catch (FencedException)
            {
                await vault.CatchUpAsync(default);
            }
        }
    }

    private static WebhookContent Webhook(string value) => WebhookReader.Read(Encoding.UTF8.GetBytes(
        $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"493012345678","phone_number_id":"106540352242922"},
        {{value}} } }] }] }
        """));

    /// <summary>As somebody of the business looks for a number.</summary>
    internal async Task<SubjectId?> FindAsync(Vault vault, string number) =>
        (await new SubjectSearch(Of(vault), vault, _arena).FindAsync(Encoding.UTF8.GetBytes(number), default))
            .Select(person => (SubjectId?)person.Id).SingleOrDefault();

    /// <summary>Whether somebody is known, as a webhook asks that introduces nobody, and as it is once more at its commit.</summary>
    /// <exception cref="FencedException">Nobody was found, and somebody may be there by now.</exception>
    internal async Task<bool> IsKnownAsync(Vault vault, string number, Func<Task> meanwhile)
    {
        using var sender = new Sender(vault, Of(vault), _arena);
        var identity = ((InboundMessage)Webhook(
            $$"""
            "messages":[{"from":"{{number}}","id":"wamid.x","timestamp":"1795423200","type":"text","text":{"body":"hello"} }]
            """).Elements[0]).Sender;
        var person = await sender.FindAsync(identity, default);
        await meanwhile();
        await Of(vault).CommitAsync(sender.RequireAsAsked);
        return person is not null;
    }

    /// <summary>A message to somebody that WhatsApp accepted under this id.</summary>
    internal async Task<MessageId> SendAsync(Vault vault, SubjectId person, string wamid)
    {
        var (id, place) = (MessageId.New(), Place(person));
        using var key = await vault.OpenAsync(place.Slot, default);
        var box = key.Key.Seal<OutboundContent>("at nine"u8, Draft.Context(id, person));
        var tag = vault.Ring.WamidTag(Encoding.UTF8.GetBytes(wamid));
        await Of(vault).CommitAsync(transaction =>
        {
            Outbox.Queue(transaction, place.Conversation, id, OutboundKind.Reply, box);
            Outbox.Begin(transaction, Storage.Conversations.Look(transaction, place.Conversation)!.Lease, id, AttemptId.New());
            return Outbox.Accept(transaction, id, tag);
        });
        return id;
    }

    /// <summary>Somebody whose identifier and message do not open.</summary>
    internal async Task SpoilAsync(Vault vault)
    {
        var (person, message, bucket) = (SubjectId.New(), MessageId.New(), vault.Ring.BlindIndex.Bucket("p", "v"u8));
        var (slot, pepper) = (await vault.TakeSlotAsync(default), await vault.TakeSlotAsync(default));
        var (tag, number) = (vault.Ring.DedupeTag(_number, "wamid.spoilt"u8), vault.Ring.NumberTag(_number));
        using var key = await vault.OpenAsync(slot, default);
        var identifier = key.Key.Seal<IdentifierContent>("2491"u8, Identifier.Context(RowIds.New(), person));
        var content = key.Key.Seal<InboundContent>("{}"u8, InboundEnvelope.Context(MessageId.New(), person));
        await Of(vault).CommitAsync(transaction =>
        {
            Subjects.Create(transaction, person, slot);
            Subjects.Identify(transaction, person, new TaggedIdentifier(
                IdentifierKind.PhoneNumber, RunningService.SomeTag(), new Bucket(bucket, pepper, Epoch: 1), RowIds.New(), identifier));
            var conversation = Storage.Conversations.Arrive(transaction, known: null, number, person, ConversationId.New());
            Storage.Inbox.Append(transaction, message, conversation, tag, content);
        });
    }

    internal OutboxState StateOf(SubjectId person, MessageId id)
    {
        var proof = Authorizer.Demand<ReadConversation>(
            Caller.Staff(StaffId.New(), Permission.ReadConversations), Target.Deployment);
        return Database.Read(session => Outbox.List(session, proof, Place(person).Conversation)).Single(row => row.Id == id).State;
    }

    /// <summary>An hour in somebody's calendar.</summary>
    internal async Task<AppointmentId> BookAsync(Vault vault, SubjectId person, Instant start, string? staffId = null)
    {
        var (id, place) = (AppointmentId.New(), Place(person));
        using var key = await vault.OpenAsync(place.Slot, default);
        var booking = new Booking("haircut", start.InUtc()) { StaffId = staffId };
        var content = AppointmentEnvelope.Seal(key.Key, id, person, booking);
        var cells = new Occupancy(vault.Ring, Of(vault)).Cells(start, 60, staffId);
        await Of(vault).CommitAsync(transaction => Appointments.Book(
            transaction, Storage.Conversations.Look(transaction, place.Conversation)!.Lease, id, cells, content));
        return id;
    }

    internal bool IsOccupied(Vault vault, Instant start, string? staffId = null) =>
        new Occupancy(vault.Ring, Of(vault)).Begin().IsOccupied(start, 60, staffId);

    internal async Task EraseAsync(Vault vault, SubjectId person)
    {
        await FenceAsync(vault, person);
        await FinishErasureAsync(vault, person);
    }

    internal Task FenceAsync(Vault vault, SubjectId person) => Of(vault).CommitAsync(transaction => Erasures.Begin(
        transaction, Authorizer.Demand<EraseSubject>(_staff, Target.Of(person)), person));

    internal async Task FinishErasureAsync(Vault vault, SubjectId person)
    {
        using var erasure = Erasure(vault);
        await erasure.CompleteAsync(person, default);
    }

    /// <summary>As housekeeping does each hour.</summary>
    internal async Task SweepAsync(Vault vault)
    {
        using var erasure = Erasure(vault);
        using var sweep = new RetentionSweep(
            Of(vault), vault, new CurrentBusiness(SampleBusiness.HairSalon), erasure, Clock, NullLogger<RetentionSweep>.Instance);
        await sweep.RunAsync(isConfirmed: true, default);
    }

    internal IReadOnlyList<ConversationRow> Conversations => Database.Read(Storage.Conversations.List);

    private (ConversationId Conversation, long Slot) Place(SubjectId person) => (
        Conversations.Single(row => row.Subject == person).Id, Database.Read(session => Subjects.Find(session, person))!.Slot);

    private Erasure Erasure(Vault vault) => new(Of(vault), vault, Clock, NullLogger<Erasure>.Instance);

    public ValueTask DisposeAsync()
    {
        foreach (var vault in _vaults)
            vault.Dispose();
        if (OtherDatabase != Database)
            OtherDatabase.Dispose();
        Database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
