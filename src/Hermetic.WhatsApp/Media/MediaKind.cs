namespace Hermetic.WhatsApp;

/// <summary>The kinds of files. The zero value is the one with the smallest limit.</summary>
public enum MediaKind
{
    /// <summary>A sticker: up to 500 KiB.</summary>
    Sticker = 0,

    /// <summary>An image: up to 5 MiB.</summary>
    Image,

    /// <summary>A recording: up to 16 MiB.</summary>
    Audio,

    /// <summary>A video: up to 16 MiB.</summary>
    Video,

    /// <summary>A document: up to 100 MiB.</summary>
    Document,
}
