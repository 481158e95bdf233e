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
        FlowCompletion.Kind,
        CallPermissionReply.Kind,
        ProductReply.Kind,
        new("interactive"),
        ImageMessage.Kind,
        VideoMessage.Kind,
        DocumentMessage.Kind,
        AudioMessage.Kind,
        StickerMessage.Kind,
        LocationMessage.Kind,
        ContactsMessage.Kind,
        Reaction.Kind,
        OrderMessage.Kind,
        NumberChange.Kind,
        UserIdChange.Kind,
        IdentityKeyChange.Kind,
        new("system"),
        MessageEdit.Kind,
        MessageRevocation.Kind,
        UnsupportedMessage.Kind,
        UnsupportedMessage.LegacyKind,
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
