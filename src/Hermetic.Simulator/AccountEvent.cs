using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator;

/// <summary>A change of the account: a webhook field that is about no message.</summary>
public sealed record AccountEvent
{
    private AccountEvent(string field, byte[] value) => (Field, Value) = (field, value);

    /// <summary><c>changes[].field</c>.</summary>
    public string Field { get; }

    /// <summary><c>changes[].value</c>, JSON.</summary>
    internal byte[] Value { get; }

    /// <summary>Any field, Meta's or invented.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static AccountEvent Of(string field, string valueJson)
    {
        using (JsonDocument.Parse(valueJson))
            return new(field, Encoding.UTF8.GetBytes(valueJson));
    }

    /// <summary>Someone did something to the two-step verification.</summary>
    /// <param name="name">PIN_CHANGED, PIN_RESET_REQUEST, PIN_REQUEST_SUCCESS.</param>
    /// <param name="requester">The Meta user who did it; not always told.</param>
    public static AccountEvent Security(string name, string displayPhoneNumber, string? requester = null)
    {
        var value = new JsonObject { ["display_phone_number"] = displayPhoneNumber, ["event"] = name };
        if (requester is not null)
            value["requester"] = requester;
        return Of("security", value);
    }

    /// <summary>Something about the business account, such as ACCOUNT_VIOLATION.</summary>
    public static AccountEvent AccountUpdate(string name, string? violationType = null)
    {
        var value = new JsonObject { ["event"] = name };
        if (violationType is not null)
            value["violation_info"] = new JsonObject { ["violation_type"] = violationType };
        return Of("account_update", value);
    }

    /// <summary>A number's quality: FLAGGED, UNFLAGGED, DOWNGRADE and so on.</summary>
    public static AccountEvent PhoneNumberQuality(string displayPhoneNumber, string name, string limit) =>
        Of("phone_number_quality_update", new JsonObject
        {
            ["display_phone_number"] = displayPhoneNumber,
            ["event"] = name,
            ["current_limit"] = limit,
        });

    /// <summary>A template was approved, rejected, paused or disabled.</summary>
    public static AccountEvent TemplateStatus(SimulatedTemplate template, long id, string reason = "NONE") =>
        Of("message_template_status_update", new JsonObject
        {
            ["event"] = template.State,
            ["message_template_id"] = id,
            ["message_template_name"] = template.Name,
            ["message_template_language"] = template.Language,
            ["reason"] = reason,
            ["message_template_category"] = template.Category,
        });

    private static AccountEvent Of(string field, JsonObject value) => new(field, MetaJson.Bytes(value));
}
