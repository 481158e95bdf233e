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

/// <summary>What WhatsApp allows of a kind (Meta, "Media", Supported media types).</summary>
public static class MediaLimit
{
    /// <summary>The most bytes that a file of this kind may have.</summary>
    public static long Of(MediaKind kind) => kind switch
    {
        MediaKind.Image => 5 << 20,
        MediaKind.Audio or MediaKind.Video => 16 << 20,
        MediaKind.Document => 100 << 20,
        _ => 500 << 10,
    };
}
