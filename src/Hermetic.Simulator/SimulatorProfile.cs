namespace Hermetic.Simulator;

/// <summary>How hard the simulator is, in one word.</summary>
public enum SimulatorProfile
{
    /// <summary>Everything once, in order, at once.</summary>
    Calm,

    /// <summary>
    /// What a good day at Meta brings: now and then a duplicate, an update that others overtake, a missing
    /// <c>delivered</c>.
    /// </summary>
    Meta,

    /// <summary>
    /// Worse than Meta: 5 % of the sends are accepted and never answered, a tenth of the webhooks come twice,
    /// batches are shuffled, statuses are early, late, missing.
    /// </summary>
    Hostile,
}

/// <summary>What the words mean.</summary>
public static class SimulatorProfiles
{
    /// <summary>The options with the trouble of this profile.</summary>
    public static SimulatorOptions With(this SimulatorOptions options, SimulatorProfile profile) => profile switch
    {
        SimulatorProfile.Meta => options with
        {
            DeliveryTrouble = new() { DuplicateShare = 0.01, HeldShare = 0.01, HeldFor = TimeSpan.FromSeconds(1) },
            StatusMix = [(0.1, StatusPlan.WithoutDelivered)],
        },
        SimulatorProfile.Hostile => options with
        {
            DeliveryTrouble = new()
            {
                DuplicateShare = 0.1,
                HeldShare = 0.1,
                CutBeforeShare = 0.02,
                CutAfterShare = 0.05,
                BatchFor = TimeSpan.FromMilliseconds(200),
                Shuffle = true,
            },
            SendTrouble = new([
                (0.05, new GraphFault.CutAfterAccepting()),
                (0.02, new GraphFault.CutBeforeAccepting()),
                (0.05, new GraphFault.Slow(TimeSpan.FromSeconds(3))),
                (0.02, GraphFault.OfCode(131000)),
                (0.02, GraphFault.OfCode(131016))]),
            StatusMix = [
                (0.2, StatusPlan.Early), (0.2, StatusPlan.WithoutDelivered),
                (0.1, StatusPlan.Delayed(TimeSpan.FromSeconds(30))), (0.05, StatusPlan.Backwards),
                (0.05, StatusPlan.None), (0.03, StatusPlan.Failed(131026))],
        },
        _ => options,
    };
}
