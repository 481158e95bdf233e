using System.Buffers.Text;
using System.Text;

namespace Hermetic.Ledger;

/// <summary>
/// The one place where this project turns bytes into a string: key names, origins and verifier keys, which a
/// signed note publishes by being one.
/// </summary>
internal static class PublicText
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8 that the caller has found to be valid.</summary>
#pragma warning disable RS0030 // Not content: the public words of a log.
    public static string Read(ReadOnlySpan<byte> utf8) => Strict.GetString(utf8);
#pragma warning restore RS0030

    /// <summary>Writes UTF-8; a lone surrogate is an error, not a question mark.</summary>
    public static byte[] Write(string text) => Strict.GetBytes(text);

    /// <summary>
    /// Cuts the first line off, without its newline. A text that ends without newline gives an empty line and
    /// an empty rest.
    /// </summary>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? default : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line;
    }

    /// <summary>
    /// Reads an ASCII decimal below 2^63 without sign, and without leading zeroes unless it is 0.
    /// </summary>
    public static bool TryReadDecimal(ReadOnlySpan<byte> ascii, out long value) =>
        Utf8Parser.TryParse(ascii, out value, out var read)
        && read == ascii.Length
        && char.IsAsciiDigit((char)ascii[0])
        && (ascii[0] != '0' || ascii.Length == 1);
}
