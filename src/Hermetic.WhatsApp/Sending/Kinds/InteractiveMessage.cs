using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>What all messages with something to press have in common: a body, and around it perhaps a header
/// and a footer.</summary>
public abstract class InteractiveMessage : OutboundMessage
{
    private readonly byte[] _type;
    private readonly ReadOnlyMemory<byte> _body;

    private protected InteractiveMessage(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> body, int mostBody) =>
        (_type, _body) = (type.ToArray(), WireText.Require(body, mostBody, "text"));

    /// <summary>What stands under the body: up to 60 characters; empty when nothing does.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> Footer
    {
        get;
        init => field = WireText.Allow(value, 60, "footer");
    }

    internal sealed override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "interactive"u8);
        writer.WriteStartObject("interactive"u8);
        writer.WriteString("type"u8, _type);
        WriteHeader(writer);
        WriteBlock(writer, "body"u8, _body);
        if (!Footer.IsEmpty)
            WriteBlock(writer, "footer"u8, Footer);
        writer.WriteStartObject("action"u8);
        WriteAction(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private protected abstract void WriteHeader(Utf8JsonWriter writer);

    /// <summary>Writes the members of <c>action</c>.</summary>
    private protected abstract void WriteAction(Utf8JsonWriter writer);

    private static void WriteBlock(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text"u8, text.Span);
        writer.WriteEndObject();
    }
}
