namespace Hermetic.WhatsApp;

/// <summary><c>conversation</c> of a status.</summary>
/// <param name="Id">Meta's id of it; null when absent.</param>
/// <param name="ExpiresAt">Until when it lasts; null when not said.</param>
/// <param name="Origin">What it began with, in the words of the rates.</param>
public sealed record MessageConversation(JsonText? Id, DateTimeOffset? ExpiresAt, PricingCategory Origin)
{
    internal static MessageConversation? From(JsonObject? conversation) =>
        conversation is null
            ? null
            : new(
                conversation.Text("id"u8),
                conversation.Time("expiration_timestamp"u8),
                WireWord<PricingCategory>.Read(conversation.Object("origin"u8)?.Text("type"u8)));
}
