using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Webhooks;

/// <summary>The elements of <c>statuses</c>.</summary>
internal static class StatusUpdates
{
    /// <summary>
    /// <c>failed</c> comes without contacts; <c>sent</c> and <c>delivered</c> say what the message costs.
    /// </summary>
    public static WebhookUpdate Status(SentMessage message, StatusStep step, DateTimeOffset at) =>
        new(message.Wamid, "messages", "statuses", MetaJson.Bytes(json =>
        {
            var person = message.Person;
            json.WriteStartObject();
            json.WriteString("id", message.Wamid);
            json.WriteString("status", step.Status);
            json.WriteSeconds("timestamp", at);
            json.WriteIfAny("recipient_id", person.PhoneNumber);
            if (person.PhoneNumber is null || step.Code is null)
            {
                json.WriteString("recipient_user_id", person.UserId);
                json.WriteIfAny("recipient_parent_user_id", person.ParentUserId);
            }
            json.WriteIfAny("biz_opaque_callback_data", message.CallbackData);
            if (step.Status is "sent" or "delivered")
                WritePricing(json, message.Price);
            if (step.Code is { } code)
                GraphError.Of(code).WriteInStatus(json);
            json.WriteEndObject();
        }))
        { Contact = Contact(message.Person, step), Step = step.Status };

    /// <summary>None in <c>failed</c>, and no username in <c>sent</c>.</summary>
    private static SimulatedPerson? Contact(SimulatedPerson person, StatusStep step) =>
        step.Code is not null ? null : step.Status == "sent" ? person with { Username = null } : person;

    /// <summary>Per-message pricing.</summary>
    private static void WritePricing(Utf8JsonWriter json, MessagePrice price)
    {
        json.WriteStartObject("pricing");
        json.WriteBoolean("billable", price.Billable);
        json.WriteString("pricing_model", "PMP");
        json.WriteString("type", price.Type);
        json.WriteString("category", price.Category);
        json.WriteEndObject();
    }
}
