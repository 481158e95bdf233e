namespace Hermetic.WhatsApp;

/// <summary>What a webhook body contained: every element is in exactly one of the two lists.</summary>
/// <param name="Elements">What is typed, in the order of the body.</param>
/// <param name="Parked">Everything else, each with a reason, in the order of the body.</param>
public sealed record WebhookContent(
    IReadOnlyList<WebhookElement> Elements,
    IReadOnlyList<ParkedElement> Parked)
{
    /// <summary>Errors of a value that stand beside its messages: they explain those and are not counted as
    /// elements, but whoever keeps the body's content keeps them too.</summary>
    public IReadOnlyList<ValueErrors> ErrorsBesideMessages { get; init; } = [];
}
