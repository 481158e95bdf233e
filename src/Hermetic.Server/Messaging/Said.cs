using Hermetic.Assistant;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>What a message is to the assistant and to staff; WhatsApp's kinds end here.</summary>
internal static class Said
{
    /// <summary>The newest wording: an edit is what it says now.</summary>
    internal static MessageContent Newest(MessageContent content) =>
        content is MessageEdit edit ? edit.Content : content;

    /// <summary>What the assistant hears; null for what it cannot read.</summary>
    internal static JsonText? Heard(MessageContent content) => content switch
    {
        TextMessage text => text.Body,
        ButtonReply button => button.ButtonId,
        ListReply list => list.RowId,
        QuickReply quick => quick.Text,
        _ => null,
    };

    /// <summary>What staff read; null for what has no words.</summary>
    internal static JsonText? Shown(MessageContent content) => content switch
    {
        TextMessage text => text.Body,
        ButtonReply button => button.Title,
        ListReply list => list.Title,
        QuickReply quick => quick.Text,
        ImageMessage image => image.Caption,
        VideoMessage video => video.Caption,
        DocumentMessage document => document.Caption ?? document.FileName,
        LocationMessage location => location.Name ?? location.Address,
        Reaction reaction => reaction.Emoji,
        OrderMessage order => order.Text,
        FlowCompletion flow => flow.Body,
        NumberChange { Body: var notice } => notice,
        UserIdChange { Body: var notice } => notice,
        IdentityKeyChange { Body: var notice } => notice,
        _ => null,
    };

    /// <summary>
    /// Whether somebody said something. A reaction, a call and a notice of the system are kept and not answered; but for
    /// the call, none opens the 24-hour window (whether a reaction does is not known: it does not here).
    /// </summary>
    internal static bool IsUtterance(MessageContent content) =>
        !IsNotice(content) && content is not (Reaction or CallPermissionReply or IncomingCall);

    /// <summary>Whether the 24-hour window counts from it: a call opens it as well, and is answered by nobody here.</summary>
    internal static bool OpensWindow(MessageContent content) => IsUtterance(content) || content is IncomingCall;

    /// <summary>WhatsApp's own words about a person, who did not say anything.</summary>
    internal static bool IsNotice(MessageContent content) => content is NumberChange or UserIdChange or IdentityKeyChange;

    internal static UnreadableKind Unreadable(MessageContent content) => content switch
    {
        AudioMessage => UnreadableKind.Voice,
        ImageMessage => UnreadableKind.Image,
        VideoMessage => UnreadableKind.Video,
        DocumentMessage => UnreadableKind.Document,
        StickerMessage => UnreadableKind.Sticker,
        LocationMessage => UnreadableKind.Location,
        ContactsMessage => UnreadableKind.Contact,
        _ => UnreadableKind.Other,
    };
}
