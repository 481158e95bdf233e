using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>What stands above the body of buttons: a line of text, or a picture, film or document that was
/// uploaded.</summary>
public sealed class InteractiveHeader
{
    private readonly byte[] _type;
    private readonly ReadOnlyMemory<byte> _text;
    private readonly MediaId? _media;

    private InteractiveHeader(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> text, MediaId? media) =>
        (_type, _text, _media) = (type.ToArray(), text, media);

    /// <summary>A line of 1 to 60 characters.</summary>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static InteractiveHeader Text(ReadOnlyMemory<byte> text) =>
        new("text"u8, WireText.Require(text, 60, "header"), media: null);

    /// <summary>An image.</summary>
    public static InteractiveHeader Image(MediaId id) => new("image"u8, default, id);

    /// <summary>A video.</summary>
    public static InteractiveHeader Video(MediaId id) => new("video"u8, default, id);

    /// <summary>A document.</summary>
    public static InteractiveHeader Document(MediaId id) => new("document"u8, default, id);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("header"u8);
        writer.WriteString("type"u8, _type);
        writer.WriteText("text"u8, _text);
        _media?.Write(writer, _type);
        writer.WriteEndObject();
    }
}
