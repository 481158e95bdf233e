namespace Hermetic.WhatsApp;

/// <summary>The sender's encryption key changed, as with a new telephone
/// (<c>system/customer_identity_changed</c>). <see cref="InboundMessage.IdentityKey"/> has the new
/// hash.</summary>
/// <param name="Body">WhatsApp's sentence about it; null when absent.</param>
public sealed record IdentityKeyChange(JsonText? Body) : MessageContent
{
    internal static readonly MessageKind Kind = new("system", "customer_identity_changed", Read);

    private static IdentityKeyChange? Read(JsonObject message) =>
        message.Object("system"u8) is { } system ? new(system.Text("body"u8)) : null;
}
