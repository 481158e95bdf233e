using System.Diagnostics.CodeAnalysis;
using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>
/// The one that numbers entries: it commits size and root, and only then signs them. A second one takes the lease and
/// the first loses at its next commit; nothing is numbered twice.
/// </summary>
internal sealed partial class Sequencer : BackgroundService
{
    private const int LargestBatch = 4096;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly Database _database;
    private readonly NoteSigner _signer;
    private readonly MerkleLog _log;
    private readonly TimeProvider _clock;
    private readonly ILogger<Sequencer> _logger;
    private SequencerLease? _lease;

    public Sequencer(Database database, Vault vault, TimeProvider clock, ILogger<Sequencer> logger)
    {
        (_database, _clock, _logger) = (database, clock, logger);
        _signer = LogSigner.Open(vault);
        _log = new MerkleLog(new LedgerLog(database));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        do
        {
            try
            {
                while (await StepAsync(stoppingToken))
                {
                }
            }
            catch (FencedException)
            {
                _lease = null;
                Fenced();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Integrates one batch and publishes its checkpoint; false when there was nothing to do.</summary>
    /// <exception cref="FencedException">Another sequencer holds the log.</exception>
    internal async Task<bool> StepAsync(CancellationToken cancel)
    {
        var lease = _lease ??= await _database.CommitAsync(LedgerLog.Claim);
        var head = _database.Read(LedgerLog.Head);
        var batch = _database.Read(session => LedgerEntries.Unnumbered(session, LargestBatch));
        if (batch.Count > 0)
        {
            var appended = await _log.AppendAsync(head.Size, [.. batch.Select(entry => entry.Body)], cancel);
            await _database.CommitAsync(
                transaction => LedgerLog.Integrate(transaction, lease, head.Size, batch, appended));
            head = _database.Read(LedgerLog.Head);
        }
        if (head.SignedSize == head.Size)
            return false;
        // Signed is only what is committed: a crash in between signs the same size and root again.
        var note = _signer.SignCheckpoint(new Checkpoint(_signer.Name, head.Size, head.Root));
        await _database.CommitAsync(transaction => LedgerLog.Publish(transaction, lease, head.Size, note));
        return batch.Count == LargestBatch;
    }

    public override void Dispose()
    {
        _signer.Dispose();
        base.Dispose();
    }

    [LoggerMessage(70, LogLevel.Warning, "Another sequencer took the ledger over.")]
    private partial void Fenced();

    [LoggerMessage(71, LogLevel.Error, "The ledger could not be extended ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}

/// <summary>The log's name and key.</summary>
internal static class LogSigner
{
    internal static NoteSigner Open(Vault vault) =>
        new($"hermetic/{vault.Ring.Deployment:N}", vault.Ring.LedgerSeed.Span);
}
