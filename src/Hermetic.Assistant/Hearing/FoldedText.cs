using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// Text reduced to what matching looks at: its words and numbers as the tokenizer folds them, each between
/// two spaces.
/// </summary>
internal static class FoldedText
{
    /// <summary>
    /// Only so many bytes of a message are looked at; no phrase worth matching comes later.
    /// </summary>
    internal const int Limit = 4096;

    /// <summary>
    /// Folds into <paramref name="to"/>, as many words as fit; the length is returned.
    /// </summary>
    internal static int Fold(ReadOnlySpan<byte> utf8, Span<byte> to)
    {
        using var text = Tokenizer.Tokenize(utf8[..Math.Min(utf8.Length, Limit)]);
        var (length, wordBefore) = (1, false);
        to[0] = (byte)' ';
        foreach (var token in text.Tokens)
        {
            var isWord = token.Kind is TokenKind.Word or TokenKind.Number;
            var word = isWord ? text.Folded(token) : [];
            if (length + word.Length >= to.Length)
                break;
            // "3pm" is two tokens, but people see one word.
            if (isWord && wordBefore && token.Glued)
                length--;
            word.CopyTo(to[length..]);
            length += word.Length;
            if (isWord)
                to[length++] = (byte)' ';
            wordBefore = isWord;
        }
        return length;
    }

    internal static byte[] Fold(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var folded = new byte[(utf8.Length * Folding.Growth * 2) + 1];
        return folded[..Fold(utf8, folded)];
    }
}
