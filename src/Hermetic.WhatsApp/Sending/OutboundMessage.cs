using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// A message to send; one class for each kind. Texts are UTF-8 bytes that stay the caller's: they are read
/// when the request is written, so they may be wiped once the send has returned. Lengths count UTF-16 units,
/// the strictest reading of "characters" in Meta's limits.
/// </summary>
public abstract class OutboundMessage
{
    private protected OutboundMessage()
    {
    }

    /// <summary>A text message, without link preview.</summary>
    /// <param name="body">1 to 4096 characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static OutboundMessage Text(ReadOnlyMemory<byte> body) => new OutboundText(body);

    /// <summary>A text with reply buttons under it.</summary>
    /// <param name="body">1 to 1024 characters.</param>
    /// <param name="buttons">1 to 3, with different ids and different titles.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or the wrong number of
    /// buttons.</exception>
    public static OutboundMessage Buttons(
        ReadOnlyMemory<byte> body, params ReadOnlySpan<ReplyButton> buttons) =>
        new OutboundButtons(body, buttons);

    /// <summary>Writes <c>type</c> and the member of that name.</summary>
    internal abstract void Write(Utf8JsonWriter writer);
}
