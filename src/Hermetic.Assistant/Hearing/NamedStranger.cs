using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// Hears that somebody asks for a person by name: "with Dr Nobody", "is lena free on friday". Asked only
/// where the name is none of the business's own; which name it is, is not kept.
/// </summary>
internal static class NamedStranger
{
    private static readonly byte[][] Titles =
        Words("dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor", "frau", "herr");

    private static readonly byte[][] Leads = Words("with", "see", "by", "prefer");

    /// <summary>"The doctor" is no name.</summary>
    private static readonly byte[][] Articles = Words("the", "a", "my", "your", "any", "which", "another");

    /// <summary>Who comes with somebody, or pays with something, asks for nobody.</summary>
    private static readonly byte[][] Company =
        Words("come", "coming", "pay", "paying", "live", "together", "here", "bring", "along", "help");

    private static readonly byte[][] Asking = Words("is", "does", "will", "can");

    private static readonly byte[][] Presences =
        Words("free", "available", "in", "there", "working", "work", "cut");

    /// <summary>What follows a title or "with" and is no name, also where it begins with a capital.</summary>
    private static readonly byte[][] NoNames = Words(
        "i", "you", "me", "my", "the", "a", "an", "on", "at", "in", "is", "it", "to", "for", "and", "or",
        "who", "about", "today", "tomorrow", "next", "this", "that", "please", "can", "could", "as", "if",
        "when", "asap", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "christmas", "easter", "whatsapp", "google", "paypal", "visa",
        "mastercard", "apple", "klarna", "english", "german");

    private static readonly List<byte[]> GivenNames = Read();

    /// <param name="utf8">As it was written: a capital tells a name.</param>
    internal static bool IsIn(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, FoldedText.Limit)];
        using var text = Tokenizer.Tokenize(utf8);
        for (var at = 0; at < text.Count; at++)
        {
            if (IsTitled(text, at) || IsLed(text, at, utf8) || IsPresent(text, at, utf8))
                return true;
        }
        return false;
    }

    /// <summary>A given name of the table, in small letters as in capitals.</summary>
    internal static bool IsGivenName(ReadOnlySpan<byte> folded) => IsOne(folded, GivenNames);

    /// <summary>"dr nobody", "Dr. Nobody", but not "the doctor tomorrow".</summary>
    private static bool IsTitled(TokenizedText text, int at)
    {
        if (!Is(text, at, Titles))
            return false;
        var name = at + 1 < text.Count && text[at + 1].IsMark('.') ? at + 2 : at + 1;
        return IsWord(text, name) && !Is(text, name, NoNames) && !Is(text, at - 1, Articles);
    }

    private static bool IsLed(TokenizedText text, int at, ReadOnlySpan<byte> utf8)
    {
        if (!Is(text, at, Leads) || Is(text, at - 1, Company))
            return false;
        // Where Every Word Begins With A Capital, a capital tells nothing.
        var begins = at == 0 || text[at - 1].Kind == TokenKind.Mark;
        return IsName(text, at + 1, utf8, capitalsTell: begins || !IsCapital(text, at, utf8));
    }

    /// <summary>"is Lena free on friday?"</summary>
    private static bool IsPresent(TokenizedText text, int at, ReadOnlySpan<byte> utf8) =>
        Is(text, at, Presences) && Is(text, at - 2, Asking) && IsName(text, at - 1, utf8, capitalsTell: true);

    private static bool IsName(TokenizedText text, int at, ReadOnlySpan<byte> utf8, bool capitalsTell) =>
        IsWord(text, at) && !Is(text, at, NoNames)
        && (IsGivenName(text.Folded(at)) || (capitalsTell && IsCapital(text, at, utf8)));

    /// <summary>A capital and small letters after it.</summary>
    private static bool IsCapital(TokenizedText text, int at, ReadOnlySpan<byte> utf8)
    {
        var word = utf8.Slice(text[at].Start, text[at].Length);
        Rune.DecodeFromUtf8(word, out var first, out var length);
        Rune.DecodeFromUtf8(word[length..], out var second, out _);
        return Rune.IsUpper(first) && Rune.IsLower(second);
    }

    private static bool IsWord(TokenizedText text, int at) =>
        at >= 0 && at < text.Count && text[at].Kind == TokenKind.Word && text[at].FoldedLength > 1;

    private static bool Is(TokenizedText text, int at, byte[][] words) =>
        at >= 0 && at < text.Count && text[at].Kind == TokenKind.Word && IsOne(text.Folded(at), words);

    private static bool IsOne(ReadOnlySpan<byte> word, IEnumerable<byte[]> words)
    {
        foreach (var one in words)
        {
            if (word.SequenceEqual(one))
                return true;
        }
        return false;
    }

    private static List<byte[]> Read()
    {
        List<byte[]> names = [];
        Table.Read("names.tsv", 1, (line, columns) =>
            Table.ForEachPhrase(line[columns[0]], name => names.Add(name.ToArray())));
        return names;
    }

    private static byte[][] Words(params IEnumerable<string> words) =>
        [.. words.Select(word => Encoding.UTF8.GetBytes(word))];
}
