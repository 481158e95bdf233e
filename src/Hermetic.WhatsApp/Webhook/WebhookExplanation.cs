using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// What a body contained, for a person to read:
/// <c>{"items":[{"kind","id"}],"parked":[{"reason","count"}]}</c>.
/// Ids are personal data: this goes to whoever supplied the body, never to a log.
/// </summary>
public static class WebhookExplanation
{
    /// <summary>
    /// Writes one object. Items are the typed elements in the order of the body; parked ones are counted per
    /// reason, in snake_case (<c>unknown_message_type</c>), in the order of <see cref="ParkReason"/>.
    /// </summary>
    public static void WriteJson(WebhookContent content, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var element in content.Elements)
            WriteItem(element, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("parked"u8);
        var counts = content.Parked.CountBy(parked => parked.Reason).OrderBy(pair => pair.Key);
        foreach (var (reason, count) in counts)
            WriteCount(reason, count, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes an element's JSON for a person to read, with everything that was said in it.</summary>
    /// <param name="raw">The element as it came (<see cref="WebhookElement.Raw"/>).</param>
    /// <param name="output">Gets UTF-8, indented.</param>
    public static void WriteContent(ReadOnlyMemory<byte> raw, Stream output) => IndentedJson.Write(raw, output);

    private static void WriteItem(WebhookElement element, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, element.Kind);
        var id = new byte[element.Id.MaxLength];
        writer.WriteString("id"u8, id.AsSpan(0, element.Id.Unescape(id)));
        writer.WriteEndObject();
    }

    private static void WriteCount(ParkReason reason, int count, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("reason"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));
        writer.WriteNumber("count"u8, count);
        writer.WriteEndObject();
    }
}
