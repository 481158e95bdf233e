using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>One document while its blocks are read, from the first to the last.</summary>
internal sealed class DocumentDraft(KnowledgeDefaults defaults)
{
    /// <summary>Title and heading are cited after every answer; nobody wants to read a long one.</summary>
    private const int LongestTitle = 80;
    private const int LongestHeading = 150;

    private readonly List<KnowledgeProblem> _problems = [];
    private readonly List<KnowledgeSection> _sections = [];
    private readonly List<string> _text = [];
    private readonly List<string> _questions = [];
    private string? _title;
    private LocalDate? _updated;
    private string? _language;
    private (string Heading, int Level, int Line) _open = ("", 1, 1);

    internal KnowledgeReading Read(MarkdownDocument blocks)
    {
        foreach (var block in blocks)
            Read(block);
        Close(nextLevel: 0);
        if (_title is null && _problems.Count == 0)
            Problem(0, "the document needs a title: begin it with a line like \"# Before your visit\"");
        if (_sections.Count == 0 && _problems.Count == 0)
            Problem(0, "nothing is written under the title");
        if (_sections.Count > KnowledgeReader.MostSections)
            Problem(0, $"the file has more than {KnowledgeReader.MostSections} headings");
        return _problems.Count > 0
            ? new(null, [.. _problems.OrderBy(problem => problem.Line)])
            : new(
                new(_title!, _updated ?? defaults.Updated, _language ?? defaults.Language, _sections), []);
    }

    private void Read(Block block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock front:
                foreach (var (line, index) in (front.Lines.Lines ?? []).Take(front.Lines.Count)
                    .Select((line, index) => (line.Slice.ToString(), index)))
                {
                    Member(line, front.Line + 1 + index);
                }
                break;
            case HeadingBlock heading:
                Head(heading);
                break;
            case ThematicBreakBlock or LinkReferenceDefinitionGroup or EmptyBlock
                or HtmlBlock { Type: HtmlBlockType.Comment }:
                break;
            case HtmlBlock:
                Problem(block.Line, "HTML is not read; write plain text, or Markdown");
                break;
            default:
                Write(block);
                break;
        }
    }

    private void Head(HeadingBlock heading)
    {
        var text = PlainText.Of(heading.Inline, defaults.OwnHosts);
        if (text.Length == 0)
            Problem(heading.Line, "a heading needs words");
        Close(heading.Level);
        var isTitle = heading.Level == 1 && _title is null;
        if (isTitle)
            _title = text;
        _open = (isTitle ? "" : text, heading.Level, heading.Line);
        var longest = isTitle ? LongestTitle : LongestHeading;
        if (text.Length > longest)
            Problem(heading.Line, $"this heading is longer than {longest} characters");
    }

    /// <summary>Paragraphs, lists and quotes; lines with a name of ours are taken out.</summary>
    private void Write(Block block)
    {
        foreach (var (line, lineNumber) in PlainText.Lines(block, defaults.OwnHosts))
        {
            if (Value(line, "Updated:") is { } day)
                Date(day, lineNumber);
            else if (Value(line, "Also asked:") is { } questions)
                Ask(questions, lineNumber);
            else if (line.StartsWith('|') && line.EndsWith('|'))
                Problem(lineNumber, "a table cannot be said in a chat; write a list or sentences");
            else if (line.Length > 0)
                Sentence(line, lineNumber);
        }
    }

    private void Ask(string questions, int lineNumber)
    {
        if (questions.Length == 0)
            Problem(lineNumber, "\"Also asked:\" is followed by questions on the same line");
        // Questions follow one another, each with its mark, or with "|" or ";" in between.
        _questions.AddRange(questions.Replace("?", "?|", StringComparison.Ordinal)
            .Split(['|', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private void Sentence(string line, int lineNumber)
    {
        if (_open.Heading.Length == 0 && _title is null)
            Problem(lineNumber, "text comes before the title; begin with \"# Before your visit\"");
        if (Sentences.Of(line).Any(words => line[words].Length > Sentences.Longest))
            Problem(lineNumber, $"a sentence is longer than {Sentences.Longest} characters; make it several");
        _text.Add(PlainText.Ended(line));
    }

    /// <summary>The open section is complete; one without text is only the roof of deeper ones.</summary>
    private void Close(int nextLevel)
    {
        if (_text.Count > 0)
            _sections.Add(new(_open.Heading, string.Join(' ', _text), [.. _questions]));
        else if (_open.Heading.Length > 0 && nextLevel <= _open.Level)
            Problem(_open.Line, "nothing is written under this heading");
        _text.Clear();
        _questions.Clear();
    }

    private void Member(string line, int lineNumber)
    {
        if (Value(line, "title:") is { } title)
            _title = title.Trim('"');
        else if (Value(line, "updated:") is { } day)
            Date(day, lineNumber);
        else if (Value(line, "language:") is { } language)
            _language = language;
        else if (line.Trim() is { Length: > 0 } other && other[0] != '#')
            Problem(lineNumber, "front matter knows title, updated and language only");
    }

    private void Date(string day, int line)
    {
        if (LocalDatePattern.Iso.Parse(day.Trim('"', '.')) is { Success: true } date)
            _updated = date.Value;
        else
            Problem(line, "the day is written as year-month-day: \"Updated: 2026-10-01\"");
    }

    private void Problem(int zeroBasedLine, string what) => _problems.Add(new(zeroBasedLine + 1, what));

    private static string? Value(string line, string name) =>
        line.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? line[name.Length..].Trim() : null;
}
