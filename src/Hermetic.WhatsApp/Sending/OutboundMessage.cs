using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hermetic.WhatsApp;

/// <summary>
/// A message to send. Texts are UTF-8 bytes that stay the caller's: they are read when the request is
/// written,
/// so they may be wiped once the send has returned. Lengths count UTF-16 units, the strictest reading of
/// "characters" in Meta's limits.
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
        new OutboundButtons(body, [.. buttons]);

    /// <summary>Writes <c>type</c> and the member of that name.</summary>
    internal abstract void Write(Utf8JsonWriter writer);

    private protected static ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> utf8, int most, string what) =>
        utf8.IsEmpty ? throw new ArgumentException($"The {what} is empty.", nameof(utf8))
        : !Utf8.IsValid(utf8.Span) ? throw new ArgumentException($"The {what} is not UTF-8.", nameof(utf8))
        : Encoding.UTF8.GetCharCount(utf8.Span) is var length && length > most
            ? throw new ArgumentException(
                $"The {what} has {length} characters; WhatsApp allows {most}.", nameof(utf8))
        : utf8;

    private sealed class OutboundText(ReadOnlyMemory<byte> body) : OutboundMessage
    {
        private readonly ReadOnlyMemory<byte> _body = Check(body, 4096, "text");

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteString("type"u8, "text"u8);
            writer.WriteStartObject("text"u8);
            writer.WriteBoolean("preview_url"u8, false);
            writer.WriteString("body"u8, _body.Span);
            writer.WriteEndObject();
        }
    }

    private sealed class OutboundButtons : OutboundMessage
    {
        private readonly ReadOnlyMemory<byte> _body;
        private readonly ReplyButton[] _buttons;

        public OutboundButtons(ReadOnlyMemory<byte> body, ReplyButton[] buttons)
        {
            _body = Check(body, 1024, "text");
            _buttons = buttons;
            if (buttons.Length is < 1 or > 3)
                throw new ArgumentException("WhatsApp allows 1 to 3 buttons.", nameof(buttons));
            foreach (var button in buttons)
            {
                Check(button.Id, 256, "id of a button");
                Check(button.Title, 20, "title of a button");
                if (button.Id.Span[0] == ' ' || button.Id.Span[^1] == ' ')
                    throw new ArgumentException("A button's id has a space at an end.", nameof(buttons));
                if (buttons.Count(other => IsSame(other, button)) > 1)
                    throw new ArgumentException("Two buttons have the same id or title.", nameof(buttons));
            }
        }

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteString("type"u8, "interactive"u8);
            writer.WriteStartObject("interactive"u8);
            writer.WriteString("type"u8, "button"u8);
            writer.WriteStartObject("body"u8);
            writer.WriteString("text"u8, _body.Span);
            writer.WriteEndObject();
            writer.WriteStartObject("action"u8);
            writer.WriteStartArray("buttons"u8);
            foreach (var button in _buttons)
                button.Write(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        private static bool IsSame(ReplyButton left, ReplyButton right) =>
            left.Id.Span.SequenceEqual(right.Id.Span) || left.Title.Span.SequenceEqual(right.Title.Span);
    }
}

/// <summary>A reply button.</summary>
/// <param name="Id">Comes back when it is pressed; 1 to 256 characters of UTF-8, no space at either
/// end.</param>
/// <param name="Title">What it says; 1 to 20 characters of UTF-8.</param>
public readonly record struct ReplyButton(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Title)
{
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "reply"u8);
        writer.WriteStartObject("reply"u8);
        writer.WriteString("id"u8, Id.Span);
        writer.WriteString("title"u8, Title.Span);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
