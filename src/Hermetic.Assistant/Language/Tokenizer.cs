using System.Text;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Cuts a message into words, numbers, marks and symbols in one pass over its bytes. Invalid UTF-8 separates
/// tokens and never throws. Apostrophes inside a word and dots inside an abbreviation vanish ("o'clock" →
/// <c>oclock</c>, "p.m." → <c>pm</c>), as does a hyphen between letters ("half-past" → two words).
/// </summary>
public static class Tokenizer
{
    private const int MostDigits = 9;

    /// <summary>
    /// Reads at most <see cref="TokenizedText.MostTokens"/> tokens; the caller disposes the result.
    /// </summary>
    public static TokenizedText Tokenize(ReadOnlySpan<byte> utf8)
    {
        var text = new TokenizedText((utf8.Length * Folding.Growth) + sizeof(int));
        var position = 0;
        var glued = false;
        while (position < utf8.Length && !text.IsFull)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var rune, out var consumed);
            var joins = true;
            if (Rune.IsLetter(rune))
                consumed = ReadWord(utf8, position, glued, text);
            else if (Rune.IsDigit(rune))
                consumed = ReadNumber(utf8, position, glued, text);
            else if (IsSeparator(rune) || IsHyphen(utf8, position, rune, consumed))
                joins = false;
            else if (!IsModifier(rune))
                ReadMark(rune, position, consumed, glued, text);
            glued = joins;
            position += consumed;
        }
        return text;
    }

    private static int ReadWord(ReadOnlySpan<byte> utf8, int start, bool glued, TokenizedText text)
    {
        var foldedStart = text.FoldedLength;
        var position = start;
        var letters = 0;
        var abbreviated = false;
        while (position < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var rune, out var consumed);
            if (Rune.IsLetter(rune))
            {
                text.Grow(Folding.Fold(rune, text.Room));
                letters++;
            }
            else if (
                rune.Value == '.'
                && letters == 1
                && (abbreviated || IsSingleLetter(utf8[(position + 1)..]))
            )
            {
                abbreviated = true;
                letters = 0;
            }
            else if (
                !Folding.IsCombining(rune)
                && !(Folding.IsApostrophe(rune) && StartsWithLetter(utf8[(position + consumed)..]))
            )
            {
                break;
            }
            position += consumed;
        }
        text.Add(
            new Token(
                TokenKind.Word,
                start,
                position - start,
                foldedStart,
                text.FoldedLength - foldedStart,
                0,
                0,
                glued
            )
        );
        return position - start;
    }

    private static int ReadNumber(ReadOnlySpan<byte> utf8, int start, bool glued, TokenizedText text)
    {
        var foldedStart = text.FoldedLength;
        var position = start;
        var (value, digits) = (0, 0);
        while (position < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var rune, out var consumed);
            if (!Rune.IsDigit(rune))
                break;
            var digit = (int)Rune.GetNumericValue(rune);
            text.Room[0] = (byte)('0' + digit);
            text.Grow(1);
            value = digits < MostDigits ? (value * 10) + digit : 999_999_999;
            digits = Math.Min(digits + 1, byte.MaxValue);
            position += consumed;
        }
        text.Add(
            new Token(
                TokenKind.Number,
                start,
                position - start,
                foldedStart,
                text.FoldedLength - foldedStart,
                value,
                (byte)digits,
                glued
            )
        );
        return position - start;
    }

    private static void ReadMark(Rune rune, int start, int length, bool glued, TokenizedText text)
    {
        var mark = Rune.IsPunctuation(rune) || rune.Value < 0x80 || Folding.IsApostrophe(rune);
        var folded = Folding.FoldMark(rune);
        if (mark && glued && text.Count > 0 && text[text.Count - 1].IsMark((char)folded))
            return;
        var foldedStart = text.FoldedLength;
        if (mark)
            text.Room[0] = folded;
        text.Grow(mark ? 1 : rune.EncodeToUtf8(text.Room));
        text.Add(
            new Token(
                mark ? TokenKind.Mark : TokenKind.Symbol,
                start,
                length,
                foldedStart,
                text.FoldedLength - foldedStart,
                mark ? folded : 0,
                0,
                glued
            )
        );
    }

    /// <summary>A hyphen between two letters only joins words; between digits it means something.</summary>
    private static bool IsHyphen(ReadOnlySpan<byte> utf8, int position, Rune rune, int length) =>
        rune.Value == '-'
        && position > 0
        && EndsWithLetter(utf8[..position])
        && StartsWithLetter(utf8[(position + length)..]);

    private static bool IsSeparator(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar;

    // Skin tones, variation selectors, joiners and combining marks change the picture, not the meaning.
    private static bool IsModifier(Rune rune) =>
        Folding.IsCombining(rune) || rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    private static bool StartsWithLetter(ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeFromUtf8(utf8, out var rune, out _);
        return Rune.IsLetter(rune);
    }

    private static bool EndsWithLetter(ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeLastFromUtf8(utf8, out var rune, out _);
        return Rune.IsLetter(rune);
    }

    private static bool IsSingleLetter(ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
        return Rune.IsLetter(rune) && !StartsWithLetter(utf8[consumed..]);
    }
}
