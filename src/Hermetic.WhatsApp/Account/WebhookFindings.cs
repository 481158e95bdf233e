namespace Hermetic.WhatsApp;

/// <summary>Judges who receives the account's webhooks, that is: every message.</summary>
internal static class WebhookFindings
{
    private const string Subject = "Webhooks";

    public static IEnumerable<Finding> Of(IReadOnlyList<SubscribedApp> apps, string? ownApp)
    {
        var others = apps.Where(app => ownApp is not null && app.Id is not null && app.Id != ownApp).ToList();
        if (apps.Count == 0)
        {
            yield return new(
                Subject, FindingSeverity.Problem,
                "No app is subscribed to the account: no message arrives here.",
                "Run ./hermetic whatsapp setup, which subscribes the token's app.");
        }
        else if (others.Count == apps.Count)
        {
            yield return new(
                Subject, FindingSeverity.Problem,
                "The token's app is not subscribed to the account: no message arrives here.",
                "Run ./hermetic whatsapp setup, which subscribes it.");
        }
        else
        {
            yield return new(Subject, FindingSeverity.Ok,
                "An app is subscribed to the account: messages arrive.");
        }
        foreach (var app in others)
        {
            yield return new(
                "Other apps", FindingSeverity.Warning,
                $"Another app receives every message as well: {app.Name ?? "without a name"} ({app.Id}).",
                "If the business does not need it, remove the app in the Business settings.");
        }
        foreach (var callback in apps.Select(app => app.OverrideCallback).OfType<string>())
            yield return new(Subject, FindingSeverity.Note,
                $"Webhooks go to an address of their own: {callback}.");
    }
}
