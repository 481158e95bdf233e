using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.Testing.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Keys;

/// <summary>
/// Two nodes with one key directory and one database: a rotation from its first step to the destruction of what it
/// replaced, with every way in which it can be interrupted.
/// </summary>
public abstract class KeyRotationTests : IAsyncLifetime
{
    private static readonly Caller _staff = Caller.Staff(StaffId.New(), Permission.ChangeKeys);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-rotation-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly SecretArena _arena = new(16 << 20);
    private readonly FickleRoot _root = new();
    private readonly List<Vault> _vaults = [];
    private Database _database = null!;
    private Vault _one = null!;
    private Vault _other = null!;

    private protected abstract Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock);

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string RingFile => Path.Combine(Keys, "keyring");

    public async ValueTask InitializeAsync()
    {
        _database = await OpenDatabaseAsync(Path.Combine(_folder.FullName, "data"), _clock);
        (_one, _other) = (await OpenAsync(), await OpenAsync());
    }

    [Fact]
    public async Task After_rotation_and_trim_nothing_under_the_old_version_opens_and_every_row_still_opens()
    {
        var rows = await KeepAsync(_one, 700);
        var copies = Copies();
        var rotation = Rotation(_one);

        await RotateAsync(rotation);
        await KeepAsync(_other, 1);
        await ResealAllAsync(rotation);
        Assert.Equal(1, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        Assert.True(await _other.TryFollowRingAsync(default));

        Assert.Equal(rows + 1, Copies().Count);
        foreach (var vault in new[] { _one, _other, await OpenAsync() })
        {
            Assert.All(Copies(), row => Assert.Equal("told", Open(vault, row)));
            Assert.All(copies, copy => Assert.Equal(
                EnvelopeFailure.UnknownVersion,
                Assert.Throws<EnvelopeException>(() => Open(vault, copy)).Reason));
        }
        Assert.Equal(
            ["key.create key:system:2", "key.retire key:system:1", "key.activate key:system:2", "key.destroy key:system:1"],
            Recorded());
    }

    [Fact]
    public async Task A_node_that_has_not_looked_reads_the_ring_when_it_meets_the_new_version()
    {
        await RotateAsync(Rotation(_one));
        await KeepAsync(_one, 1);
        var row = Copies().Single();
        Assert.False(_other.Ring.System.Knows(row.Sealed.KeyId));

        await _other.KnowAsync(row.Sealed.KeyId, default);

        Assert.Equal("told", Open(_other, row));
    }

    [Fact]
    public async Task What_a_node_seals_that_still_has_the_old_version_moves_too()
    {
        var rotation = Rotation(_one);
        await RotateAsync(rotation);
        await KeepAsync(_other, 3);
        Assert.Equal(1, Copies()[0].Sealed.KeyId.Version);

        Assert.Equal(0, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        await ResealAllAsync(rotation);

        Assert.All(Copies(), row => Assert.Equal(2, row.Sealed.KeyId.Version));
        Assert.Equal(1, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
    }

    [Fact]
    public async Task A_node_that_slept_through_all_of_it_stores_nothing_that_nobody_can_open()
    {
        var rotation = Rotation(_one);
        await RotateAsync(rotation);
        await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default);

        await Assert.ThrowsAsync<FencedException>(() => KeepAsync(_other, 1));
        Assert.Empty(Copies());

        Assert.True(await _other.TryFollowRingAsync(default));
        await KeepAsync(_other, 1);
        Assert.Equal("told", Open(_one, Copies().Single()));
    }

    [Fact]
    public async Task Two_nodes_that_rotate_at_once_make_one_version()
    {
        await Task.WhenAll(
            Task.Run(() => Rotation(_one).CreateAsync(RingKey.System, _staff, default)),
            Task.Run(() => Rotation(_other).CreateAsync(RingKey.System, _staff, default)));
        await Task.WhenAll(
            Task.Run(() => Rotation(_one).ActivateAsync(RingKey.System, _staff, default)),
            Task.Run(() => Rotation(_other).ActivateAsync(RingKey.System, _staff, default)));

        Assert.Equal([(1, KeyState.DecryptOnly), (2, KeyState.Active)], States());
        Assert.Equal(["key.create key:system:2", "key.retire key:system:1", "key.activate key:system:2"], Recorded());
    }

    [Fact]
    public async Task Killed_between_the_file_and_the_record_of_a_new_version_it_is_recorded_at_the_next_start()
    {
        using (var directory = await KeyDirectory.OpenAsync(Keys, _arena, _root, default))
            await directory.AddVersionAsync(RingKey.System, new(2026, 11, 23), default);

        var vault = await OpenAsync();

        Assert.Equal([(1, KeyState.Active), (2, KeyState.PreActive)], States());
        Assert.Equal(["key.create key:system:2"], Recorded());
        await Rotation(vault).ActivateAsync(RingKey.System, _staff, default);
        Assert.Equal(2, vault.Ring.System.KeyId.Version);
    }

    [Fact]
    public async Task Killed_between_the_record_and_the_file_of_an_activation_the_file_is_brought_along()
    {
        await Rotation(_one).CreateAsync(RingKey.System, _staff, default);
        await RecordAsync(transaction =>
        {
            RingVersions.Retire(transaction, RingSettlement.Proof<RetireKey>(_staff), RingKey.System, 1);
            RingVersions.Activate(transaction, RingSettlement.Proof<ActivateKey>(_staff), RingKey.System, 2);
        });
        Assert.Contains("\"state\":\"pre-active\"", await File.ReadAllTextAsync(RingFile), StringComparison.Ordinal);

        var vault = await OpenAsync();

        Assert.Equal(2, vault.Ring.System.KeyId.Version);
        Assert.DoesNotContain("pre-active", await File.ReadAllTextAsync(RingFile), StringComparison.Ordinal);
        Assert.True(await _other.TryFollowRingAsync(default));
        Assert.Equal(2, _other.Ring.System.KeyId.Version);
    }

    [Fact]
    public async Task Killed_between_the_record_and_the_file_of_a_destruction_the_bytes_go_at_the_next_start()
    {
        await RotateAsync(Rotation(_one));
        await RecordAsync(transaction =>
            RingVersions.Destroy(
                transaction, RingSettlement.Proof<DestroyKey>(_staff), SpentVersion.Find(transaction, RingKey.System, 1)!));
        Assert.Contains("decrypt-only", await File.ReadAllTextAsync(RingFile), StringComparison.Ordinal);

        var vault = await OpenAsync();

        Assert.DoesNotContain("decrypt-only", await File.ReadAllTextAsync(RingFile), StringComparison.Ordinal);
        Assert.DoesNotContain(vault.Ring.Versions, version => version is { Key: RingKey.System, Version: 1, IsKept: true });
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_re_sealing_it_goes_on_where_it_was()
    {
        var rows = await KeepAsync(_one, 600);
        var rotation = Rotation(_one);
        await RotateAsync(rotation);
        Assert.Equal(KeyRotation.Batch, await rotation.ResealAsync(default));

        var after = Rotation(await OpenAsync());
        await ResealAllAsync(after);

        Assert.Equal(rows, Record().Find(RingKey.System, 1)!.Moved);
        Assert.All(Copies(), row => Assert.Equal(2, row.Sealed.KeyId.Version));
    }

    [Fact]
    public async Task A_provider_that_goes_away_at_any_call_destroys_nothing_and_the_rotation_can_go_on()
    {
        await KeepAsync(_one, 3);
        for (var call = 1; ; call++)
        {
            var version = _one.Ring.System.KeyId.Version;
            _root.FailAt(call);
            try
            {
                var rotation = Rotation(_one);
                await RotateAsync(rotation);
                await ResealAllAsync(rotation);
                await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default);
                _root.FailAt(null);
                Assert.True(call > 20, $"Only {call} calls.");
                break;
            }
            catch (RootProviderException away)
            {
                Assert.Equal("It is away.", away.Message);
            }
            _root.FailAt(null);
            var fresh = await OpenAsync();
            Assert.All(Copies(), row => Assert.Equal("told", Open(fresh, row)));
            Assert.InRange(fresh.Ring.System.KeyId.Version, version, version + 1);
            // It goes on, so that every round begins alike.
            await Rotation(fresh).ActivateAsync(RingKey.System, _staff, default);
            await ResealAllAsync(Rotation(fresh));
            await Rotation(fresh).TrimAsync(TimeSpan.Zero, _ => true, _staff, default);
            await _one.TryFollowRingAsync(default);
        }
        Assert.All(Copies(), row => Assert.Equal("told", Open(_one, row)));
        // However often it was interrupted, each step of each version is on record once.
        Assert.Equal(Recorded().Count, Recorded().Distinct().Count());
    }

    [Fact]
    public async Task A_ring_older_than_the_database_is_refused_and_nothing_is_changed_by_the_refusal()
    {
        var old = await File.ReadAllBytesAsync(RingFile);
        await RotateAsync(Rotation(_one));
        await KeepAsync(_one, 1);
        var present = await File.ReadAllBytesAsync(RingFile);
        await File.WriteAllBytesAsync(RingFile, old);

        var refused = await Assert.ThrowsAsync<KeyDirectoryException>(OpenAsync);
        var running = await Assert.ThrowsAsync<KeyDirectoryException>(() => RotateAsync(Rotation(_one)));

        Assert.Contains("The key ring is older than the database", refused.Message, StringComparison.Ordinal);
        Assert.Contains("older than the one in use", running.Message, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(RingFile));
        await File.WriteAllBytesAsync(RingFile, present);
        Assert.Equal("told", Open(await OpenAsync(), Copies().Single()));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("truncated")]
    [InlineData("for all to read")]
    [InlineData("of another deployment")]
    public async Task A_ring_that_cannot_be_used_stops_the_rotation_and_the_start_with_a_sentence(string what)
    {
        var present = await File.ReadAllBytesAsync(RingFile);
        await SpoilAsync(what, present);

        var running = await Assert.ThrowsAsync<KeyDirectoryException>(() => RotateAsync(Rotation(_one)));
        var start = await Assert.ThrowsAsync<KeyDirectoryException>(OpenAsync);

        Assert.All([running, start], refused => Assert.Contains(Keyword(what), refused.Message, StringComparison.Ordinal));
        Assert.Empty(Recorded());
        await File.WriteAllBytesAsync(RingFile, present);
        File.SetUnixFileMode(RingFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RotateAsync(Rotation(await OpenAsync()));
    }

    [Fact]
    public async Task A_new_version_becomes_active_when_every_node_had_time_to_read_it_and_rows_follow()
    {
        await KeepAsync(_one, 300);
        var (here, there) = (Watch(_one), Watch(_other));
        await Rotation(_one).CreateAsync(RingKey.System, _staff, default);
        await there.StepAsync(default);
        Assert.Contains(_other.Ring.Versions, version => version is { Key: RingKey.System, State: KeyState.PreActive });
        Assert.Equal(1, _other.Ring.System.KeyId.Version);

        _clock.Advance(KeyRotation.Notice);
        await there.StepAsync(default);
        Assert.Equal([(1, KeyState.DecryptOnly), (2, KeyState.Active)], States());
        for (var i = 0; i < 3; i++)
            await here.StepAsync(default);

        Assert.All(Copies(), row => Assert.Equal(2, row.Sealed.KeyId.Version));
    }

    [Fact]
    public async Task A_row_that_does_not_open_stays_keeps_its_version_and_is_in_nobodys_way()
    {
        await KeepAsync(_one, 2);
        await _database.CommitAsync(transaction => AccountEvents.Keep(
            transaction, RowIds.New(), AccountEventSeverity.Warning,
            _one.Ring.System.Seal<AccountEventContent>("told"u8, AccountNotice.Context(RowIds.New()))));
        await KeepAsync(_one, 2);
        var rotation = Rotation(_one);
        await RotateAsync(rotation);

        Assert.Equal(4, await rotation.ResealAsync(default));
        Assert.Equal(0, await rotation.ResealAsync(default));

        Assert.Equal(0, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        Assert.Equal([2, 2, 1, 2, 2], Copies().Select(row => row.Sealed.KeyId.Version));
    }

    [Fact]
    public async Task A_spent_version_goes_by_the_schedule_and_not_before()
    {
        await RotateAsync(Rotation(_one));
        var watch = Watch(_one);

        _clock.Advance(TimeSpan.FromDays(6));
        await watch.StepAsync(default);
        Assert.Equal(KeyState.DecryptOnly, States()[0].State);

        _clock.Advance(TimeSpan.FromDays(1));
        await watch.StepAsync(default);
        Assert.Equal(KeyState.Destroyed, States()[0].State);
    }

    [Fact]
    public async Task What_is_due_is_counted_and_rotated_only_where_that_is_wished()
    {
        _clock.Advance(TimeSpan.FromDays(364));
        var watch = Watch(_one);
        await watch.StepAsync(default);
        Assert.Equal(0, watch.DueKeys);

        _clock.Advance(TimeSpan.FromDays(1));
        await watch.StepAsync(default);
        Assert.Equal(4, watch.DueKeys);
        Assert.Empty(Recorded());

        await Watch(_other, RotationSettings.Default with { IsAutomatic = true }).StepAsync(default);
        Assert.Equal(["key.create key:system:2", "key.create key:blind-index:2", "key.create key:confirmation:2"], Recorded());
    }

    [Fact]
    public async Task A_version_that_made_buttons_stays_as_long_as_one_may_be_pressed()
    {
        var rotation = Rotation(_one);
        await rotation.CreateAsync(RingKey.Confirmation, _staff, default);
        await rotation.ActivateAsync(RingKey.Confirmation, _staff, default);

        Assert.Equal(0, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        _clock.Advance(ButtonSeal.Lifetime.ToTimeSpan());

        Assert.Equal(1, await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        Assert.Single(_one.Ring.Confirmations);
    }

    [Fact]
    public async Task Keys_of_its_own_that_the_provider_has_for_a_version_go_with_it_also_when_it_was_away()
    {
        var rotation = Rotation(_one);
        await RotateAsync(rotation);
        _root.RefusesToDestroy = true;
        await Assert.ThrowsAsync<RootProviderException>(() => rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default));
        Assert.Equal(KeyState.Destroyed, States()[0].State);
        _root.RefusesToDestroy = false;

        await rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default);

        Assert.Equal([("system", 1)], _root.Destroyed);
    }

    private async Task<Vault> OpenAsync()
    {
        var vault = await Task.Run(() => Vault.OpenAsync(Keys, _root, _database, _arena, _clock));
        _vaults.Add(vault);
        return vault;
    }

    private KeyRotation Rotation(Vault vault, RotationSettings? settings = null) =>
        new(vault, _database, new Retagging(vault, _database, _arena, "1"u8.ToArray(), _clock), settings ?? RotationSettings.Default, _clock);

    private RotationWatch Watch(Vault vault, RotationSettings? settings = null) => new(
        vault, _database, Rotation(vault, settings), _clock,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<RotationWatch>.Instance);

    private static async Task RotateAsync(KeyRotation rotation)
    {
        await rotation.CreateAsync(RingKey.System, _staff, default);
        await rotation.ActivateAsync(RingKey.System, _staff, default);
    }

    private static async Task ResealAllAsync(KeyRotation rotation)
    {
        while (await rotation.ResealAsync(default) > 0)
        {
            // The next ones.
        }
    }

    /// <summary>A step that was recorded, by a process that died before it reached the file.</summary>
    private Task RecordAsync(Action<Transaction> step) => _database.CommitAsync(transaction =>
    {
        var epoch = RingVersions.Epoch(transaction);
        step(transaction);
        RingVersions.Advance(transaction, epoch, epoch + 1);
    });

    private async Task<int> KeepAsync(Vault vault, int events)
    {
        await _database.CommitAsync(transaction =>
        {
            for (var i = 0; i < events; i++)
            {
                var id = RowIds.New();
                AccountEvents.Keep(
                    transaction, id, AccountEventSeverity.Warning,
                    vault.Ring.System.Seal<AccountEventContent>("told"u8, AccountNotice.Context(id)));
            }
        });
        return events;
    }

    private IReadOnlyList<AccountEventRow> Copies() => _database.Read(AccountEvents.List);

    private static string Open(Vault vault, AccountEventRow row)
    {
        using var content = vault.Ring.System.Open(row.Sealed, AccountNotice.Context(row.Id));
        return System.Text.Encoding.UTF8.GetString(content.Utf8);
    }

    private RingRecord Record() => _database.Read(RingVersions.Read)!;

    private List<(int Version, KeyState State)> States() =>
        [.. Record().Versions.Where(version => version.Key == RingKey.System).Select(version => (version.Version, version.State))];

    private List<string> Recorded() =>
    [
        .. _database.Read(session => LedgerEntries.Unnumbered(session, most: 1000))
            .Select(entry => JsonDocument.Parse(entry.Body).RootElement)
            .Where(entry => entry.GetProperty("action").GetString()!.StartsWith("key.", StringComparison.Ordinal))
            .Select(entry => $"{entry.GetProperty("action").GetString()} {entry.GetProperty("object").GetString()}"),
    ];

    private static string Keyword(string what) => what switch
    {
        "missing" => "is missing",
        "truncated" => "is damaged",
        "for all to read" => "open to others",
        _ => "another root key",
    };

    private async Task SpoilAsync(string what, byte[] present)
    {
        switch (what)
        {
            case "missing":
                File.Delete(RingFile);
                break;
            case "truncated":
                await File.WriteAllBytesAsync(RingFile, present[..(present.Length / 2)]);
                break;
            case "for all to read":
                File.SetUnixFileMode(RingFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
                break;
            default:
                var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
                (await KeyDirectory.CreateAsync(elsewhere, _arena, _root, DeploymentIds.New(), default)).Dispose();
                File.Copy(Path.Combine(elsewhere, "keyring"), RingFile, overwrite: true);
                break;
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var vault in _vaults)
            vault.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        await ValueTask.CompletedTask;
    }
}

public sealed class SqliteKeyRotationTests : KeyRotationTests
{
    private protected override Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock) =>
        Database.OpenAsync(folder, clock);
}

public sealed class PostgresKeyRotationTests : KeyRotationTests
{
    private readonly string _schema = $"rotation_{Guid.NewGuid():N}";

    private protected override Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        PostgresServer.Shared.Execute($"create schema {_schema}");
        return Database.OpenAsync(
            PostgresAddress.Read($"{PostgresServer.Shared.Address()};Search Path={_schema}", out _)!, clock);
    }
}
