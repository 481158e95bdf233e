namespace Hermetic.WhatsApp;

/// <summary>The sender has another phone number now (<c>system/user_changed_number</c>). The message's sender
/// is the old one.</summary>
/// <param name="NewIdentity">The new number, and the new user id where it is given.</param>
/// <param name="Body">WhatsApp's sentence about it, with the name in it; never parsed, since people choose
/// their names. Null when absent.</param>
public sealed record NumberChange(SenderIdentity NewIdentity, JsonText? Body) : MessageContent
{
    internal static readonly MessageKind Kind = new("system", "user_changed_number", Read);

    private static NumberChange? Read(JsonObject message) =>
        message.Object("system"u8) is { } system
        && SenderIdentity.Read(system, IdentityNames.Contact, out var malformed) is { } identity
        && identity.PhoneNumber is not null
        && !malformed
            ? new(identity, system.Text("body"u8))
            : null;
}
