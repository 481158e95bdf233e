namespace Hermetic.WhatsApp;

/// <summary>The answer to a request to be called (<c>interactive/call_permission_reply</c>).</summary>
/// <param name="Response">What was answered.</param>
/// <param name="IsPermanent">Until taken back.</param>
/// <param name="ExpiresAt">Until when the business may call; null when not given.</param>
public sealed record CallPermissionReply(CallPermission Response, bool IsPermanent, DateTimeOffset? ExpiresAt)
    : MessageContent
{
    internal static readonly MessageKind Kind = new("interactive", "call_permission_reply", Read);

    private static CallPermissionReply? Read(JsonObject message) =>
        message.Object("interactive"u8)?.Object("call_permission_reply"u8) is { } reply
        && reply.Text("response"u8) is { } response
            ? new(
                WireWord<CallPermission>.Read(response),
                reply.IsTrue("is_permanent"u8),
                reply.Time("expiration_timestamp"u8))
            : null;
}

/// <summary>Whether the business may call.</summary>
public enum CallPermission
{
    /// <summary>A word nobody documented: no permission.</summary>
    Unknown = 0,

    /// <summary>It may.</summary>
    Accept,

    /// <summary>It may not.</summary>
    Reject,
}
