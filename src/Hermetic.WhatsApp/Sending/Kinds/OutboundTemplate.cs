using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hermetic.WhatsApp;

/// <summary>
/// A message that Meta approved before, with its places filled: the only kind that reaches a person outside
/// the 24-hour window.
/// </summary>
public sealed partial class OutboundTemplate : OutboundMessage
{
    private readonly string _name;
    private readonly string _language;

    /// <summary>Names the template.</summary>
    /// <param name="name">1 to 512 lower-case letters, digits and underscores.</param>
    /// <param name="language">The code of one of its languages, such as <c>en</c> or <c>pt_BR</c>.</param>
    /// <exception cref="ArgumentException">Another form.</exception>
    public OutboundTemplate(string name, string language)
    {
        if (name is not { Length: > 0 and <= 512 } || !name.All(IsNameCharacter))
            throw new ArgumentException("A template's name looks like visit_reminder_2.", nameof(name));
        if (!Language().IsMatch(language))
            throw new ArgumentException("A template's language looks like en or pt_BR.", nameof(language));
        (_name, _language) = (name, language);
    }

    /// <summary>Fills the header; null when it has no place.</summary>
    public TemplateParameter? Header { get; init; }

    /// <summary>Fills the body's places: in their order, or all by name.</summary>
    /// <exception cref="ArgumentException">Some have names and some have not, or two have the
    /// same.</exception>
    public IReadOnlyList<TemplateParameter> Body
    {
        get;
        init => field = AreAlike(value)
            ? value
            : throw new ArgumentException("A template's places differ in name, or have none.", nameof(value));
    } = [];

    /// <summary>Fills the buttons that have a place.</summary>
    /// <exception cref="ArgumentException">Two for the same button.</exception>
    public IReadOnlyList<TemplateButton> ButtonValues
    {
        get;
        init => field = value.DistinctBy(button => button.Index).Count() == value.Count
            ? value
            : throw new ArgumentException("A template's button is filled twice.", nameof(value));
    } = [];

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "template"u8);
        writer.WriteStartObject("template"u8);
        writer.WriteString("name"u8, _name);
        writer.WriteStartObject("language"u8);
        writer.WriteString("code"u8, _language);
        writer.WriteEndObject();
        if (Header is not null || Body.Count > 0 || ButtonValues.Count > 0)
            WriteComponents(writer);
        writer.WriteEndObject();
    }

    private void WriteComponents(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("components"u8);
        if (Header is { } header)
            WriteComponent(writer, "header"u8, [header]);
        if (Body.Count > 0)
            WriteComponent(writer, "body"u8, Body);
        foreach (var button in ButtonValues)
            button.Write(writer);
        writer.WriteEndArray();
    }

    private static void WriteComponent(
        Utf8JsonWriter writer, ReadOnlySpan<byte> type, IReadOnlyList<TemplateParameter> parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteStartArray("parameters"u8);
        foreach (var parameter in parameters)
            parameter.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static bool IsNameCharacter(char one) =>
        char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '_';

    private static bool AreAlike(IReadOnlyList<TemplateParameter> places) =>
        places.All(place => place.Name is null)
        || (places.All(place => place.Name is { Length: > 0 })
            && places.DistinctBy(place => place.Name, StringComparer.Ordinal).Count() == places.Count);

    [GeneratedRegex(
        @"\A[a-z]{2,3}(_[A-Z]{2,4})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Language();
}
