namespace Load;

/// <summary>What a drive measured; times without the warm-up.</summary>
/// <param name="Messages">Acknowledged in all, warm-up included.</param>
/// <param name="GivenUp">Sent and never acknowledged, or never echoed where that was waited for.</param>
/// <param name="Seconds">The measured time.</param>
/// <param name="PerSecond">Messages that were over (acknowledged, or echoed) in the measured time, a second.</param>
/// <param name="Acknowledgement">From when a body was due to its 200, ms.</param>
/// <param name="Echo">From when a body was due to its echo's arrival, ms; empty unless this process was the Graph API.</param>
/// <param name="Answers">How often each HTTP status came; <c>none</c> where no answer came.</param>
/// <param name="OwnCpuSeconds">What the drive itself burnt: a drive that takes a whole core measures itself.</param>
public sealed record DriveResult(
    long Messages,
    long GivenUp,
    double Seconds,
    double PerSecond,
    Quantiles Acknowledgement,
    Quantiles Echo,
    IReadOnlyDictionary<string, long> Answers,
    double OwnCpuSeconds);
