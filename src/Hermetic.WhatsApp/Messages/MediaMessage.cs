namespace Hermetic.WhatsApp;

/// <summary>A message that is a file: picture, video, document, sound or sticker.</summary>
public abstract record MediaMessage : MessageContent
{
    private protected MediaMessage(MediaReference media) => Media = media;

    /// <summary>The file.</summary>
    public MediaReference Media { get; init; }
}
