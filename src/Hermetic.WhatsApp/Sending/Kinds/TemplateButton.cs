using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>What fills one button of a template; buttons without a place need none.</summary>
public sealed class TemplateButton
{
    private readonly string _subtype;
    private readonly string _type;
    private readonly ReadOnlyMemory<byte> _value;

    private TemplateButton(int index, string subtype, string type, ReadOnlyMemory<byte> value)
    {
        // Meta allows ten buttons in a template.
        if (index is < 0 or > 9)
            throw new ArgumentOutOfRangeException(nameof(index), "A template's buttons are numbered 0 to 9.");
        (Index, _subtype, _type, _value) = (index, subtype, type, value);
    }

    /// <summary>Which button of the template, from 0.</summary>
    public int Index { get; }

    /// <summary>What a quick-reply button sends back when it is pressed.</summary>
    /// <param name="index">Which button of the template, from 0.</param>
    /// <param name="payload">1 to 256 characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or no such button.</exception>
    public static TemplateButton QuickReply(int index, ReadOnlyMemory<byte> payload) =>
        new(index, "quick_reply", "payload", WireText.Require(payload, 256, "payload of a button"));

    /// <summary>What is put at the end of a button's address.</summary>
    /// <param name="index">Which button of the template, from 0.</param>
    /// <param name="end">1 to 2000 characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or no such button.</exception>
    public static TemplateButton Url(int index, ReadOnlyMemory<byte> end) =>
        new(index, "url", "text", WireText.Require(end, 2000, "end of a button's address"));

    /// <summary>The code that a button copies.</summary>
    /// <param name="index">Which button of the template, from 0.</param>
    /// <param name="code">1 to 20 characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or no such button.</exception>
    public static TemplateButton CopyCode(int index, ReadOnlyMemory<byte> code) =>
        new(index, "copy_code", "coupon_code", WireText.Require(code, 20, "code of a button"));

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "button"u8);
        writer.WriteString("sub_type"u8, _subtype);
        writer.WriteString("index"u8, Index.ToString());
        writer.WriteStartArray("parameters"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, _type);
        writer.WriteString(_type, _value.Span);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
