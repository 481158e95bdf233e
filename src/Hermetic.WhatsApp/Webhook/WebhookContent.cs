namespace Hermetic.WhatsApp;

/// <summary>What a webhook body contained: every element is in exactly one of the two lists.</summary>
/// <param name="Elements">Typed messages and statuses, in the order of the body.</param>
/// <param name="Parked">Everything else, each with a reason, in the order of the body.</param>
public sealed record WebhookContent(
    IReadOnlyList<WebhookElement> Elements,
    IReadOnlyList<ParkedElement> Parked);
