using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Identity;

namespace Hermetic.Storage.Tests;

/// <summary>The record of the key ring: each step with its entry, forward only, and nothing destroyed that is in use.</summary>
public abstract class RingVersionsContract(IEngine engine) : KeyedContract(engine)
{
    [Fact]
    public async Task There_is_no_record_until_it_begins_with_what_is_there()
    {
        Assert.Null(Database.Read(RingVersions.Read));
        Assert.Equal(0, Database.Read(RingVersions.Epoch));

        await BeginAsync();

        var record = Database.Read(RingVersions.Read)!;
        Assert.Equal(1, record.Epoch);
        Assert.Equal(
            Enum.GetValues<RingKey>().Select(key => (key, 1, KeyState.Active)),
            record.Versions.Select(version => (version.Key, version.Version, version.State)));
        Assert.All(record.Versions, version => Assert.Equal(Clock.GetUtcNow(), version.Changed));
        Assert.Empty(Recorded());
    }

    [Fact]
    public async Task Each_step_is_recorded_with_the_key_and_its_version()
    {
        await BeginAsync();

        await RotateAsync();
        await Database.CommitAsync(transaction =>
        {
            RingVersions.Destroy(transaction, Proof<DestroyKey>(Target.Deployment), RingKey.System, 1);
            RingVersions.Advance(transaction, 3, 4);
        });

        Assert.Equal(
            ["key.create key:system:2", "key.retire key:system:1", "key.activate key:system:2", "key.destroy key:system:1"],
            Recorded());
        var record = Database.Read(RingVersions.Read)!;
        Assert.Equal(4, record.Epoch);
        Assert.Equal(KeyState.Destroyed, record.Find(RingKey.System, 1)!.State);
        Assert.Equal(2, record.Find(RingKey.System, KeyState.Active)!.Version);
    }

    [Fact]
    public async Task Of_two_nodes_that_change_the_ring_at_once_one_changes_and_records_nothing()
    {
        await BeginAsync();
        await CreateAsync(version: 2, from: 1);

        await Assert.ThrowsAsync<FencedException>(() => CreateAsync(version: 3, from: 1));

        Assert.Equal(["key.create key:system:2"], Recorded());
        Assert.Null(Database.Read(RingVersions.Read)!.Find(RingKey.System, 3));
    }

    [Fact]
    public async Task A_version_never_goes_back()
    {
        await BeginAsync();
        await RotateAsync();

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            RingVersions.Activate(transaction, Proof<ActivateKey>(Target.Deployment), RingKey.System, 1)));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            RingVersions.Retire(transaction, Proof<RetireKey>(Target.Deployment), RingKey.System, 7)));
    }

    [Fact]
    public async Task The_database_itself_refuses_two_active_versions()
    {
        await BeginAsync();
        await CreateAsync(version: 2, from: 1);

        await Assert.ThrowsAsync<StorageFailedException>(() => Database.CommitAsync(transaction =>
            RingVersions.Activate(transaction, Proof<ActivateKey>(Target.Deployment), RingKey.System, 2)));
    }

    [Fact]
    public async Task A_version_under_which_something_lies_is_not_destroyed_in_any_table()
    {
        await BeginAsync();
        Func<Guid, Task>[] keeping = [EventAsync, FlowKeyAsync, ProtectionKeyAsync, StaffAsync, PasskeyAsync, SessionAsync];
        Assert.Equal(SystemRows.Tables.Count, keeping.Length);
        foreach (var (index, keep) in keeping.Index())
        {
            await keep(RowIds.New());
            Assert.Equal(index + 1, Database.Read(session => SystemRows.Count(session, 1)));
        }
        await RotateAsync();

        await Assert.ThrowsAsync<FencedException>(DestroyAsync);
        string[] all =
        [
            "delete from account_event", "delete from flow_key", "delete from staff_session", "delete from passkey",
            "delete from staff",
        ];
        foreach (var delete in all)
        {
            await Database.CommitAsync(transaction => { transaction.Execute(delete); });
            await Assert.ThrowsAsync<FencedException>(DestroyAsync);
        }

        Assert.Equal(KeyState.DecryptOnly, Database.Read(RingVersions.Read)!.Find(RingKey.System, 1)!.State);
    }

    [Fact]
    public async Task Rows_move_to_the_version_that_seals_and_are_counted_and_the_rest_stays_to_be_done()
    {
        await BeginAsync();
        for (var i = 0; i < 5; i++)
            await EventAsync(RowIds.New());
        await FlowKeyAsync(RowIds.New());
        await ProtectionKeyAsync(RowIds.New());
        await StaffAsync(RowIds.New());
        await PasskeyAsync(RowIds.New());
        await SessionAsync(RowIds.New());
        await RotateAsync();

        Assert.Equal(3, await ResealEventsAsync(most: 3));
        Assert.Equal(7, Database.Read(session => SystemRows.Count(session, 1)));
        Assert.Equal(3, Database.Read(RingVersions.Read)!.Find(RingKey.System, 1)!.Moved);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await ResealEventsAsync(most: 3));
        await ResealTheOthersAsync();

        var old = Database.Read(RingVersions.Read)!.Find(RingKey.System, 1)!;
        Assert.Equal((10, Clock.GetUtcNow()), (old.Moved, old.MovedAt));
        Assert.Equal((0, 10), (
            Database.Read(session => SystemRows.Count(session, 1)), Database.Read(session => SystemRows.Count(session, 2))));
        await DestroyAsync();
    }

    [Fact]
    public async Task A_row_that_changed_meanwhile_is_left_as_it_is()
    {
        await BeginAsync();
        var id = RowIds.New();
        await EventAsync(id);
        await RotateAsync();
        var read = Database.Read(session => SystemRows.AccountEvents(session, 2, 10)).Single();
        await ResealEventsAsync(most: 10);
        var stored = Engine.Blobs(new("account_event", "envelope", "blob")).Single();

        await Database.CommitAsync(transaction => SystemRows.Reseal(transaction, read, SealEvent(id)));

        Assert.Equal(stored, Engine.Blobs(new("account_event", "envelope", "blob")).Single());
        Assert.Equal(1, Database.Read(RingVersions.Read)!.Find(RingKey.System, 1)!.Moved);
    }

    [Fact]
    public async Task Nothing_is_stored_under_a_destroyed_version_whoever_still_has_it()
    {
        await BeginAsync();
        var (late, flow, protection) = (
            SealEvent(RowIds.New()), Keys.Ring.System.Seal<FlowKeyContent>("k"u8, Place(default, Nobody)),
            Keys.Ring.System.Seal<DataProtectionContent>("k"u8, Place(default, Nobody)));
        await RotateAsync();
        await Database.CommitAsync(transaction => AccountEvents.Keep(transaction, RowIds.New(), default, late));
        await Database.CommitAsync(transaction => { transaction.Execute("delete from account_event"); });
        await DestroyAsync();

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            AccountEvents.Keep(transaction, RowIds.New(), default, late)));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction => FlowKeys.Create(
            transaction, RowIds.New(), flow, Made)));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            DataProtectionKeys.Keep(transaction, RowIds.New(), protection, Made)));

        Assert.Equal(0, Engine.Count("select count(*) from account_event"));
    }

    [Fact]
    public void Every_table_that_holds_what_nobody_owns_is_sealed_anew()
    {
        // What is neither a person's, nor the key tree's own, lies under the system key.
        string[] others = ["key_page", "identifier", "inbox", "outbox", "parked", "appointment", "reminder", "media_chunk", "export_chunk", "legal_hold"];
        Assert.Equal(
            SystemRows.Tables.Order(StringComparer.Ordinal),
            Engine.Columns.Where(column => column.Name == "envelope").Select(column => column.Table).Except(others)
                .Order(StringComparer.Ordinal));
    }

    private static SubjectId Nobody { get; } = SubjectId.New();

    private static AccessRecord Made { get; } = new("flow-key.created", "service:test", Target.Deployment, Allowed: true);

    private Task BeginAsync() => Database.CommitAsync(transaction =>
        RingVersions.Begin(transaction, Keys.Ring.Epoch, Keys.Ring.Versions));

    private Task CreateAsync(int version, int from) => Database.CommitAsync(transaction =>
    {
        RingVersions.Create(transaction, Proof<CreateKey>(Target.Deployment), RingKey.System, version);
        RingVersions.Advance(transaction, from, from + 1);
    });

    /// <summary>On record and in the file.</summary>
    private async Task RotateAsync()
    {
        await Keys.AddVersionAsync(RingKey.System, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), default);
        await CreateAsync(version: 2, from: 1);
        await Database.CommitAsync(transaction =>
        {
            RingVersions.Retire(transaction, Proof<RetireKey>(Target.Deployment), RingKey.System, 1);
            RingVersions.Activate(transaction, Proof<ActivateKey>(Target.Deployment), RingKey.System, 2);
            RingVersions.Advance(transaction, 2, 3);
        });
        var record = Database.Read(RingVersions.Read)!;
        await Keys.MoveVersionsAsync([.. record.Versions.Select(version => version.InFile)], record.Epoch, default);
    }

    private Task DestroyAsync() => Database.CommitAsync(transaction =>
        RingVersions.Destroy(transaction, Proof<DestroyKey>(Target.Deployment), RingKey.System, 1));

    private Task EventAsync(Guid id) => Database.CommitAsync(transaction =>
        AccountEvents.Keep(transaction, id, AccountEventSeverity.Warning, SealEvent(id)));

    private Task<bool> FlowKeyAsync(Guid id) => Database.CommitAsync(transaction => FlowKeys.Create(
        transaction, id, Keys.Ring.System.Seal<FlowKeyContent>("key"u8, Place(id, Nobody)),
        Made));

    private Task ProtectionKeyAsync(Guid id) => Database.CommitAsync(transaction => DataProtectionKeys.Keep(
        transaction, id, Keys.Ring.System.Seal<DataProtectionContent>("<key/>"u8, Place(id, Nobody)), Made));

    private readonly StaffId _member = StaffId.New();

    private Task StaffAsync(Guid _) => Database.CommitAsync(transaction =>
        StaffMembers.Add(transaction, _member, Keys.Ring.System.Seal<StaffContent>("Mira"u8, Place(_member.Value, Nobody))));

    private Task PasskeyAsync(Guid id) => Database.CommitAsync(transaction => Assert.True(Passkeys.Add(
        transaction, new(id, _member, 0, Keys.Ring.System.Seal<PasskeyContent>("key"u8, Place(id, Nobody))),
        id.ToByteArray(), Made)));

    private Task SessionAsync(Guid id) => Database.CommitAsync(transaction => StaffSessions.Begin(
        transaction,
        new(id, _member, Passkeys.Of(transaction, _member)[0].Id, long.MaxValue, Keys.Ring.System.Seal<SessionContent>("s"u8, Place(id, Nobody))),
        id.ToByteArray(), Made));

    private Sealed<AccountEventContent> SealEvent(Guid id) =>
        Keys.Ring.System.Seal<AccountEventContent>("told"u8, Place(id, Nobody));

    private async Task<int> ResealEventsAsync(int most)
    {
        var rows = Database.Read(session => SystemRows.AccountEvents(session, 2, most));
        await Database.CommitAsync(transaction =>
        {
            foreach (var row in rows)
                SystemRows.Reseal(transaction, row, Again(row));
        });
        return rows.Count;
    }

    private Task ResealTheOthersAsync()
    {
        var flow = Database.Read(session => SystemRows.FlowKeys(session, 2, 10)).Single();
        var protection = Database.Read(session => SystemRows.DataProtectionKeys(session, 2, 10)).Single();
        var staff = Database.Read(session => SystemRows.Staff(session, 2, 10)).Single();
        var passkey = Database.Read(session => SystemRows.Passkeys(session, 2, 10)).Single();
        var signedIn = Database.Read(session => SystemRows.Sessions(session, 2, 10)).Single();
        return Database.CommitAsync(transaction =>
        {
            SystemRows.Reseal(transaction, flow, Again(flow));
            SystemRows.Reseal(transaction, protection, Again(protection));
            SystemRows.Reseal(transaction, staff, Again(staff));
            SystemRows.Reseal(transaction, passkey, Again(passkey));
            SystemRows.Reseal(transaction, signedIn, Again(signedIn));
        });
    }

    private Sealed<T> Again<T>(SystemRow<T> row) where T : IContentKind
    {
        using var content = Keys.Ring.System.Open(row.Sealed, Place(row.Id, Nobody));
        return Keys.Ring.System.Seal<T>(content.Utf8, Place(row.Id, Nobody));
    }

    /// <summary>Entries about keys: what happened, to which version.</summary>
    private List<string> Recorded() =>
    [
        .. Database.Read(session => LedgerEntries.Unnumbered(session, most: 100))
            .Select(entry => System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(entry.Body.Span)).RootElement)
            .Where(entry => entry.GetProperty("action").GetString()!.StartsWith("key.", StringComparison.Ordinal))
            .Select(entry => $"{entry.GetProperty("action").GetString()} {entry.GetProperty("object").GetString()}"),
    ];
}
