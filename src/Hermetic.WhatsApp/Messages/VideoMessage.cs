namespace Hermetic.WhatsApp;

/// <summary>A video (<c>video</c>).</summary>
/// <param name="Media">The file.</param>
/// <param name="Caption">The words below it, at most 1024 characters; null when none.</param>
public sealed record VideoMessage(MediaReference Media, JsonText? Caption) : MediaMessage(Media)
{
    internal static readonly MessageKind Kind = new("video", read: Read);

    private static VideoMessage? Read(JsonObject message) =>
        message.Object("video"u8) is { } video && MediaReference.From(video) is { } media
            ? new(media, video.Text("caption"u8))
            : null;
}
