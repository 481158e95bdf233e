namespace Hermetic.Simulator;

/// <summary>
/// How webhooks arrive: shares (0 to 1) are drawn from the seed and the message, so that the same script
/// meets the same luck. All zero: one update in one body, once, in the order in which things happen.
/// </summary>
public sealed record DeliveryTrouble
{
    /// <summary>Webhooks that come a second time although they were accepted.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>Updates that wait for <see cref="HeldFor"/>, so that later ones overtake them.</summary>
    public double HeldShare { get; init; }

    public TimeSpan HeldFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts whose connection breaks before the whole body is sent.</summary>
    public double CutBeforeShare { get; init; }

    /// <summary>
    /// Attempts whose connection breaks after the body was sent and before the answer is read.
    /// </summary>
    public double CutAfterShare { get; init; }

    /// <summary>
    /// Updates of this span share a body, up to 1,000; zero sends each one by itself.
    /// </summary>
    public TimeSpan BatchFor { get; init; }

    /// <summary>Whether the updates of a body are shuffled; Meta promises no order.</summary>
    public bool Shuffle { get; init; }

    public static DeliveryTrouble None { get; } = new();
}
