using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A picture, film, recording, document or sticker that was uploaded before.
/// By id only: a link would have Meta fetch it from the business's servers.</summary>
public sealed class OutboundMedia : OutboundMessage
{
    private readonly byte[] _type;
    private readonly MediaId _id;
    private ReadOnlyMemory<byte> _caption;
    private ReadOnlyMemory<byte> _fileName;
    private bool _isVoice;

    private OutboundMedia(ReadOnlySpan<byte> type, MediaId id) => (_type, _id) = (type.ToArray(), id);

    /// <summary>An image.</summary>
    /// <param name="id">What was uploaded.</param>
    /// <param name="caption">Up to 1024 characters; empty when there is none.</param>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public static OutboundMedia Image(MediaId id, ReadOnlyMemory<byte> caption = default) =>
        new("image"u8, id) { _caption = Caption(caption) };

    /// <summary>A video.</summary>
    /// <inheritdoc cref="Image"/>
    public static OutboundMedia Video(MediaId id, ReadOnlyMemory<byte> caption = default) =>
        new("video"u8, id) { _caption = Caption(caption) };

    /// <summary>A document.</summary>
    /// <param name="id">What was uploaded.</param>
    /// <param name="fileName">What it is called on the phone, with an ending; up to 240 characters, empty
    /// when not given.</param>
    /// <param name="caption">Up to 1024 characters; empty when there is none.</param>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public static OutboundMedia Document(
        MediaId id, ReadOnlyMemory<byte> fileName = default, ReadOnlyMemory<byte> caption = default) =>
        new("document"u8, id)
        {
            _caption = Caption(caption),
            _fileName = WireText.Allow(fileName, 240, "name of a file"),
        };

    /// <summary>A recording.</summary>
    /// <param name="id">What was uploaded.</param>
    /// <param name="isVoice">Whether it is shown as a voice message (Ogg with Opus only).</param>
    public static OutboundMedia Audio(MediaId id, bool isVoice = false) =>
        new("audio"u8, id) { _isVoice = isVoice };

    /// <summary>A sticker (WebP).</summary>
    public static OutboundMedia Sticker(MediaId id) => new("sticker"u8, id);

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, _type);
        writer.WriteStartObject(_type);
        writer.WriteString("id"u8, _id.Value);
        writer.WriteText("caption"u8, _caption);
        writer.WriteText("filename"u8, _fileName);
        if (_isVoice)
            writer.WriteBoolean("voice"u8, true);
        writer.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Caption(ReadOnlyMemory<byte> caption) =>
        WireText.Allow(caption, 1024, "caption");
}
