using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>The fields that an app can subscribe to, other than <c>messages</c>; documented, none
/// typed.</summary>
internal static class WebhookFields
{
    private static readonly (byte[] Wire, string Kind)[] s_known =
    [
        .. new[]
        {
            "account_alerts", "account_review_update", "account_settings_update", "account_update",
            "automatic_events", "business_capability_update", "calls", "flows", "group_lifecycle_update",
            "group_participants_update", "group_settings_update", "group_status_update", "history",
            "message_template_components_update", "message_template_quality_update",
            "message_template_status_update", "partner_solutions", "payment_configuration_update",
            "phone_number_name_update", "phone_number_quality_update", "security", "smb_app_state_sync",
            "template_category_update", "user_id_update", "user_preferences",
        }.Select(field => (Encoding.UTF8.GetBytes(field), $"field:{field}")),
    ];

    /// <summary>The field's kind, such as <c>field:calls</c>; null when it is not documented.</summary>
    public static string? KindOf(JsonText field) =>
        Array.Find(s_known, known => field.ValueEquals(known.Wire)).Kind;
}
