using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>What fills one place of a template. In the body, places are numbered or, when the template was
/// made so, named.</summary>
public sealed class TemplateParameter
{
    private readonly Action<Utf8JsonWriter> _write;

    private TemplateParameter(Action<Utf8JsonWriter> write) => _write = write;

    /// <summary>The name of the place; null when places are numbered.</summary>
    public string? Name { get; private init; }

    /// <summary>A text.</summary>
    /// <param name="text">1 to 1024 characters.</param>
    /// <param name="name">The place, when the template's places are named.</param>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static TemplateParameter Text(ReadOnlyMemory<byte> text, string? name = null)
    {
        WireText.Require(text, 1024, "text of a template's parameter");
        return new(writer =>
        {
            writer.WriteString("type"u8, "text"u8);
            if (name is not null)
                writer.WriteString("parameter_name"u8, name);
            writer.WriteString("text"u8, text.Span);
        }) { Name = name };
    }

    /// <summary>An amount of money, in the words of the phone's language.</summary>
    /// <param name="fallback">What is shown when that fails; 1 to 1024 characters.</param>
    /// <param name="code">ISO 4217, such as <c>EUR</c>.</param>
    /// <param name="thousandths">The amount times 1000.</param>
    /// <exception cref="ArgumentException">A fallback that is empty, too long or not UTF-8, or another form
    /// of code.</exception>
    public static TemplateParameter Currency(ReadOnlyMemory<byte> fallback, string code, long thousandths)
    {
        WireText.Require(fallback, 1024, "amount in a template");
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetterUpper))
            throw new ArgumentException("A currency is three capital letters.", nameof(code));
        return Of("currency", writer =>
        {
            writer.WriteString("fallback_value"u8, fallback.Span);
            writer.WriteString("code"u8, code);
            writer.WriteNumber("amount_1000"u8, thousandths);
        });
    }

    /// <summary>A date or time, as it is to be shown: WhatsApp does not translate it.</summary>
    /// <param name="shown">1 to 1024 characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static TemplateParameter DateTime(ReadOnlyMemory<byte> shown)
    {
        WireText.Require(shown, 1024, "date in a template");
        return Of("date_time", writer => writer.WriteString("fallback_value"u8, shown.Span));
    }

    /// <summary>An image, in a header.</summary>
    public static TemplateParameter Image(MediaId id) =>
        Of("image", writer => writer.WriteString("id"u8, id.Value));

    /// <summary>A video, in a header.</summary>
    public static TemplateParameter Video(MediaId id) =>
        Of("video", writer => writer.WriteString("id"u8, id.Value));

    /// <summary>A document, in a header.</summary>
    /// <param name="id">What was uploaded.</param>
    /// <param name="fileName">Up to 240 characters; empty when not given.</param>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public static TemplateParameter Document(MediaId id, ReadOnlyMemory<byte> fileName = default)
    {
        WireText.Allow(fileName, 240, "name of a file");
        return Of("document", writer =>
        {
            writer.WriteString("id"u8, id.Value);
            writer.WriteText("filename"u8, fileName);
        });
    }

    /// <summary>A place on the map, in a header.</summary>
    public static TemplateParameter Location(OutboundLocation place) => new(writer =>
    {
        writer.WriteString("type"u8, "location"u8);
        place.WriteMember(writer);
    });

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        _write(writer);
        writer.WriteEndObject();
    }

    private static TemplateParameter Of(string type, Action<Utf8JsonWriter> write) => new(writer =>
    {
        writer.WriteString("type"u8, type);
        writer.WriteStartObject(type);
        write(writer);
        writer.WriteEndObject();
    });
}
