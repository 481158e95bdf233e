using CsCheck;

namespace Hermetic.Assistant.Tests.Knowledge;

/// <summary>Whatever a file is, reading it ends soon and does not throw.</summary>
public sealed class HostileMarkdownTests
{
    private static readonly string[] Pieces =
    [
        "[", "![", "*a ", "**a_b", "`", "<", "> ", "- ", "1. ", "[a](", "[a](<", "&", "\\", "#", "# \n",
        "a\n",
        "[a]: b\n", "[a]\n\n", "***", "]", "[](", "<!-- ", "<?", "---\n", "\t", "|a|b\n", "a**b", "![[]()",
        "http://a ", "(", "[a](b \"", "- a\n\n", "=\n", "a\n=\n", "Also asked: ", "Updated: ", "\n\n", "\0",
        "ß",
    ];

    public static TheoryData<string> Attacks() =>
        [.. Pieces.Where(piece => !piece.Contains("\n\n", StringComparison.Ordinal))];

    /// <summary>
    /// Within a paragraph Markdown takes quadratic time and more (256 KB of "[a](" take a minute), so that a
    /// long one never gets there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Attacks))]
    public void A_paragraph_without_end_is_refused_before_it_is_parsed(string piece)
    {
        var endless = string.Concat(Enumerable.Repeat(piece, 30_000 / piece.Length));
        var reading = Written.Read("# T\n\n" + endless);
        // A tab alone is an empty line.
        Assert.Equal(piece != "\t", Assert.Single(reading.Problems).What.Contains(
            "without an empty line", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Paragraphs_of_anything_are_read(string piece)
    {
        var paragraph = string.Concat(Enumerable.Repeat(piece, 1000 / piece.Length)) + "\n\n";
        Assert.True(Holds(Written.Read("# T\n\n" + string.Concat(Enumerable.Repeat(paragraph, 10)))));
    }

    [Fact]
    public void Nothing_throws_and_there_is_a_document_or_a_problem() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 60].Sample(
            parts => Holds(Written.Read(string.Concat(parts.Select(part => Pieces[part])))), iter: 2000);

    [Fact]
    public void Nothing_throws_for_any_bytes() =>
        Gen.Byte.Array[0, 300].Sample(
            bytes => Holds(KnowledgeReader.Read(bytes, new(Written.Day, "en"))), iter: 1000);

    private static bool Holds(KnowledgeReading reading) =>
        reading.Document is null == reading.Problems.Count > 0
        && reading.Problems.All(problem => problem is { Line: > 0, What.Length: > 0 })
        && (reading.Document?.Sections ?? []).All(section => section.Text.Length > 0);
}
