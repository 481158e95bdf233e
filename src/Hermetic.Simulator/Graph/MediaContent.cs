using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// A send of an image, audio, video, document or sticker: by media id or by link, not both.
/// </summary>
internal static class MediaContent
{
    private const int CaptionLimit = 1024;

    /// <exception cref="InvalidSendException">The first rule that the message breaks.</exception>
    public static SendRequest Read(JsonElement body, SendRequest request)
    {
        var kind = body.Text("type")!;
        var media = SendRules.RequiredObject(body, kind);
        var (id, link) = (media.Text("id"), media.Text("link"));
        if (id is null == link is null)
            throw new InvalidSendException(GraphError.Invalid(
                $"Param {kind} must have either id or link, and not both."));
        var caption = SendRules.Limited(media.Text("caption"), $"{kind}['caption']", CaptionLimit);
        if (caption is not null && kind is ("audio" or "sticker"))
            throw SendRules.Broken($"Parameter '{kind}' takes no caption.");
        if (media.Text("filename") is not null && kind != "document")
            throw SendRules.Broken($"Parameter '{kind}' takes no filename.");
        return request with
        {
            Kind = kind,
            Text = caption ?? "",
            MediaId = id,
            Link = link is null ? null : SendRules.Link(link, $"{kind}['link']"),
            Filename = SendRules.Limited(media.Text("filename"), "document['filename']", limit: 240),
        };
    }
}
