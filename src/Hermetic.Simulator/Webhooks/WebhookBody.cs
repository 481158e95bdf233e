using System.Text.Json;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// Writes webhook bodies around updates. Written by hand and not with the types of Hermetic.WhatsApp, so that
/// its reader and this writer cannot share a mistake.
/// </summary>
internal sealed class WebhookBody(SimulatorOptions options)
{
    /// <summary>How many updates Meta puts into one body at most.</summary>
    public const int MostUpdates = 1000;

    public byte[] Write(WebhookUpdate update) => Write([update]);

    /// <summary>
    /// One entry, one change for each run of updates that share field, list and person; account fields get
    /// an entry of their own, which carries the time.
    /// </summary>
    public byte[] Write(IReadOnlyList<WebhookUpdate> updates) => MetaEscaping.Escape(MetaJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "whatsapp_business_account");
        json.WriteStartArray("entry");
        var plain = updates.Where(static update => update.Time is null).ToList();
        if (plain.Count > 0)
            WriteEntry(json, time: null, plain);
        foreach (var update in updates.Where(static update => update.Time is not null))
            WriteEntry(json, update.Time, [update]);
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private void WriteEntry(Utf8JsonWriter json, DateTimeOffset? time, List<WebhookUpdate> updates)
    {
        json.WriteStartObject();
        json.WriteString("id", options.BusinessAccountId);
        if (time is { } at)
            json.WriteNumber("time", at.ToUnixTimeSeconds());
        json.WriteStartArray("changes");
        for (var first = 0; first < updates.Count;)
        {
            var next = first + 1;
            while (next < updates.Count && Together(updates[first], updates[next]))
                next++;
            WriteChange(json, updates.GetRange(first, next - first));
            first = next;
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool Together(WebhookUpdate one, WebhookUpdate other) =>
        one.List is not null && one.Field == other.Field && one.List == other.List
        && one.Contact == other.Contact;

    private void WriteChange(Utf8JsonWriter json, List<WebhookUpdate> updates)
    {
        json.WriteStartObject();
        if (updates[0].List is null)
            json.WriteRaw("value", updates[0].Element);
        else
            WriteValue(json, updates);
        json.WriteString("field", updates[0].Field);
        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, List<WebhookUpdate> updates)
    {
        json.WriteStartObject("value");
        json.WriteString("messaging_product", "whatsapp");
        json.WriteStartObject("metadata");
        json.WriteString("display_phone_number", options.DisplayPhoneNumber);
        json.WriteString("phone_number_id", options.PhoneNumberId);
        json.WriteEndObject();
        updates[0].WriteContact(json);
        json.WriteStartArray(updates[0].List!);
        foreach (var update in updates)
            json.WriteRawValue(update.Element, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
