using System.Diagnostics.Metrics;
using Hermetic.Cryptography;
using Hermetic.Storage;

namespace Hermetic.Server.Observability;

/// <summary>What is read when somebody asks. A store that does not answer leaves its numbers out, and is not ready.</summary>
internal sealed class Gauges : IDisposable
{
    public Gauges(
        Database database, SecretArena arena, Messaging.Conversations conversations, Evidence.Cosigning cosigning,
        Keys.RotationWatch keys, TimeProvider clock)
    {
        var ledger = new LedgerLag(database, clock);
        var began = clock.GetUtcNow().ToUnixTimeSeconds();
        Observe("hermetic.ready", "1", "1 when the store answers and secret memory is left, as /readyz.",
            () => Endpoints.IsReady(database, arena) ? 1 : 0);
        Observe("hermetic.start.time", "s", "When the process began, in seconds since 1970: it changes with a restart.",
            () => began);
        Observe("hermetic.storage.waiting", "{request}", "Requests that wait for a group commit; 4096 are the most.",
            () => database.Waiting);
        Observe("hermetic.memory.secret.used", "By", "Secret memory in use: content that is opened or on its way.",
            () => arena.InUse);
        Observe("hermetic.memory.secret.budget", "By", "Secret memory that may be used; above it the intake answers 503.",
            () => arena.Budget);
        Observe("hermetic.keys.due", "{key}", "Keys of the ring whose rotation is due; looked at once an hour.",
            () => keys.DueKeys);
        Observe("hermetic.conversations.waiting", "{conversation}",
            "Conversations with unanswered messages at the last look, once a second; 1000 are the most.",
            () => conversations.Undrained);
        Observe("hermetic.conversations.sending", "{conversation}",
            "Conversations with messages on their way out at the last look; 1000 are the most.",
            () => conversations.Open);
        Meter.CreateObservableGauge(
            "hermetic.erasures.open", () => Read(() => (long)database.Read(ErasureSteps.Open).Count), "{person}",
            "Erasures that have begun and are not certified yet; on every node the same.");
        Meter.CreateObservableGauge("hermetic.ledger.size", () => Read(ledger.Size), "{entry}", "Numbered entries.");
        Meter.CreateObservableGauge(
            "hermetic.ledger.lag", () => Read(ledger.Entries), "{entry}", "Entries that are not numbered yet.");
        Meter.CreateObservableGauge(
            "hermetic.ledger.checkpoint.age", () => Read(ledger.CheckpointAge), "s",
            "For how long entries have waited while the checkpoint stood still; 0 when none waits.");
        Observe("hermetic.ledger.witnesses", "{witness}", "Witnesses that are asked to cosign; 0 when nobody watches.",
            () => cosigning.Asked);
        Observe("hermetic.ledger.witnesses.signing", "{witness}", "Witnesses that cosigned when they were last asked.",
            () => cosigning.Signing);
        Meter.CreateObservableGauge(
            "hermetic.ledger.cosigned.lag", () => Read(cosigning.Lag), "{entry}",
            "Entries that are signed and not yet shown with enough cosignatures; 0 when nobody watches.");
        Meter.CreateObservableGauge(
            "hermetic.ledger.cosigned.age", cosigning.Age, "s",
            "Since enough witnesses last cosigned, or since the start; 0 when nobody watches.");
    }

    /// <summary>Of this service alone, where several run in one process.</summary>
    internal Meter Meter { get; } = new(Instruments.MeterName);

    private void Observe(string name, string unit, string description, Func<long> read) =>
        Meter.CreateObservableGauge(name, read, unit, description);

    /// <summary>A number that is not known is not said to be 0.</summary>
    private static IEnumerable<Measurement<T>> Read<T>(Func<T> read) where T : struct
    {
        try
        {
            return [new(read())];
        }
        catch (Exception unavailable) when (unavailable is StorageStalledException or StorageFailedException)
        {
            return [];
        }
    }

    public void Dispose() => Meter.Dispose();
}
