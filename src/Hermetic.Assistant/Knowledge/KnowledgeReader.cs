using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Hermetic.Assistant;

/// <summary>
/// Reads a Markdown file (CommonMark) of the business into sections of plain sentences. The first heading of
/// the first level is the title; every other heading begins a section. <c>Updated: 2026-10-01</c> dates the
/// document and <c>Also asked: …</c> names other questions that a section answers, each on a line of its own;
/// <c>title</c>, <c>updated</c> and <c>language</c> may also stand in front matter.
/// </summary>
public static class KnowledgeReader
{
    /// <summary>A file may have so many bytes.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>
    /// All documents of a business together may have so many sections; more are not searched.
    /// </summary>
    public const int MostSections = 2000;

    /// <summary>
    /// So many bytes may stand between two empty lines. Markdown's links and emphasis take quadratic time in
    /// the length of a paragraph, so that a bound on it makes a whole file linear.
    /// </summary>
    private const int LongestParagraph = 4000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly MarkdownPipeline Markdown =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    /// <summary>Pure: no file is opened, no link is followed. Never throws, whatever the bytes are.</summary>
    /// <param name="utf8">The whole file.</param>
    public static KnowledgeReading Read(ReadOnlySpan<byte> utf8, KnowledgeDefaults defaults)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        if (utf8.Length > MostBytes)
            return Problem(1, $"the file has more than {MostBytes / 1024} KB; split it into several");
        if (LineOfInvalidUtf8(utf8) is { } invalid)
            return Problem(invalid, "this is not UTF-8 text; save the file as UTF-8");
        if (LineOfLongParagraph(utf8) is { } crowded)
        {
            return Problem(crowded,
                $"more than {LongestParagraph} characters follow without an empty line; put one in between");
        }
        MarkdownDocument parsed;
        try
        {
            parsed = Markdig.Markdown.Parse(string.Create(Strict.GetCharCount(utf8), utf8,
                static (text, bytes) => Strict.GetChars(bytes, text)), Markdown);
        }
        catch (ArgumentException)
        {
            // Markdig's only refusal: more than 128 levels of lists, quotes or emphasis.
            return Problem(1, "its Markdown is nested too deeply; write headings, paragraphs and lists");
        }
        return new DocumentDraft(defaults).Read(parsed);
    }

    private static KnowledgeReading Problem(int line, string what) => new(null, [new(line, what)]);

    private static int? LineOfInvalidUtf8(ReadOnlySpan<byte> utf8)
    {
        var line = 1;
        foreach (var range in utf8.Split((byte)'\n'))
        {
            if (!System.Text.Unicode.Utf8.IsValid(utf8[range]))
                return line;
            line++;
        }
        return null;
    }

    private static int? LineOfLongParagraph(ReadOnlySpan<byte> utf8)
    {
        var (line, first, length) = (1, 1, 0);
        foreach (var range in utf8.Split((byte)'\n'))
        {
            var text = utf8[range].Trim(" \t\r"u8);
            if (text.IsEmpty)
                (first, length) = (line + 1, 0);
            length += text.Length;
            if (length > LongestParagraph)
                return first;
            line++;
        }
        return null;
    }
}
