namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// The service did not accept a webhook within the whole retry schedule. Meta would drop it now.
/// </summary>
public sealed class WebhookLostException(WebhookAnswer last)
    : Exception($"The service did not accept the webhook; its last answer was {Words(last)}.")
{
    private static string Words(WebhookAnswer last) =>
        last.HttpStatus is { } status ? $"HTTP {status}" : "none";
}
