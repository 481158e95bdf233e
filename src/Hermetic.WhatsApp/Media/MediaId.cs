using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// The id of something stored at Meta: 7 days for what a person sent, 30 days for what was uploaded. A segment of
/// an address, so letters, digits, underscores and hyphens only.
/// </summary>
public sealed record MediaId
{
    /// <summary>The longest id that is taken, in characters.</summary>
    public const int MaxLength = 128;

    private MediaId(string value) => Value = value;

    internal string Value { get; }

    /// <summary>The id when the bytes have its form, else null.</summary>
    /// <param name="ascii">1 to 128 letters, digits, underscores or hyphens.</param>
    public static MediaId? Read(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length is 0 or > MaxLength)
            return null;
        Span<char> value = stackalloc char[ascii.Length];
        for (var i = 0; i < ascii.Length; i++)
        {
            value[i] = (char)ascii[i];
            if (!char.IsAsciiLetterOrDigit(value[i]) && value[i] is not ('_' or '-'))
                return null;
        }
        return new(new string(value));
    }

    /// <summary>Always <c>[media]</c>: with the token it opens what a person sent.</summary>
    public override string ToString() => "[media]";

    /// <summary>Writes <c>{"id":…}</c> as a member.</summary>
    internal void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id"u8, Value);
        writer.WriteEndObject();
    }
}
