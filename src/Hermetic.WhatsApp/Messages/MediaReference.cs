namespace Hermetic.WhatsApp;

/// <summary>A file that lies at Meta: what a media message points to. The id lives 7 days, the address 5
/// minutes.</summary>
/// <param name="Id">The media id, with which the address is asked for.</param>
/// <param name="MimeType">What the sender's app says it is, parameters included; null when absent.</param>
/// <param name="Sha256">SHA-256 of the file, base64 or hex as it came; null when absent.</param>
/// <param name="Url">The address (since November 2025); never fetched with the token unless its host is
/// allowed. Null when absent.</param>
public sealed record MediaReference(JsonText Id, JsonText? MimeType, JsonText? Sha256, JsonText? Url)
{
    /// <summary>Null without an id: there is nothing to fetch.</summary>
    internal static MediaReference? From(JsonObject? media) =>
        media?.Text("id"u8) is { } id
            ? new(id, media.Text("mime_type"u8), media.Text("sha256"u8), media.Text("url"u8))
            : null;
}
