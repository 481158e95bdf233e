using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hermetic.Assistant;

/// <summary>Markdown as a person would say it: words without markup, lists as sentences.</summary>
internal static class PlainText
{
    /// <summary>A longer item of a list is a sentence, with or without its full stop.</summary>
    private const int LongestItem = 60;

    /// <summary>
    /// The lines of a block that are to be told apart, each with its 0-based line number: a paragraph is one
    /// line, except where a line of it begins with a name and a colon of its own.
    /// </summary>
    internal static IEnumerable<(string Text, int Line)> Lines(Block block, IReadOnlyList<string> ownHosts) =>
        block switch
        {
            ParagraphBlock paragraph => Named(Of(paragraph.Inline, ownHosts), paragraph.Line),
            ListBlock list => [(List(list, ownHosts), list.Line)],
            ContainerBlock quote => quote.SelectMany(inner => Lines(inner, ownHosts)),
            CodeBlock code => [(Tidy(code.Lines.ToString()).Replace('\n', ' '), code.Line)],
            _ => [],
        };

    /// <summary>Words only; a line break of the source stays as one.</summary>
    internal static string Of(ContainerInline? inline, IReadOnlyList<string> ownHosts)
    {
        var text = new StringBuilder();
        Append(inline, ownHosts, text);
        return Tidy(text.ToString());
    }

    private static void Append(ContainerInline? inline, IReadOnlyList<string> ownHosts, StringBuilder to)
    {
        for (var child = inline?.FirstChild; child is not null; child = child.NextSibling)
        {
            switch (child)
            {
                case LiteralInline literal:
                    to.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    to.Append('\n');
                    break;
                case CodeInline code:
                    to.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    to.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline address:
                    to.Append(address.Url);
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case LinkInline link:
                    Append(link, ownHosts, to);
                    if (IsOwn(link.Url, ownHosts))
                        to.Append(" (").Append(link.Url).Append(')');
                    break;
                case ContainerInline container:
                    Append(container, ownHosts, to);
                    break;
            }
        }
    }

    private static bool IsOwn(string? address, IReadOnlyList<string> ownHosts) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && ownHosts.Any(host => uri.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));

    /// <summary>The lines that begin with a name of ours stand alone; the others are one.</summary>
    private static IEnumerable<(string Text, int Line)> Named(string paragraph, int first)
    {
        var words = new List<string>();
        foreach (var (text, index) in paragraph.Split('\n').Select((text, index) => (text.Trim(), index)))
        {
            var named = text.StartsWith("Updated:", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("Also asked:", StringComparison.OrdinalIgnoreCase);
            if (named)
                yield return (text, first + index);
            else if (text.Length > 0)
                words.Add(text);
        }
        if (words.Count > 0)
            yield return (string.Join(' ', words), first);
    }

    /// <summary>Short items become one enumeration; items that are sentences stay sentences.</summary>
    private static string List(ListBlock list, IReadOnlyList<string> ownHosts)
    {
        var items = list.OfType<ListItemBlock>()
            .Select(item => string.Join(' ', Lines(item, ownHosts).Select(line => line.Text)))
            .Where(item => item.Length > 0)
            .ToList();
        if (items.Any(item => item.Length > LongestItem || Ended(item) == item))
            return string.Join(' ', items.Select(Ended));
        return string.Join(items.Any(item => item.Contains(',')) ? "; " : ", ", items);
    }

    /// <summary>With a full stop, unless it has an end of its own, or announces what follows.</summary>
    internal static string Ended(string text) =>
        text.Length == 0 || text[^1] is '.' or '!' or '?' or '…' or ':' ? text : text + ".";

    /// <summary>One space between words, no control characters; line breaks stay.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var blank = letter is ' ' or '\t' or '\u00A0' || (char.IsControl(letter) && letter != '\n');
            if (!blank)
                tidy.Append(letter);
            else if (tidy.Length > 0 && tidy[^1] is not (' ' or '\n'))
                tidy.Append(' ');
        }
        return tidy.ToString().Trim();
    }
}
