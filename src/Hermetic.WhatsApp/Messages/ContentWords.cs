namespace Hermetic.WhatsApp;

/// <summary>What a message is, in a few words without what it says.</summary>
internal static class ContentWords
{
    public static string Of(MessageContent content) => content switch
    {
        TextMessage => "text",
        MediaMessage media => OfMedia(media),
        LocationMessage { Name: not null } => "place with a name",
        LocationMessage => "place",
        ContactsMessage { Contacts: [{ Origin: ContactOrigin.ContactRequest }] } =>
            "own contact card, as asked",
        ContactsMessage contacts => ElementWords.Count(contacts.Contacts.Count, "contact card"),
        ButtonReply => "press of a button",
        ListReply => "choice from a list",
        QuickReply => "press of a template's button",
        FlowCompletion => "completed form",
        CallPermissionReply reply => OfPermission(reply),
        ProductReply => "product chosen",
        Reaction { IsRemoval: true } => "reaction taken off",
        Reaction => "reaction",
        OrderMessage { Text: not null } order => $"order of {Lines(order)} with words",
        OrderMessage order => $"order of {Lines(order)}",
        NumberChange => "change of phone number",
        UserIdChange => "change of user id",
        IdentityKeyChange => "change of encryption key",
        IncomingCall => "call",
        MessageEdit edit => $"edit of an earlier message: {Of(edit.Content)}",
        MessageRevocation => "an earlier message deleted",
        UnsupportedMessage => "something that WhatsApp does not hand over",
        _ => throw new ArgumentOutOfRangeException(nameof(content)),
    };

    private static string OfMedia(MediaMessage media)
    {
        var (what, caption) = media switch
        {
            ImageMessage image => ("picture", image.Caption),
            VideoMessage video => ("video", video.Caption),
            DocumentMessage document => ("document", document.Caption),
            AudioMessage { IsVoice: true } => ("voice message", null),
            AudioMessage => ("sound", null),
            StickerMessage => ("sticker", null),
            _ => throw new ArgumentOutOfRangeException(nameof(media)),
        };
        return caption is null ? what : $"{what} with a caption";
    }

    private static string OfPermission(CallPermissionReply reply) => reply.Response switch
    {
        CallPermission.Accept => "asks to be called",
        CallPermission.Reject => "asks not to be called",
        _ => "unclear answer about calls",
    };

    private static string Lines(OrderMessage order) => ElementWords.Count(order.Items.Count, "line");
}
