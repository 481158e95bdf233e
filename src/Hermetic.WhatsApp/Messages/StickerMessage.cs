namespace Hermetic.WhatsApp;

/// <summary>A sticker (<c>sticker</c>).</summary>
/// <param name="Media">The file.</param>
/// <param name="IsAnimated">It moves.</param>
public sealed record StickerMessage(MediaReference Media, bool IsAnimated) : MediaMessage(Media)
{
    internal static readonly MessageKind Kind = new("sticker", read: Read);

    private static StickerMessage? Read(JsonObject message) =>
        message.Object("sticker"u8) is { } sticker && MediaReference.From(sticker) is { } media
            ? new(media, sticker.IsTrue("animated"u8))
            : null;
}
