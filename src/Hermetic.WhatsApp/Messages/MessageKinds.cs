namespace Hermetic.WhatsApp;

/// <summary>The table of all kinds of messages that Meta documents. A new kind is one row here and one
/// file.</summary>
internal static class MessageKinds
{
    // A row without a subtype stands after the rows that have one: the first match counts.
    private static readonly MessageKind[] s_all =
    [
        TextMessage.Kind,
        ButtonReply.Kind,
        ListReply.Kind,
        QuickReply.Kind,
        new("interactive", "nfm_reply"),
        new("interactive", "call_permission_reply"),
        new("interactive", "product"),
        new("interactive"),
        new("image"),
        new("video"),
        new("document"),
        new("audio"),
        new("sticker"),
        new("location"),
        new("contacts"),
        new("reaction"),
        new("order"),
        new("system", "user_changed_number"),
        new("system", "user_changed_user_id"),
        new("system", "customer_identity_changed"),
        new("system"),
        new("edit"),
        new("revoke"),
        new("unsupported"),
        new("unknown"),
    ];

    /// <summary>The kind of a message or echo object; null when it has no type or an undocumented
    /// one.</summary>
    public static MessageKind? Find(JsonObject message)
    {
        if (message.Text("type"u8) is not { } type)
            return null;
        var subtype = ReadSubtype(message, type);
        return Array.Find(s_all, kind => kind.Matches(type, subtype));
    }

    private static JsonText? ReadSubtype(JsonObject message, JsonText type) =>
        type.ValueEquals("interactive"u8) ? message.Object("interactive"u8)?.Text("type"u8)
        : type.ValueEquals("system"u8) ? message.Object("system"u8)?.Text("type"u8)
        : null;
}
