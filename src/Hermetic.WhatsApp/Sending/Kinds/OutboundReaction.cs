using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>An emoji on a message of the person, or its removal.</summary>
public sealed class OutboundReaction : OutboundMessage
{
    // The longest emoji of Unicode 17 are families with skin tones; this leaves room for longer ones.
    private const int MostEmoji = 64;
    private readonly ReadOnlyMemory<byte> _wamid;
    private readonly ReadOnlyMemory<byte> _emoji;

    private OutboundReaction(ReadOnlyMemory<byte> wamid, ReadOnlyMemory<byte> emoji) =>
        (_wamid, _emoji) = (WireText.Require(wamid, 512, "id of a message"), emoji);

    /// <summary>Puts an emoji on a message; it replaces the one before.</summary>
    /// <param name="wamid">The message's id, as UTF-8.</param>
    /// <param name="emoji">One emoji, as UTF-8.</param>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static OutboundReaction With(ReadOnlyMemory<byte> wamid, ReadOnlyMemory<byte> emoji) =>
        new(wamid, WireText.Require(emoji, MostEmoji, "emoji"));

    /// <summary>Takes the emoji off a message.</summary>
    /// <param name="wamid">The message's id, as UTF-8.</param>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static OutboundReaction Removal(ReadOnlyMemory<byte> wamid) => new(wamid, default);

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "reaction"u8);
        writer.WriteStartObject("reaction"u8);
        writer.WriteString("message_id"u8, _wamid.Span);
        writer.WriteString("emoji"u8, _emoji.Span);
        writer.WriteEndObject();
    }
}
