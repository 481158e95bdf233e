using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A text with reply buttons under it.</summary>
public sealed class OutboundButtons : InteractiveMessage
{
    private readonly ReplyButton[] _buttons;

    /// <summary>Takes text and buttons.</summary>
    /// <param name="body">1 to 1024 characters.</param>
    /// <param name="buttons">1 to 3, with different ids and different titles.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or the wrong number of
    /// buttons.</exception>
    public OutboundButtons(ReadOnlyMemory<byte> body, params ReadOnlySpan<ReplyButton> buttons)
        : base("button"u8, body, mostBody: 1024)
    {
        _buttons = buttons.ToArray();
        if (_buttons.Length is < 1 or > 3)
            throw new ArgumentException("WhatsApp allows 1 to 3 buttons.", nameof(buttons));
        foreach (var button in _buttons)
        {
            WireText.Require(button.Id, 256, "id of a button");
            WireText.Require(button.Title, 20, "title of a button");
            if (button.Id.Span[0] == ' ' || button.Id.Span[^1] == ' ')
                throw new ArgumentException("A button's id has a space at an end.", nameof(buttons));
            if (_buttons.Count(other => IsSame(other, button)) > 1)
                throw new ArgumentException("Two buttons have the same id or title.", nameof(buttons));
        }
    }

    /// <summary>What stands above the body; null when nothing does.</summary>
    public InteractiveHeader? Header { get; init; }

    private protected override void WriteHeader(Utf8JsonWriter writer) => Header?.Write(writer);

    private protected override void WriteAction(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("buttons"u8);
        foreach (var button in _buttons)
            button.Write(writer);
        writer.WriteEndArray();
    }

    private static bool IsSame(ReplyButton left, ReplyButton right) =>
        left.Id.IsSame(right.Id) || left.Title.IsSame(right.Title);
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
