using System.Diagnostics.CodeAnalysis;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>
/// The one that numbers entries: it commits size and root, and only then signs them. A second one takes the lease and
/// the first loses at its next commit; nothing is numbered twice. Of several nodes' sequencers one works and the others
/// stand by until it has left entries lying.
/// </summary>
internal sealed partial class Sequencer : BackgroundService
{
    private const int LargestBatch = 4096;
    private const int SummaryBatch = 16;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _reminder = TimeSpan.FromMinutes(1);

    /// <summary>How long entries may wait before a sequencer that stands by takes over.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly Database _database;
    private readonly LogKeys _keys;
    private readonly LedgerLog _tiles;
    private readonly MerkleLog _log;
    private readonly TimeProvider _clock;
    private readonly ILogger<Sequencer> _logger;
    private SequencerLease? _lease;
    private Standby? _standby;
    private long? _summarised;
    private Type? _reported;
    private long _reportedAt;

    public Sequencer(Database database, Vault vault, TimeProvider clock, ILogger<Sequencer> logger)
    {
        (_database, _clock, _logger) = (database, clock, logger);
        _keys = new LogKeys(vault);
        _tiles = new LedgerLog(database);
        _log = new MerkleLog(_tiles);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        do
        {
            try
            {
                while (!StandsBy() && await StepAsync(stoppingToken))
                {
                }
                await SummariseAsync(stoppingToken);
            }
            catch (FencedException)
            {
                (_lease, _summarised) = (null, null);
                _standby = new Standby(-1, _clock.GetTimestamp());
                Fenced();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Report(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>
    /// Another one works: nothing waits, or less than before did. No clock of another node is asked, only what this one
    /// sees change.
    /// </summary>
    private bool StandsBy()
    {
        // A key that is destroyed is not kept by a node that signs nothing.
        _keys.Follow();
        if (_standby is null)
            return false;
        var (head, lag) = _database.Read(session => (LedgerLog.Head(session), LedgerEntries.Lag(session)));
        var isIdle = lag == 0 && head.SignedSize == head.Size;
        if (isIdle || head.SignedSize != _standby.SignedSize)
            _standby = new Standby(head.SignedSize, _clock.GetTimestamp());
        else if (_clock.GetElapsedTime(_standby.Since) >= _patience)
            _standby = null;
        return _standby is not null;
    }

    /// <summary>Integrates one batch and publishes its checkpoint; false when there was nothing to do.</summary>
    /// <exception cref="FencedException">Another sequencer holds the log.</exception>
    internal async Task<bool> StepAsync(CancellationToken cancel)
    {
        // Before the entries are read: what is signed by a new key covers the entry that announces it.
        _keys.Follow();
        var fresh = _lease is null;
        var lease = _lease ??= await _database.CommitAsync(LedgerLog.Claim);
        var head = _database.Read(LedgerLog.Head);
        var batch = _database.Read(session => LedgerEntries.Unnumbered(session, LargestBatch));
        if (fresh || batch.Count > 0)
            await DemandIntactAsync(head, cancel);
        if (batch.Count > 0)
        {
            var appended = await _log.AppendAsync(head.Size, [.. batch.Select(entry => entry.Body)], cancel);
            await _database.CommitAsync(
                transaction => LedgerLog.Integrate(transaction, lease, head.Size, batch, appended));
            head = _database.Read(LedgerLog.Head);
        }
        var takesOver = batch.Count < LargestBatch && _keys.IsTakingOver
            && !_database.Read(session => LedgerHandovers.Has(session, _keys.Version));
        if (head.SignedSize == head.Size && !takesOver)
            return false;
        // Signed is only what is committed: a crash in between signs the same size and root again.
        var note = _keys.Sign(head.Size, head.Root);
        await _database.CommitAsync(transaction =>
        {
            LedgerLog.Publish(transaction, lease, head.Size, note, _keys.Version);
            if (takesOver)
                LedgerHandovers.Keep(transaction, _keys.Version, note);
        });
        return batch.Count == LargestBatch;
    }

    /// <summary>
    /// What the next full bundles are about, for whoever searches. A few at a time: a log from before there were summaries
    /// gets them by and by.
    /// </summary>
    internal async Task SummariseAsync(CancellationToken cancel)
    {
        if (_lease is null)
            return;
        _summarised ??= _database.Read(LedgerLog.Summarised);
        var full = _database.Read(LedgerLog.Head).Size / TilePath.FullWidth;
        var made = new List<(long Index, BundleSummary Summary)>();
        for (var index = _summarised.Value; index < full && made.Count < SummaryBatch; index++)
        {
            if (await _tiles.ReadEntriesAsync(index, TilePath.FullWidth, cancel) is not { } bundle
                || !EntryBundle.TryDecode(bundle, TilePath.FullWidth, out var entries))
                throw new LedgerDamagedException($"The entries from {index * TilePath.FullWidth} on are missing or torn.");
            made.Add((index, BundleSummary.Of(entries)));
        }
        if (made.Count == 0)
            return;
        await _database.CommitAsync(transaction =>
        {
            foreach (var (index, summary) in made)
                LedgerLog.Summarise(transaction, index, summary);
        });
        _summarised += made.Count;
    }

    /// <summary>What is built on a damaged tile, bundle or checkpoint would be signed as if it had been so all along.</summary>
    private async Task DemandIntactAsync(LedgerHead head, CancellationToken cancel)
    {
        if (await _log.RootAsync(head.Size, cancel) != head.Root)
            throw new LedgerDamagedException($"The tiles of the ledger do not give the recorded root of its {head.Size} entries.");
        if (!await IsOpenBundleIntactAsync(head.Size, cancel))
            throw new LedgerDamagedException("The last entries of the ledger are not those that its tiles hash.");
        if (head.Checkpoint is { } note
            && _keys.Open(note)?.Size != head.SignedSize)
            throw new LedgerDamagedException("The stored checkpoint of the ledger is not one that this deployment signed.");
    }

    /// <summary>The bundle at the right edge is rewritten by the next append; full ones never change again.</summary>
    private async Task<bool> IsOpenBundleIntactAsync(long size, CancellationToken cancel)
    {
        var (index, width) = (size / TilePath.FullWidth, (int)(size % TilePath.FullWidth));
        if (width == 0)
            return true;
        return await _tiles.ReadAsync(new TilePath(0, index, width), cancel) is { } hashes
            && await _tiles.ReadEntriesAsync(index, width, cancel) is { } bundle
            && EntryBundle.TryDecode(bundle, width, out var entries)
            && entries.Index().All(entry => Rfc6962.LeafHash(entry.Item.Span)
                == new MerkleHash(hashes.Span.Slice(entry.Index * MerkleHash.Length, MerkleHash.Length)));
    }

    /// <summary>Once a minute, and at once when it is something else: a step is tried ten times a second.</summary>
    private void Report(Exception failure)
    {
        if (failure.GetType() == _reported && _clock.GetElapsedTime(_reportedAt) < _reminder)
            return;
        (_reported, _reportedAt) = (failure.GetType(), _clock.GetTimestamp());
        Failed(failure.GetType().Name);
    }

    public override void Dispose()
    {
        _keys.Dispose();
        base.Dispose();
    }

    /// <param name="SignedSize">What the checkpoint covered when it was last seen to grow.</param>
    private sealed record Standby(long SignedSize, long Since);

    [LoggerMessage(70, LogLevel.Information, "Another node numbers the ledger; this one stands by.")]
    private partial void Fenced();

    [LoggerMessage(71, LogLevel.Error, "The ledger could not be extended ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}

/// <summary>What is stored of the ledger does not fit together: it is neither extended nor mended.</summary>
internal sealed class LedgerDamagedException(string what) : Exception(what);
