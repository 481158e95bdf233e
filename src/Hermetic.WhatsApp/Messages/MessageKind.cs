using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>One kind of message: its <c>type</c>, for some also the <c>type</c> inside, and how it is
/// read.</summary>
/// <remarks>A kind that is documented but not typed has no reader: its messages are parked under its
/// name.</remarks>
internal sealed class MessageKind
{
    private readonly byte[] _type;
    private readonly byte[]? _subtype;

    public MessageKind(string type, string? subtype = null, Func<JsonObject, MessageContent?>? read = null)
    {
        _type = Encoding.UTF8.GetBytes(type);
        _subtype = subtype is null ? null : Encoding.UTF8.GetBytes(subtype);
        var path = subtype is null ? type : $"{type}/{subtype}";
        (Name, EchoName, Read) = ($"message:{path}", $"echo:{path}", read);
    }

    /// <summary>Such as <c>message:interactive/button_reply</c>.</summary>
    public string Name { get; }

    /// <summary>The same for a message that the business sent with its phone app.</summary>
    public string EchoName { get; }

    /// <summary>Reads the content from the message object; null when it has not the documented
    /// shape.</summary>
    public Func<JsonObject, MessageContent?>? Read { get; }

    /// <summary>Whether this kind is the one; a kind without a subtype takes any.</summary>
    public bool Matches(JsonText type, JsonText? subtype) =>
        type.ValueEquals(_type)
        && (_subtype is null || (subtype is { } inner && inner.ValueEquals(_subtype)));
}
