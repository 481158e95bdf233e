using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;

namespace Hermetic.Storage.Tests;

/// <summary>The numbered log, its fence, and what strangers verify of it.</summary>
public abstract class LedgerLogContract(IEngine engine) : KeyedContract(engine)
{
    private static readonly byte[] _seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly NoteSigner _signer = new("hermetic/contract", _seed);

    private LedgerLog Log => new(Database);

    [Fact]
    public async Task A_new_log_is_empty_and_unsigned()
    {
        await Task.CompletedTask;
        var head = Head();

        Assert.Equal((0, 0), (head.Size, head.SignedSize));
        Assert.Equal(Rfc6962.EmptyRoot, head.Root);
        Assert.Null(head.Checkpoint);
    }

    [Fact]
    public async Task Entries_are_numbered_in_the_order_of_their_commits_and_the_log_verifies()
    {
        var bodies = new List<byte[]>();
        foreach (var count in new[] { 3, 1, 300, 256, 7 })
        {
            await RecordAsync(count);
            bodies.AddRange(Unnumbered().Select(entry => entry.Body.ToArray()));
            await StepAsync(await ClaimLogAsync());
        }

        Assert.Equal(bodies, Enumerable.Range(0, bodies.Count).Select(i =>
            Database.Read(session => LedgerEntries.Find(session, i))!.Value.ToArray()));
        Assert.Equal(0, Database.Read(LedgerEntries.Lag));
        await AssertVerifiesAsync(567);
    }

    [Fact]
    public async Task Of_two_sequencers_at_once_one_loses_and_nothing_is_numbered_twice()
    {
        await RecordAsync(40);
        var (first, second) = (await ClaimLogAsync(), await ClaimLogAsync());
        var (head, batch) = (Head(), Unnumbered());
        var appended = await AppendAsync(head, batch);

        var writes = await TogetherAsync(
            transaction => LedgerLog.Integrate(transaction, first, head.Size, batch, appended),
            transaction => LedgerLog.Integrate(transaction, second, head.Size, batch, appended),
            transaction => LedgerLog.Integrate(transaction, second, head.Size, batch, appended));

        Assert.IsType<FencedException>(writes[0].Exception!.InnerException);
        Assert.True(writes[1].IsCompletedSuccessfully);
        Assert.IsType<FencedException>(writes[2].Exception!.InnerException);
        await PublishAsync(second);
        await AssertVerifiesAsync(40);
    }

    [Fact]
    public async Task Sequencers_that_take_the_log_from_each_other_leave_one_log_that_verifies()
    {
        const int Rounds = 12;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SequenceAsync(Rounds))));
        await StepAsync(await ClaimLogAsync());

        Assert.Equal(3 * Rounds * 5, Head().Size);
        Assert.Equal(0, Database.Read(LedgerEntries.Lag));
        await AssertVerifiesAsync(3 * Rounds * 5);
    }

    [Fact]
    public async Task After_a_crash_between_numbering_and_signing_the_next_sequencer_signs_the_same_tree()
    {
        await RecordAsync(5);
        var lease = await ClaimLogAsync();
        await StepAsync(lease);
        var signed = Head();
        await RecordAsync(3);
        await IntegrateAsync(lease);
        await ReopenAsync();

        Assert.Equal((8, 5), (Head().Size, Head().SignedSize));
        Assert.Equal(signed.Checkpoint!.Value.ToArray(), Head().Checkpoint!.Value.ToArray());

        await PublishAsync(await ClaimLogAsync());
        await AssertVerifiesAsync(8);
        await Assert.ThrowsAsync<FencedException>(() => PublishAsync(lease));
    }

    [Fact]
    public async Task An_entry_that_has_a_number_is_never_given_another()
    {
        await RecordAsync(2);
        var lease = await ClaimLogAsync();
        var batch = Unnumbered();
        await StepAsync(lease);
        var head = Head();

        var appended = await AppendAsync(head, batch);
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            LedgerLog.Integrate(transaction, lease, head.Size, batch, appended)));

        Assert.Equal(head.Size, Head().Size);
        await AssertVerifiesAsync(2);
    }

    [Fact]
    public async Task Only_a_committed_size_is_published_and_never_an_older_one()
    {
        await RecordAsync(4);
        var lease = await ClaimLogAsync();
        await StepAsync(lease);

        foreach (var size in new[] { 3, 5 })
        {
            await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
                LedgerLog.Publish(transaction, lease, size, new byte[1])));
        }
        await AssertVerifiesAsync(4);
    }

    [Fact]
    public async Task Narrower_tiles_and_bundles_are_prefixes_of_what_is_stored()
    {
        var lease = await ClaimLogAsync();
        await RecordAsync(3);
        var entries = Unnumbered().Select(entry => entry.Body.ToArray()).ToList();
        await StepAsync(lease);
        var (tile, bundle) = (await TileAsync(3), await BundleAsync(3));
        await RecordAsync(200);
        await StepAsync(lease);

        Assert.Equal(tile, await TileAsync(3));
        Assert.Equal(bundle, await BundleAsync(3));
        Assert.True(EntryBundle.TryDecode(bundle, 3, out var decoded));
        Assert.Equal(entries, decoded.Select(entry => entry.ToArray()));
        Assert.Equal(203 * MerkleHash.Length, (await TileAsync(203))!.Length);
        Assert.Null(await TileAsync(204));
        Assert.Null(await BundleAsync(204));
        Assert.Null(await Log.ReadAsync(new TilePath(0, 1, 1), default));
    }

    [Fact]
    public async Task A_full_tile_serves_every_width()
    {
        await RecordAsync(300);
        await StepAsync(await ClaimLogAsync());

        var full = await TileAsync(256);
        foreach (var width in new[] { 1, 44, 255 })
            Assert.Equal(full![..(width * MerkleHash.Length)], await TileAsync(width));
        Assert.Equal(MerkleHash.Length, (await Log.ReadAsync(new TilePath(1, 0, 1), default))!.Value.Length);
    }

    [Fact]
    public async Task Summaries_are_kept_beside_the_bundles_and_no_tile_is_taken_for_one()
    {
        await RecordAsync(600);
        await StepAsync(await ClaimLogAsync());
        Assert.Equal(0, Database.Read(LedgerLog.Summarised));
        var summary = BundleSummary.Of(Decoded(await BundleAsync(256)));

        await Database.CommitAsync(transaction => LedgerLog.Summarise(transaction, 0, summary));
        await Database.CommitAsync(transaction => LedgerLog.Summarise(transaction, 0, summary));
        await Database.CommitAsync(transaction => LedgerLog.Summarise(transaction, 1, summary));

        Assert.Equal(2, Database.Read(LedgerLog.Summarised));
        Assert.Equal(["message.send"], summary.Actions);
        Assert.Equal([(0L, summary), (1L, summary)], Pairs(await Log.ReadSummariesAsync(0, 9, default)));
        Assert.Equal([(1L, summary)], Pairs(await Log.ReadSummariesAsync(1, 1, default)));
        Assert.Empty(await Log.ReadSummariesAsync(2, 9, default));
        await AssertVerifiesAsync(600);
    }

    private static IEnumerable<(long, BundleSummary)> Pairs(IReadOnlyDictionary<long, BundleSummary> read) =>
        read.OrderBy(one => one.Key).Select(one => (one.Key, one.Value));

    private static IReadOnlyList<ReadOnlyMemory<byte>> Decoded(byte[]? bundle) =>
        EntryBundle.TryDecode(bundle, TilePath.FullWidth, out var entries) ? entries : throw new InvalidDataException();

    public override async ValueTask DisposeAsync()
    {
        _signer.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>As the service's sequencer: whoever is fenced claims again.</summary>
    private async Task SequenceAsync(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            await RecordAsync(5);
            try
            {
                await StepAsync(await ClaimLogAsync());
            }
            catch (FencedException)
            {
                // Another one took over; what is unnumbered stays for the next step.
            }
        }
    }

    private Task RecordAsync(int count) => Database.CommitAsync(transaction =>
    {
        for (var i = 0; i < count; i++)
            LedgerEntries.Record(transaction, Proof<SendMessage>(Target.Of(MessageId.New(), owner: null)));
    });

    private async Task StepAsync(SequencerLease lease)
    {
        await IntegrateAsync(lease);
        await PublishAsync(lease);
    }

    private async Task IntegrateAsync(SequencerLease lease)
    {
        var (head, batch) = (Head(), Unnumbered());
        var appended = await AppendAsync(head, batch);
        await Database.CommitAsync(
            transaction => LedgerLog.Integrate(transaction, lease, head.Size, batch, appended));
    }

    private Task PublishAsync(SequencerLease lease)
    {
        var head = Head();
        var note = _signer.SignCheckpoint(new Checkpoint(_signer.Name, head.Size, head.Root));
        return Database.CommitAsync(transaction => LedgerLog.Publish(transaction, lease, head.Size, note));
    }

    private async Task<Appended> AppendAsync(LedgerHead head, IReadOnlyList<UnnumberedEntry> batch) =>
        await new MerkleLog(Log).AppendAsync(head.Size, [.. batch.Select(entry => entry.Body)], default);

    /// <summary>
    /// From outside: every number once without a gap, and an export that holds from its entries up.
    /// </summary>
    private async Task AssertVerifiesAsync(long size)
    {
        Assert.Equal(size, Engine.Count("select count(distinct position) from ledger_entry"));
        Assert.Equal(size - 1, Engine.Count("select max(position) from ledger_entry"));
        var folder = new TileFolder(Path.Combine(Engine.Folder, "export"));
        await folder.WriteAsync(
            Log, Head().Checkpoint!.Value, NoteVerifier.Parse(_signer.VerifierKey), null, default);

        var report = await LogVerifier.VerifyAsync(folder, _signer.VerifierKey, progress: null, default);

        Assert.True(report.Ok, report.Failure?.Sentence);
        Assert.Equal((size, Head().Root), (report.Size, report.Root));
    }

    private LedgerHead Head() => Database.Read(LedgerLog.Head);

    private IReadOnlyList<UnnumberedEntry> Unnumbered() =>
        Database.Read(session => LedgerEntries.Unnumbered(session, int.MaxValue));

    private Task<SequencerLease> ClaimLogAsync() => Database.CommitAsync(LedgerLog.Claim);

    private async Task<byte[]?> TileAsync(int width) =>
        (await Log.ReadAsync(new TilePath(0, 0, width), default))?.ToArray();

    private async Task<byte[]?> BundleAsync(int width) =>
        (await Log.ReadEntriesAsync(0, width, default))?.ToArray();
}
