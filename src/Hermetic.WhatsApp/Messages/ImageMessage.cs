namespace Hermetic.WhatsApp;

/// <summary>A picture (<c>image</c>).</summary>
/// <param name="Media">The file.</param>
/// <param name="Caption">The words below it, at most 1024 characters; null when none.</param>
public sealed record ImageMessage(MediaReference Media, JsonText? Caption) : MediaMessage(Media)
{
    internal static readonly MessageKind Kind = new("image", read: Read);

    private static ImageMessage? Read(JsonObject message) =>
        message.Object("image"u8) is { } image && MediaReference.From(image) is { } media
            ? new(media, image.Text("caption"u8))
            : null;
}
