using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// Writes webhook bodies of the field <c>messages</c>. Written by hand and not with the types of
/// Hermetic.WhatsApp, so that its reader and this writer cannot share a mistake.
/// </summary>
internal sealed class WebhookBody(SimulatorOptions options)
{
    // Everything stays raw here: the escapes are Meta's and are made in one place.
    private static readonly JsonWriterOptions Raw =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Text(SimulatedPerson person, string wamid, DateTimeOffset at, string text) =>
        Message(person, wamid, at, contextWamid: null, "text", json => json.WriteString("body", text));

    public byte[] ButtonReply(
        SimulatedPerson person, string wamid, DateTimeOffset at, string contextWamid, ReplyButton button) =>
        Message(person, wamid, at, contextWamid, "interactive", json =>
        {
            json.WriteString("type", "button_reply");
            json.WriteStartObject("button_reply");
            json.WriteString("id", button.Id);
            json.WriteString("title", button.Title);
            json.WriteEndObject();
        });

    /// <summary>
    /// <c>failed</c> comes without contacts; <c>sent</c> and <c>delivered</c> say what the message costs.
    /// </summary>
    public byte[] Status(SentMessage message, StatusStep step, DateTimeOffset at) =>
        Envelope(step.Code is null ? message.Person : null, "statuses", json =>
        {
            json.WriteString("id", message.Wamid);
            json.WriteString("status", step.Status);
            WriteTimestamp(json, at);
            if (message.Person.PhoneNumber is { } number)
                json.WriteString("recipient_id", number);
            if (message.Person.PhoneNumber is null || step.Code is null)
                json.WriteString("recipient_user_id", message.Person.UserId);
            if (message.CallbackData is { } data)
                json.WriteString("biz_opaque_callback_data", data);
            if (step.Status is "sent" or "delivered")
                WritePricing(json);
            if (step.Code is { } code)
                GraphError.Of(code).WriteInStatus(json);
        });

    private byte[] Message(
        SimulatedPerson person, string wamid, DateTimeOffset at, string? contextWamid, string type,
        Action<Utf8JsonWriter> content) =>
        Envelope(person, "messages", json =>
        {
            if (contextWamid is not null)
                WriteContext(json, contextWamid);
            if (person.PhoneNumber is { } number)
                json.WriteString("from", number);
            json.WriteString("from_user_id", person.UserId);
            json.WriteString("id", wamid);
            WriteTimestamp(json, at);
            json.WriteString("type", type);
            json.WriteStartObject(type);
            content(json);
            json.WriteEndObject();
        });

    private byte[] Envelope(SimulatedPerson? contact, string list, Action<Utf8JsonWriter> element)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Raw))
        {
            json.WriteStartObject();
            json.WriteString("object", "whatsapp_business_account");
            json.WriteStartArray("entry");
            json.WriteStartObject();
            json.WriteString("id", options.BusinessAccountId);
            json.WriteStartArray("changes");
            json.WriteStartObject();
            WriteValue(json, contact, list, element);
            json.WriteString("field", "messages");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return MetaEscaping.Escape(buffer.WrittenSpan);
    }

    private void WriteValue(
        Utf8JsonWriter json, SimulatedPerson? contact, string list, Action<Utf8JsonWriter> element)
    {
        json.WriteStartObject("value");
        json.WriteString("messaging_product", "whatsapp");
        json.WriteStartObject("metadata");
        json.WriteString("display_phone_number", options.DisplayPhoneNumber);
        json.WriteString("phone_number_id", options.PhoneNumberId);
        json.WriteEndObject();
        if (contact is not null)
            WriteContact(json, contact);
        json.WriteStartArray(list);
        json.WriteStartObject();
        element(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContact(Utf8JsonWriter json, SimulatedPerson contact)
    {
        json.WriteStartArray("contacts");
        json.WriteStartObject();
        json.WriteStartObject("profile");
        json.WriteString("name", contact.Name);
        json.WriteEndObject();
        if (contact.PhoneNumber is { } number)
            json.WriteString("wa_id", number);
        json.WriteString("user_id", contact.UserId);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteContext(Utf8JsonWriter json, string contextWamid)
    {
        json.WriteStartObject("context");
        json.WriteString("from", options.DisplayPhoneNumber);
        json.WriteString("id", contextWamid);
        json.WriteEndObject();
    }

    /// <summary>A string of Unix seconds.</summary>
    private static void WriteTimestamp(Utf8JsonWriter json, DateTimeOffset at) =>
        json.WriteString("timestamp", $"{at.ToUnixTimeSeconds()}");

    /// <summary>Per-message pricing; service messages are billable since 2026-10-01.</summary>
    private static void WritePricing(Utf8JsonWriter json)
    {
        json.WriteStartObject("pricing");
        json.WriteBoolean("billable", true);
        json.WriteString("pricing_model", "PMP");
        json.WriteString("type", "regular");
        json.WriteString("category", "service");
        json.WriteEndObject();
    }
}
