namespace Hermetic.WhatsApp;

/// <summary>A document (<c>document</c>).</summary>
/// <param name="Media">The file.</param>
/// <param name="FileName">The name it had with the sender; a name, never a path to write to. Null when
/// absent.</param>
/// <param name="Caption">The words below it, at most 1024 characters; null when none.</param>
public sealed record DocumentMessage(MediaReference Media, JsonText? FileName, JsonText? Caption)
    : MediaMessage(Media)
{
    internal static readonly MessageKind Kind = new("document", read: Read);

    private static DocumentMessage? Read(JsonObject message) =>
        message.Object("document"u8) is { } document && MediaReference.From(document) is { } media
            ? new(media, document.Text("filename"u8), document.Text("caption"u8))
            : null;
}
