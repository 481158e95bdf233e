namespace Hermetic.WhatsApp;

/// <summary>An app that receives the account's webhooks, from
/// <c>GET /{business_account_id}/subscribed_apps</c>.</summary>
/// <param name="Id">The app's id; null when Meta does not say.</param>
/// <param name="Name">The app's name; null when Meta does not say.</param>
/// <param name="OverrideCallback">Where its webhooks go instead of the app's own address; null when
/// there.</param>
public sealed record SubscribedApp(string? Id, string? Name, string? OverrideCallback)
{
    internal static IReadOnlyList<SubscribedApp> Read(JsonObject answer) =>
    [
        .. answer.Objects("data"u8).Select(item => (item, App: item.Object("whatsapp_business_api_data"u8)))
            .Select(one => new SubscribedApp(
                one.App.Word("id"u8), one.App.Word("name"u8), one.item.Word("override_callback_uri"u8))),
    ];
}
