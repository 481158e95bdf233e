using Hermetic.Storage;

namespace Hermetic.Server.Observability;

/// <summary>How far the ledger is behind what happened, as any node sees it: the sequencer may be another's, or dead.</summary>
internal sealed class LedgerLag(Database database, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _signed = -1;
    private long _since;

    internal long Size() => database.Read(LedgerLog.Head).Size;

    /// <summary>Entries without a number.</summary>
    internal long Entries() => database.Read(LedgerEntries.Lag);

    /// <summary>
    /// Seconds since the checkpoint was first seen as it is, while entries wait for the next one; 0 when none waits.
    /// The checkpoint itself carries no time.
    /// </summary>
    internal double CheckpointAge()
    {
        var (head, lag) = database.Read(session => (LedgerLog.Head(session), LedgerEntries.Lag(session)));
        lock (_gate)
        {
            var waits = lag > 0 || head.SignedSize < head.Size;
            if (!waits || head.SignedSize != _signed)
                (_signed, _since) = (waits ? head.SignedSize : -1, clock.GetTimestamp());
            return waits ? clock.GetElapsedTime(_since).TotalSeconds : 0;
        }
    }
}
