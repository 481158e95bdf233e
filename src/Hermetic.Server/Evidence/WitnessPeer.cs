using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Evidence;

/// <summary>A witness as the service knows it: what it saw last, and when to ask it again.</summary>
internal sealed class WitnessPeer(PolicyWitness witness, WitnessClient client, TimeProvider clock)
{
    /// <summary>One that did not sign is left alone for so long: the others shall not wait for it every second.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(15);

    private long _failedAt;
    private bool _failed;

    internal PolicyWitness Witness => witness;

    internal WitnessClient Client => client;

    /// <summary>The size that it cosigned last, as far as this process knows.</summary>
    internal long Known { get; private set; }

    /// <summary>Whether it signed when it was last asked.</summary>
    internal bool Signs { get; private set; }

    internal bool IsDue => !_failed || clock.GetElapsedTime(_failedAt) >= _pause;

    internal void Answered(Submission answer, long size)
    {
        Signs = answer is Submission.Cosigned;
        if (Signs)
            Known = size;
        else if (answer is Submission.Conflict conflict)
            Known = conflict.Size;
        // A conflict that is left is another node's success: the next round comes with a newer checkpoint.
        (_failed, _failedAt) = (answer is Submission.Refused or Submission.Unreachable, clock.GetTimestamp());
    }
}
