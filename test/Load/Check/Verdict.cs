namespace Load;

/// <summary>What the checker found. Texts are named, at most twenty of each kind.</summary>
/// <param name="Acknowledged">Messages that were answered with 200.</param>
/// <param name="Received">Messages that the Graph API accepted.</param>
/// <param name="Lost">Acknowledged, never received and not parked.</param>
/// <param name="Doubled">Received more than once.</param>
/// <param name="Disordered">Received before an earlier one of the same person.</param>
/// <param name="Invented">Received though nobody wrote them.</param>
/// <param name="Parked">What the service lists as parked.</param>
/// <param name="ParkedUnreceived">Of the parked, those that never arrived.</param>
/// <param name="Problems">Sentences; none when all is as promised.</param>
/// <param name="Echo">From the first sending to the arrival at the Graph API, ms.</param>
public sealed record Verdict(
    long Acknowledged, long Received, long Lost, long Doubled, long Disordered, long Invented, long Parked,
    long ParkedUnreceived, IReadOnlyList<string> Problems, Quantiles Echo)
{
    public bool IsGood => Problems.Count == 0;
}
