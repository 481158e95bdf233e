namespace Hermetic.Simulator;

/// <summary>Real bytes behind a media message.</summary>
/// <param name="Content">The file; what the service downloads.</param>
/// <param name="MimeType">Such as <c>image/jpeg</c> or <c>audio/ogg; codecs=opus</c>.</param>
public sealed record MediaFile(ReadOnlyMemory<byte> Content, string MimeType)
{
    /// <summary>Images, videos and documents may have one.</summary>
    public string? Caption { get; init; }

    /// <summary>Documents have one.</summary>
    public string? Filename { get; init; }

    /// <summary>Audio: recorded in the chat, not attached.</summary>
    public bool? Voice { get; init; }

    /// <summary>Stickers.</summary>
    public bool? Animated { get; init; }
}
