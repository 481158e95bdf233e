namespace Hermetic.Simulator.Media;

/// <summary>A file at Meta.</summary>
/// <param name="Id">Decimal digits.</param>
/// <param name="Sha256">32 bytes.</param>
/// <param name="Until">From then on the id is unknown.</param>
internal sealed record StoredMedia(string Id, MediaFile File, byte[] Sha256, DateTimeOffset Until)
{
    /// <summary>The download URL that the webhook itself carries; lives 5 minutes like every other.</summary>
    public string? WebhookUrl { get; init; }
}
