namespace Hermetic.WhatsApp;

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
