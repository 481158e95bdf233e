namespace Hermetic.WhatsApp;

/// <summary><c>context</c>: what a message answers, or that it was forwarded.</summary>
/// <param name="MessageId">The wamid of the message answered; null for a forwarded one.</param>
/// <param name="Sender">Who sent that message, as it came; not validated.</param>
/// <param name="IsForwarded">Forwarded, once or often: not the sender's own words.</param>
public sealed record MessageContext(JsonText? MessageId, JsonText? Sender, bool IsForwarded)
{
    internal static MessageContext? From(JsonObject? context) =>
        context is null
            ? null
            : new(
                context.Text("id"u8),
                context.Text("from"u8),
                IsTrue(context["forwarded"u8]) || IsTrue(context["frequently_forwarded"u8]));

    private static bool IsTrue(JsonSlice? slice) => slice?.Type == System.Text.Json.JsonTokenType.True;
}
