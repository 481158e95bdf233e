using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Load;

/// <summary>Webhook bodies as the Cloud API sends them.</summary>
public static class WebhookBodies
{
    /// <summary>One body with as many elements as there are messages, in their order.</summary>
    public static byte[] Messages(string phoneNumberId, IReadOnlyList<PersonMessage> messages) =>
        Envelope(phoneNumberId, json =>
        {
            json.WriteStartArray("contacts");
            foreach (var person in messages.Select(message => message.Person).Distinct())
                WriteContact(json, person);
            json.WriteEndArray();
            json.WriteStartArray("messages");
            foreach (var message in messages)
                WriteMessage(json, message);
            json.WriteEndArray();
        });

    public static byte[] Statuses(string phoneNumberId, IReadOnlyList<(AcceptedMessage Message, string Status)> statuses) =>
        Envelope(phoneNumberId, json =>
        {
            json.WriteStartArray("statuses");
            foreach (var (message, status) in statuses)
            {
                json.WriteStartObject();
                json.WriteString("id", message.Wamid);
                json.WriteString("status", status);
                json.WriteString("timestamp", Now());
                json.WriteString("recipient_id", message.To);
                if (message.Attempt is not null)
                    json.WriteString("biz_opaque_callback_data", message.Attempt);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    private static void WriteContact(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject();
        json.WriteStartObject("profile");
        json.WriteString("name", person.Name);
        json.WriteEndObject();
        json.WriteString("wa_id", person.Phone);
        json.WriteString("user_id", person.UserId);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, PersonMessage message)
    {
        json.WriteStartObject();
        json.WriteString("from", message.Person.Phone);
        json.WriteString("from_user_id", message.Person.UserId);
        json.WriteString("id", message.Wamid);
        json.WriteString("timestamp", Now());
        json.WriteString("type", "text");
        json.WriteStartObject("text");
        json.WriteString("body", message.Says);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Envelope(string phoneNumberId, Action<Utf8JsonWriter> fill)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("object", "whatsapp_business_account");
            json.WriteStartArray("entry");
            json.WriteStartObject();
            json.WriteString("id", "102290129340398");
            json.WriteStartArray("changes");
            json.WriteStartObject();
            json.WriteString("field", "messages");
            json.WriteStartObject("value");
            json.WriteString("messaging_product", "whatsapp");
            json.WriteStartObject("metadata");
            json.WriteString("display_phone_number", "15550783881");
            json.WriteString("phone_number_id", phoneNumberId);
            json.WriteEndObject();
            fill(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static string Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
