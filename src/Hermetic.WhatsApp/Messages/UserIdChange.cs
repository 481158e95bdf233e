namespace Hermetic.WhatsApp;

/// <summary>The sender has another user id now (<c>system/user_changed_user_id</c>): the conversation moves
/// along.</summary>
/// <param name="NewIdentity">The new user id, and the number where it is given.</param>
/// <param name="PreviousUserId">The user id until now; null when WhatsApp leaves it to
/// <c>user_id_update</c>.</param>
/// <param name="Body">WhatsApp's sentence about it, with the name in it; never parsed, since people choose
/// their names. Null when absent.</param>
public sealed record UserIdChange(SenderIdentity NewIdentity, JsonText? PreviousUserId, JsonText? Body)
    : MessageContent
{
    internal static readonly MessageKind Kind = new("system", "user_changed_user_id", Read);

    private static UserIdChange? Read(JsonObject message)
    {
        if (message.Object("system"u8) is not { } system)
            return null;
        var identity = SenderIdentity.Read(system, IdentityNames.Contact, out var malformed);
        var previous = SenderIdentity.OfUser(system["previous_user_id"u8], out var odd);
        return malformed || odd || identity?.UserId is null
            ? null
            : new(identity, previous?.UserId, system.Text("body"u8));
    }
}
