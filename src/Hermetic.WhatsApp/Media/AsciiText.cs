using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>Words of the wire that are not content: ids, addresses of files, MIME types. HttpClient takes
/// them as strings only.</summary>
internal static class AsciiText
{
    /// <summary>The text when it is 1 to <paramref name="most"/> printable ASCII characters, else
    /// null.</summary>
    public static string? Read(ReadOnlySpan<byte> ascii, int most) =>
        ascii.Length is 0 || ascii.Length > most || ascii.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E)
            ? null
            : string.Create(
                ascii.Length, ascii, static (chars, raw) => Encoding.ASCII.GetChars(raw, chars));

    /// <summary>The same for a JSON string, with its escapes undone.</summary>
    public static string? Read(JsonText? text, int most)
    {
        if (text is not { } some || some.MaxLength > 6 * most)
            return null;
        var ascii = new byte[some.MaxLength];
        return Read(ascii.AsSpan(0, some.Unescape(ascii)), most);
    }
}
