using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A text message, without link preview: a preview would be fetched by a third party.</summary>
/// <param name="body">1 to 4096 characters.</param>
/// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
public sealed class OutboundText(ReadOnlyMemory<byte> body) : OutboundMessage
{
    private readonly ReadOnlyMemory<byte> _body = WireText.Require(body, 4096, "text");

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "text"u8);
        writer.WriteStartObject("text"u8);
        writer.WriteBoolean("preview_url"u8, false);
        writer.WriteString("body"u8, _body.Span);
        writer.WriteEndObject();
    }
}
