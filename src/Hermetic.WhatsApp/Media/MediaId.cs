using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// The id of something stored at Meta: 7 days for what a person sent, 30 days for what was uploaded. It
/// becomes a segment of an address, so it has a form.
/// </summary>
public sealed record MediaId
{
    /// <summary>The longest id that is taken, in characters.</summary>
    public const int MaxLength = 128;

    private MediaId(string value) => Value = value;

    internal string Value { get; }

    /// <summary>The id when the bytes have its form, else null.</summary>
    /// <param name="ascii">1 to 128 letters, digits, underscores or hyphens.</param>
    public static MediaId? Read(ReadOnlySpan<byte> ascii) => From(AsciiText.Read(ascii, MaxLength));

    /// <summary>The same for the id in a message, with its escapes undone.</summary>
    /// <param name="text">A member <c>id</c>.</param>
    public static MediaId? Read(JsonText text) => From(AsciiText.Read(text, MaxLength));

    /// <summary>Always <c>[media]</c>: with the token it opens what a person sent.</summary>
    public override string ToString() => "[media]";

    /// <summary>Writes <c>{"id":…}</c> as a member.</summary>
    internal void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id"u8, Value);
        writer.WriteEndObject();
    }

    private static MediaId? From(string? value) =>
        value is not null && value.All(one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-')
            ? new(value)
            : null;
}
