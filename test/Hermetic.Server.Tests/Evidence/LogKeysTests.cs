using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Evidence;

/// <summary>The ledger gets another key: nobody who trusts the old one loses the thread, and the old one signs nothing more.</summary>
public sealed class LogKeysTests : IAsyncLifetime
{
    private static readonly Caller _staff = Caller.Staff(StaffId.New(), Permission.ChangeKeys);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-log-keys-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly SecretArena _arena = new(16 << 20);
    private readonly List<Sequencer> _sequencers = [];
    private Database _database = null!;
    private Vault _one = null!;
    private Vault _other = null!;
    private KeyRotation _rotation = null!;
    private Sequencer _sequencer = null!;
    private string _first = "";
    private int _exports;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        (_one, _other) = (await OpenAsync(), await OpenAsync());
        _rotation = new KeyRotation(
            _one, _database, new Retagging(_one, _database, _arena, "1"u8.ToArray(), _clock), RotationSettings.Default, _clock);
        (_sequencer, _first) = (Sequencer(_one), Export(_one).VerifierKey());
        await SomethingHappensAsync();
        await NumberAsync(_sequencer);
    }

    [Fact]
    public async Task The_export_verifies_from_the_first_key_on_before_while_and_after_the_old_one_is_destroyed()
    {
        Assert.Equal(_first, await VerifyAsync(_first));

        await RotateAsync();
        await NumberAsync(_sequencer);
        var second = Export(_one).VerifierKey();
        Assert.NotEqual(_first, second);
        Assert.Equal(second, await VerifyAsync(_first));
        Assert.Equal(second, await VerifyAsync(second));

        Assert.Equal(1, await TrimAsync());
        await SomethingHappensAsync();
        await NumberAsync(_sequencer);
        Assert.Equal(second, await VerifyAsync(_first));
        Assert.Equal(second, await VerifyAsync(second));
        Assert.False(NoteVerifier.Parse(_first).TryOpen(Note(), out _));

        await RotateAsync();
        await NumberAsync(_sequencer);
        var third = Export(_one).VerifierKey();
        Assert.Equal(1, await TrimAsync());
        await SomethingHappensAsync();
        await NumberAsync(_sequencer);
        foreach (var trusted in new[] { _first, second, third })
            Assert.Equal(third, await VerifyAsync(trusted));
    }

    [Fact]
    public async Task Both_keys_sign_until_the_old_one_is_destroyed_and_a_witness_that_knows_one_goes_on()
    {
        var known = WitnessedLog.New(NoteVerifier.Parse(_first));
        await RotateAsync();
        await NumberAsync(_sequencer);
        Assert.IsType<WitnessDecision.Cosign>(known.Decide(AddCheckpoint.Of(0, [], Note())));

        await TrimAsync();
        await SomethingHappensAsync();
        await NumberAsync(_sequencer);

        Assert.IsType<WitnessDecision.Untrusted>(known.Decide(AddCheckpoint.Of(0, [], Note())));
        var told = known with { Keys = [.. known.Keys, NoteVerifier.Parse(Export(_one).VerifierKey())] };
        Assert.IsType<WitnessDecision.Cosign>(told.Decide(AddCheckpoint.Of(0, [], Note())));
    }

    [Fact]
    public async Task The_old_key_stays_until_a_checkpoint_with_both_signatures_is_stored()
    {
        await RotateAsync();
        Assert.Equal(0, await TrimAsync());

        await NumberAsync(_sequencer);

        Assert.Single(_database.Read(LedgerHandovers.List));
        Assert.Equal(1, await TrimAsync());
    }

    [Fact]
    public async Task A_node_that_has_not_read_the_new_key_publishes_nothing_and_goes_on_when_it_has()
    {
        var stale = Sequencer(_other);
        await RotateAsync();
        await Assert.ThrowsAsync<FencedException>(() => stale.StepAsync(default));

        Assert.True(await _other.TryFollowRingAsync(default));
        var fresh = Sequencer(_other);
        await NumberAsync(fresh);

        Assert.Equal(Export(_one).VerifierKey(), await VerifyAsync(_first));
    }

    [Fact]
    public async Task What_another_node_numbered_meanwhile_is_signed_again_so_that_the_handover_is_never_waited_for()
    {
        await RotateAsync();
        var head = _database.Read(LedgerLog.Head);
        await NumberAsync(_sequencer);
        Assert.True(_database.Read(LedgerLog.Head).SignedSize > head.SignedSize);

        await _database.CommitAsync(transaction => { _ = LedgerLog.Claim(transaction); });
        var next = Sequencer(_one);
        Assert.False(await next.StepAsync(default));
        Assert.Single(_database.Read(LedgerHandovers.List));
    }

    [Fact]
    public async Task The_key_is_announced_by_the_commit_that_makes_it_the_active_one()
    {
        await _rotation.CreateAsync(RingKey.LedgerSeed, _staff, default);
        Assert.DoesNotContain(Entries(), entry => entry.Action == KeyAnnouncement.Action);

        await _rotation.ActivateAsync(RingKey.LedgerSeed, _staff, default);

        var announced = Assert.Single(Entries(), entry => entry.Action == KeyAnnouncement.Action);
        Assert.Equal((LogKeys.Verifier(_one.Ring, version: 2).ToString(), _staff.Actor), (announced.Object, announced.Actor));
    }

    private Task<Vault> OpenAsync() => Task.Run(() => Vault.OpenAsync(
        Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, _arena, _clock));

    private Sequencer Sequencer(Vault vault)
    {
        var sequencer = new Sequencer(_database, vault, _clock, NullLogger<Sequencer>.Instance);
        _sequencers.Add(sequencer);
        return sequencer;
    }

    private LedgerExport Export(Vault vault) => new(_database, vault, new(_database, LedgerSettings.None));

    private async Task RotateAsync()
    {
        await _rotation.CreateAsync(RingKey.LedgerSeed, _staff, default);
        await _rotation.ActivateAsync(RingKey.LedgerSeed, _staff, default);
    }

    private Task<int> TrimAsync() => _rotation.TrimAsync(TimeSpan.Zero, _ => true, _staff, default);

    private Task SomethingHappensAsync() => _database.CommitAsync(transaction => LedgerEntries.Append(
        transaction, new AccessRecord("test.happened", "service:test", Target.Deployment, Allowed: true)));

    private static async Task NumberAsync(Sequencer sequencer)
    {
        while (await sequencer.StepAsync(default))
        {
            // The next batch.
        }
    }

    private ReadOnlyMemory<byte> Note() => _database.Read(LedgerLog.Head).Checkpoint!.Value;

    private List<LedgerEntry> Entries() =>
    [
        .. _database.Read(session => LedgerEntries.Unnumbered(session, 100))
            .Select(entry => LedgerEntry.TryParse(entry.Body.Span, out var read) ? read : throw new InvalidDataException()),
    ];

    /// <summary>The key to which a fresh export leads from a trusted one.</summary>
    private async Task<string> VerifyAsync(string trusted)
    {
        var folder = Path.Combine(_folder.FullName, $"export-{++_exports}");
        Assert.NotEqual(0, await Export(_one).WriteAsync(folder, progress: null, default));
        var report = await LogVerifier.VerifyAsync(new TileFolder(folder), trusted, progress: null, default);
        Assert.Null(report.Failure);
        return report.Key!.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sequencer in _sequencers)
            sequencer.Dispose();
        _one.Dispose();
        _other.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }
}
