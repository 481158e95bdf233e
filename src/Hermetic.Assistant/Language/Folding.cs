using System.Text;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Lower case without diacritics. Globalization is invariant, where <c>Normalize(FormD)</c> silently does
/// nothing; hence this table for Latin-1 and Latin Extended-A. Other scripts are only lower-cased.
/// </summary>
internal static class Folding
{
    /// <summary>
    /// The most bytes that folding can make of one byte of input (U+023A grows from two to three).
    /// </summary>
    public const int Growth = 2;

    private const int TableStart = 0xC0;
    private const int TableEnd = 0x180;

    // Two columns per code point, the second blank where one letter is enough.
    private const string Table =
        "a a a a a a aec e e e e i i i i "
        + // U+00C0
        "d n o o o o o x o u u u u y thss"
        + // U+00D0
        "a a a a a a aec e e e e i i i i "
        + // U+00E0
        "d n o o o o o / o u u u u y thy "
        + // U+00F0
        "a a a a a a c c c c c c c c d d "
        + // U+0100
        "d d e e e e e e e e e e g g g g "
        + // U+0110
        "g g g g h h h h i i i i i i i i "
        + // U+0120
        "i i ijijj j k k k l l l l l l l "
        + // U+0130
        "l l l n n n n n n n n n o o o o "
        + // U+0140
        "o o oeoer r r r r r s s s s s s "
        + // U+0150
        "s s t t t t t t u u u u u u u u "
        + // U+0160
        "u u u u w w y y y z z z z z z s "; // U+0170

    public static bool IsCombining(Rune rune) =>
        rune.Value is >= 0x300 and <= 0x36F or 0x200D or (>= 0xFE00 and <= 0xFE0F);

    public static bool IsApostrophe(Rune rune) =>
        rune.Value is '\'' or '`' or 0xB4 or 0x2018 or 0x2019 or 0x2BC;

    /// <summary>Writes the folded letter and returns how many bytes it took.</summary>
    public static int Fold(Rune letter, Span<byte> destination)
    {
        // Lower case first: it brings the Ångström sign and the capital ß into the table.
        letter = Rune.ToLowerInvariant(letter);
        if (letter.Value is < TableStart or >= TableEnd)
            return letter.EncodeToUtf8(destination);
        var column = (letter.Value - TableStart) * 2;
        destination[0] = (byte)Table[column];
        if (Table[column + 1] == ' ')
            return 1;
        destination[1] = (byte)Table[column + 1];
        return 2;
    }

    /// <summary>
    /// Dashes of every length are one mark, as are the quotes that phones make of an apostrophe.
    /// </summary>
    public static byte FoldMark(Rune mark) =>
        mark.Value switch
        {
            >= 0x2010 and <= 0x2015 or 0x2212 => (byte)'-',
            0x2026 => (byte)'.',
            0xFF1A => (byte)':',
            _ when IsApostrophe(mark) => (byte)'\'',
            < 0x80 => (byte)mark.Value,
            _ => (byte)'?',
        };
}
