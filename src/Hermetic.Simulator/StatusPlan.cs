namespace Hermetic.Simulator;

/// <summary>
/// What an accepted send reports later, and when. The order of the steps is the order of the webhooks.
/// </summary>
public sealed record StatusPlan(IReadOnlyList<StatusStep> Steps)
{
    /// <summary>sent, delivered, read, as on a phone that is being looked at.</summary>
    public static StatusPlan Ladder { get; } = new([
        new("sent", TimeSpan.FromMilliseconds(40)),
        new("delivered", TimeSpan.FromMilliseconds(120)),
        new("read", TimeSpan.FromMilliseconds(500))]);

    /// <summary>No status ever comes.</summary>
    public static StatusPlan None { get; } = new([]);

    /// <summary>Meta leaves <c>delivered</c> out when the chat is open: read says it too.</summary>
    public static StatusPlan WithoutDelivered { get; } =
        new([.. Ladder.Steps.Where(step => step.Status != "delivered")]);

    /// <summary>
    /// The statuses overtake the answer to the send: the sender does not know the wamid yet.
    /// </summary>
    public static StatusPlan Early { get; } =
        new([.. Ladder.Steps.Select(step => step with { After = TimeSpan.Zero })]) { BeforeAnswer = true };

    /// <summary>
    /// read first, then delivered, then sent: what shows a status must not go back with them.
    /// </summary>
    public static StatusPlan Backwards { get; } = new([.. Ladder.Steps.Reverse()]);

    /// <summary>Whether the webhooks are posted before the send is answered.</summary>
    public bool BeforeAnswer { get; init; }

    /// <summary>The ladder, begun only after <paramref name="pause"/>.</summary>
    public static StatusPlan Delayed(TimeSpan pause) => new([
        Ladder.Steps[0] with { After = Ladder.Steps[0].After + pause }, .. Ladder.Steps.Skip(1)]);

    /// <summary>Accepted at first, then <c>failed</c> with an error code such as 131026.</summary>
    public static StatusPlan Failed(int code) =>
        new([new("failed", TimeSpan.FromMilliseconds(40)) { Code = code }]);
}

/// <summary>One status webhook.</summary>
/// <param name="Status">sent, delivered, read, failed, played.</param>
/// <param name="After">Pause since the step before, or since the send was answered.</param>
public sealed record StatusStep(string Status, TimeSpan After)
{
    /// <summary>The error of <c>failed</c>.</summary>
    public int? Code { get; init; }
}
