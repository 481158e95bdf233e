using System.Text;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// People are called April, May and Thu. Where somebody is asked for by such a name, it is no time: "with April on
/// Friday" means a Friday, "with Thu" no Thursday.
/// </summary>
internal static class EverydayNames
{
    private static readonly byte[][] Before = [.. new[] { "with ", "by ", "see " }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>As the brain understands the message, but for the names of the business's people.</summary>
    internal static Understanding Understand(
        ReadOnlySpan<byte> utf8, IBrain brain, LocalDateTime now, Business business)
    {
        var names = StaffLexicon.Of(business).EverydayNames;
        if (names.Count == 0 || utf8.Length > FoldedText.Limit)
            return brain.Understand(utf8, now);
        Span<byte> rest = stackalloc byte[utf8.Length];
        for (var at = 0; at < utf8.Length; at++)
            rest[at] = utf8[at] is >= (byte)'A' and <= (byte)'Z' ? (byte)(utf8[at] | 0x20) : utf8[at];
        foreach (var name in names)
        {
            foreach (var word in Before)
                Hide(name, word, rest);
        }
        var understood = brain.Understand(rest, now);
        // The copy is content as well.
        rest.Clear();
        return understood;
    }

    /// <summary>In its place stands a word that means nothing.</summary>
    private static void Hide(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word, Span<byte> text)
    {
        for (var at = text.IndexOf(word); at >= 0; at = text.IndexOf(word))
        {
            var isWord = at == 0 || !IsLetter(text[at - 1]);
            text = text[(at + word.Length)..];
            if (isWord && text.StartsWith(name) && (text.Length == name.Length || !IsLetter(text[name.Length])))
                text[..name.Length].Fill((byte)'x');
        }
    }

    private static bool IsLetter(byte one) => one is >= (byte)'a' and <= (byte)'z' or >= 0x80;
}
