namespace Hermetic.WhatsApp;

/// <summary><c>identity</c>: the state of the sender's encryption key; sent when identity changes are
/// switched on.</summary>
/// <param name="Hash">The hash to send along as <c>recipient_identity_key_hash</c>.</param>
/// <param name="IsAcknowledged">The business has accepted the change; null when not said.</param>
/// <param name="CreatedAt">Since when; null when absent.</param>
public sealed record IdentityKey(JsonText Hash, bool? IsAcknowledged, DateTimeOffset? CreatedAt)
{
    internal static IdentityKey? From(JsonObject? identity) =>
        identity?.Text("hash"u8) is { } hash
            ? new(hash, identity["acknowledged"u8]?.Boolean, identity.Time("created_timestamp"u8))
            : null;
}
