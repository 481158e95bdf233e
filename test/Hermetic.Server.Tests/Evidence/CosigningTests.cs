using System.Collections.Concurrent;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Server.Tests.Witnessing;
using Hermetic.Storage;
using Microsoft.Extensions.Logging;

namespace Hermetic.Server.Tests.Evidence;

/// <summary>The service and its witnesses, which are real ones on loopback; time passes when a test says so.</summary>
public sealed class CosigningTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-cosigning-");
    private readonly Events _logged = new();
    private readonly WitnessStage _one = new();
    private readonly WitnessStage _two = new("witness.example.com/w2");
    private readonly NoteSigner _signer = new("example.com/ledger", new byte[32]);
    private Database _database = null!;
    private SequencerLease _lease = null!;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        await OpenAsync();
        foreach (var witness in new[] { _one, _two })
        {
            await witness.Folder.AddLogAsync(NoteVerifier.Parse(_signer.VerifierKey), default);
            await witness.ServeAsync();
        }
    }

    [Fact]
    public async Task A_checkpoint_is_shown_with_the_cosignatures_of_its_witnesses_and_follows_the_log()
    {
        var (published, cosigning) = Start("all");
        foreach (var more in new[] { 3, 300, 1 })
        {
            await GrowAsync(more);
            await cosigning.RoundAsync(default);
            var newest = published.Newest()!;
            Assert.True(Policy("all").Check(newest.Note, NoteVerifier.Parse(_signer.VerifierKey)).Ok);
            Assert.Equal(_database.Read(LedgerLog.Head).SignedSize, newest.Size);
        }
        Assert.Equal((2, 2, 0L), (cosigning.Asked, cosigning.Signing, cosigning.Lag()));
        Assert.Empty(_logged);
    }

    [Fact]
    public async Task After_a_restart_the_witnesses_are_asked_again_from_where_they_are()
    {
        await GrowAsync(3);
        await Start("all").Cosigning.RoundAsync(default);
        await GrowAsync(4);
        var (published, cosigning) = Start("all");
        Assert.Equal(7, published.Newest()!.Size);
        Assert.False(Policy("all").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey)).Ok);
        await cosigning.RoundAsync(default);
        Assert.True(Policy("all").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey)).Ok);
        Assert.Empty(_logged);
    }

    [Fact]
    public async Task While_a_witness_that_is_needed_is_away_the_shown_checkpoint_stands_still_and_proofs_go_on()
    {
        await GrowAsync(3);
        var (published, cosigning) = Start("all");
        await cosigning.RoundAsync(default);
        await _two.StopAsync();
        await GrowAsync(4);
        await cosigning.RoundAsync(default);
        Assert.Equal(3, published.Newest()!.Size);
        Assert.Equal((1, 4L), (cosigning.Signing, cosigning.Lag()));
        Assert.Equal((3L, 7L), (published.Covering(2)!.Size, published.Covering(6)!.Size));
        Assert.Null(published.Covering(7));

        await _two.ServeAsync(_two.Address!.Port);
        await cosigning.RoundAsync(default);
        Assert.Equal(3, published.Newest()!.Size);
        _one.Clock.Advance(TimeSpan.FromSeconds(16));
        await cosigning.RoundAsync(default);
        Assert.Equal(7, published.Newest()!.Size);
    }

    [Fact]
    public async Task One_witness_that_is_away_does_not_matter_where_any_is_enough()
    {
        await GrowAsync(3);
        await _two.StopAsync();
        var (published, cosigning) = Start("any");
        await cosigning.RoundAsync(default);
        var report = Policy("any").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey));
        Assert.True(report.Ok);
        Assert.Equal(["w2"], report.Missing);
    }

    [Fact]
    public async Task Cosignatures_are_renewed_each_minute_though_the_log_stands_still()
    {
        await GrowAsync(3);
        var (published, cosigning) = Start("any");
        await cosigning.RoundAsync(default);
        long? Seen() => Policy("any").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey)).SeenAt;
        var before = Seen();
        _one.Clock.Advance(TimeSpan.FromSeconds(59));
        _two.Clock.Advance(TimeSpan.FromSeconds(59));
        await cosigning.RoundAsync(default);
        Assert.Equal(before, Seen());
        Assert.Equal(59, cosigning.Age());
        _one.Clock.Advance(TimeSpan.FromSeconds(1));
        _two.Clock.Advance(TimeSpan.FromSeconds(1));
        await cosigning.RoundAsync(default);
        Assert.Equal(before + 60, Seen());
        Assert.Equal(0, cosigning.Age());
    }

    [Fact]
    public async Task A_database_that_was_put_back_is_noticed_and_nothing_of_it_is_shown_with_cosignatures()
    {
        await GrowAsync(3);
        await Start("any").Cosigning.RoundAsync(default);
        await BeginAnewAsync();
        await GrowAsync(2);
        var (published, cosigning) = Start("any");
        await cosigning.RoundAsync(default);
        Assert.Equal(74, _logged.Distinct().Single());
        Assert.False(Policy("any").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey)).Ok);
        Assert.Equal(0, cosigning.Signing);
    }

    [Theory]
    [InlineData(3, 75)]
    [InlineData(5, 76)]
    public async Task A_history_that_was_rewritten_is_noticed(int size, int told)
    {
        await GrowAsync(3);
        await Start("any").Cosigning.RoundAsync(default);
        await BeginAnewAsync();
        await GrowAsync(size, "other");
        var (published, cosigning) = Start("any");
        await cosigning.RoundAsync(default);
        Assert.Equal(told, _logged.Distinct().Single());
        Assert.False(Policy("any").Check(published.Newest()!.Note, NoteVerifier.Parse(_signer.VerifierKey)).Ok);
        var kind = size == 3 ? Server.Witnessing.WitnessEvidence.Fork : Server.Witnessing.WitnessEvidence.Unproven;
        Assert.Equal(1, _one.Folder.Find(_signer.Name)!.Count(kind));
    }

    [Fact]
    public async Task A_signature_by_another_key_than_the_policys_is_none()
    {
        await GrowAsync(3);
        using var other = new Cosigner("witness.example.com/w1", CosignatureAlgorithm.Ed25519, new byte[32]);
        var settings = new LedgerSettings(WitnessPolicy.Parse(Encoding.UTF8.GetBytes(
            $"witness w1 {other.VerifierKey} {_one.Address}\nquorum w1\n")));
        var published = new PublishedCheckpoint(_database, settings);
        using var cosigning = new Cosigning(settings, _database, published, _one.Clock, _logged);
        await cosigning.RoundAsync(default);
        Assert.Equal((0, 76), (cosigning.Signing, _logged.Single()));
        Assert.Equal(_database.Read(LedgerLog.Head).Checkpoint!.Value.ToArray(), published.Newest()!.Note.ToArray());
    }

    [Fact]
    public async Task Without_witnesses_the_newest_is_shown_and_nobody_is_asked()
    {
        var published = new PublishedCheckpoint(_database, LedgerSettings.None);
        Assert.Null(published.Newest());
        foreach (var size in new long[] { 2, 5 })
        {
            await GrowAsync((int)(size - _database.Read(LedgerLog.Head).Size));
            Assert.Equal(size, published.Newest()!.Size);
        }
        using var cosigning = new Cosigning(LedgerSettings.None, _database, published, _one.Clock, _logged);
        Assert.Equal((0, 0L, 0.0), (cosigning.Asked, cosigning.Lag(), cosigning.Age()));
    }

    [Fact]
    public async Task What_is_shown_never_goes_back()
    {
        await GrowAsync(5);
        var published = Start("any").Published;
        Assert.Equal(5, published.Newest()!.Size);
        published.Show(new(4, "earlier"u8.ToArray()));
        Assert.Equal(5, published.Newest()!.Size);
    }

    private (PublishedCheckpoint Published, Cosigning Cosigning) Start(string needed)
    {
        var settings = new LedgerSettings(Policy(needed));
        var published = new PublishedCheckpoint(_database, settings);
        return (published, new Cosigning(settings, _database, published, _one.Clock, _logged));
    }

    private WitnessPolicy Policy(string needed) => WitnessPolicy.Parse(Encoding.UTF8.GetBytes($"""
        witness w1 {_one.Key} {_one.Address}
        witness w2 {_two.Key} {_two.Address}
        group both {needed} w1 w2
        quorum both

        """));

    private async Task GrowAsync(int more, string word = "entry")
    {
        var head = _database.Read(LedgerLog.Head);
        var entries = Enumerable.Range(0, more)
            .Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{word} {head.Size + i}")).ToList();
        var appended = await new MerkleLog(new LedgerLog(_database)).AppendAsync(head.Size, entries, default);
        await _database.CommitAsync(transaction => LedgerLog.Integrate(transaction, _lease, head.Size, [], appended));
        var note = _signer.SignCheckpoint(new(_signer.Name, appended.Size, appended.Root));
        await _database.CommitAsync(transaction => LedgerLog.Publish(transaction, _lease, appended.Size, note));
    }

    private async Task OpenAsync()
    {
        var one = Path.Combine(_folder.FullName, $"{++_databases}");
        _database = await Database.OpenAsync(Directory.CreateDirectory(one).FullName, TimeProvider.System);
        using var arena = new SecretArena(8L << 20);
        await FirstStart.CreateAsync(one + "-keys", FileRoot.Source, _database, arena);
        _lease = await _database.CommitAsync(LedgerLog.Claim);
    }

    /// <summary>The same log from its beginning, as after a restore of an old copy.</summary>
    private async Task BeginAnewAsync()
    {
        _database.Dispose();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        _signer.Dispose();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Which events were logged.</summary>
    private sealed class Events : ConcurrentQueue<int>, ILogger<Cosigning>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Enqueue(eventId.Id);
    }
}
