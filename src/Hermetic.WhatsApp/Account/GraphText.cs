using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>
/// Reads members of Meta's answers about the business's own account: never people's content, so they may
/// become strings. A member that is absent or of another type is null; nothing here throws.
/// </summary>
internal static class GraphText
{
    private const int Longest = 256;

    /// <summary>The member as one line that a terminal can print: control and direction characters replaced,
    /// at most 256 characters. A number counts as its digits.</summary>
    public static string? Word(this JsonObject? from, ReadOnlySpan<byte> name) => Word(from?[name]);

    /// <summary>The member as a name that Meta defines, in capitals: documents write some of them both
    /// ways.</summary>
    public static string? Name(this JsonObject? from, ReadOnlySpan<byte> name) =>
        from.Word(name)?.ToUpperInvariant();

    /// <summary>true or false, as themselves or as strings: Meta does both.</summary>
    public static bool? Flag(this JsonObject? from, ReadOnlySpan<byte> name) => from?[name] is not { } value
        ? null
        : value.Type switch
        {
            System.Text.Json.JsonTokenType.True => true,
            System.Text.Json.JsonTokenType.False => false,
            _ when value.Text?.ValueEquals("true"u8) == true => true,
            _ when value.Text?.ValueEquals("false"u8) == true => false,
            _ => null,
        };

    /// <summary>The strings and numbers among the items of an array member; null when it is no
    /// array.</summary>
    public static IReadOnlyList<string>? Words(this JsonObject? from, ReadOnlySpan<byte> name) =>
        from?[name] is { IsArray: true } array
            ? [.. array.Items().Select(item => Word(item)).OfType<string>()]
            : null;

    private static string? Word(JsonSlice? slice)
    {
        if (slice is not { } value)
            return null;
        if (value.Type == System.Text.Json.JsonTokenType.Number)
            return Printable(value.Raw.Span);
        if (value.Text is not { IsEmpty: false } text)
            return null;
        var utf8 = new byte[text.MaxLength];
        return Printable(utf8.AsSpan(0, text.Unescape(utf8)));
    }

    private static string Printable(ReadOnlySpan<byte> utf8)
    {
        var chars = new char[Encoding.UTF8.GetCharCount(utf8)];
        Encoding.UTF8.GetChars(utf8, chars);
        var line = chars.AsSpan(0, Math.Min(chars.Length, Longest));
        foreach (ref var character in line)
        {
            if (char.IsControl(character) || character is (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069'))
                character = '\uFFFD';
        }
        return new string(line);
    }
}
