using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>Webhook bodies as the Cloud API sends them, non-ASCII escaped.</summary>
internal static class WebhookBody
{
    public static byte[] Text(Person from, string wamid, string text) =>
        Message(from, wamid, "text", new JsonObject { ["body"] = text });

    /// <summary>The person presses a reply button of a message that the business sent.</summary>
    public static byte[] Press(Person from, string wamid, string context, string id, string title) =>
        Of(from, new JsonObject
        {
            ["context"] = new JsonObject { ["from"] = "15550783881", ["id"] = context },
            ["from"] = from.Phone,
            ["from_user_id"] = from.UserId,
            ["id"] = wamid,
            ["timestamp"] = Now(),
            ["type"] = "interactive",
            ["interactive"] = new JsonObject
            {
                ["type"] = "button_reply",
                ["button_reply"] = new JsonObject { ["id"] = id, ["title"] = title },
            },
        });

    public static byte[] Message(Person from, string wamid, string type, JsonNode content) =>
        Of(from, new JsonObject
        {
            ["from"] = from.Phone,
            ["from_user_id"] = from.UserId,
            ["id"] = wamid,
            ["timestamp"] = Now(),
            ["type"] = type,
            [type] = content,
        });

    /// <summary>One body with a person's card and one element of <c>messages[]</c>.</summary>
    public static byte[] Of(Person from, JsonObject message, string phoneNumberId = Deployment.PhoneNumberId) =>
        Change(phoneNumberId, value =>
        {
            value["contacts"] = new JsonArray(new JsonObject
            {
                ["profile"] = new JsonObject { ["name"] = from.Name },
                ["wa_id"] = from.Phone,
                ["user_id"] = from.UserId,
            });
            value["messages"] = new JsonArray(message);
        });

    public static byte[] Statuses(IEnumerable<JsonObject> statuses) =>
        Change(Deployment.PhoneNumberId, value => value["statuses"] = new JsonArray([.. statuses]));

    public static JsonObject Status(string wamid, string to, string status, string? attempt) => new()
    {
        ["id"] = wamid,
        ["status"] = status,
        ["timestamp"] = Now(),
        ["recipient_id"] = to,
        ["biz_opaque_callback_data"] = attempt,
        ["pricing"] = new JsonObject { ["billable"] = false, ["pricing_model"] = "PMP", ["category"] = "service" },
    };

    /// <summary>A change of any field, with the number's metadata.</summary>
    public static byte[] Field(string field, Action<JsonObject> fill) =>
        Change(Deployment.PhoneNumberId, fill, field);

    private static byte[] Change(string phoneNumberId, Action<JsonObject> fill, string field = "messages")
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = "15550783881",
                ["phone_number_id"] = phoneNumberId,
            },
        };
        fill(value);
        var body = new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = "102290129340398",
                ["changes"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = value }),
            }),
        };
        return Encoding.UTF8.GetBytes(body.ToJsonString(JsonSerializerOptions.Default));
    }

    private static string Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
