namespace Hermetic.WhatsApp;

/// <summary>A sound (<c>audio</c>).</summary>
/// <param name="Media">The file.</param>
/// <param name="IsVoice">Spoken into WhatsApp, not a file.</param>
public sealed record AudioMessage(MediaReference Media, bool IsVoice) : MediaMessage(Media)
{
    internal static readonly MessageKind Kind = new("audio", read: Read);

    private static AudioMessage? Read(JsonObject message) =>
        message.Object("audio"u8) is { } audio && MediaReference.From(audio) is { } media
            ? new(media, audio.IsTrue("voice"u8))
            : null;
}
