using System.Text;
using Hermetic.Testing;
using NodaTime;

namespace Hermetic.Assistant.Tests.Knowledge;

/// <summary>Knowledge for tests: of <c>test/vectors/knowledge</c>, and what a test writes itself.</summary>
internal static class Written
{
    internal static readonly LocalDate Day = new(2026, 10, 1);

    private static readonly KnowledgeDefaults Defaults = new(Day, "en") { OwnHosts = ["salon.example"] };

    internal static KnowledgeReading Read(string markdown) =>
        KnowledgeReader.Read(Encoding.UTF8.GetBytes(markdown.ReplaceLineEndings("\n")), Defaults);

    internal static KnowledgeDocument Document(string markdown)
    {
        var reading = Read(markdown);
        Assert.Empty(reading.Problems);
        return reading.Document!;
    }

    /// <summary>The only section of a document with this text under its title.</summary>
    internal static string Text(string markdown) =>
        Assert.Single(Document("# Title\n\n" + markdown.ReplaceLineEndings("\n")).Sections).Text;

    /// <summary>The salon's facts with other knowledge.</summary>
    internal static Business With(params IReadOnlyList<KnowledgeDocument> documents) =>
        SampleBusiness.HairSalon with { Knowledge = documents };

    internal static Business With(string markdown) => With([Document(markdown)]);

    /// <summary>A business of the vectors: the salon's facts, its own documents.</summary>
    internal static Business Business(string name) => With(
    [
        .. Directory.GetFiles(Repository.Vector($"knowledge/{name}"), "*.md").Order(StringComparer.Ordinal)
            .Select(file => Document(File.ReadAllText(file))),
    ]);

    /// <summary>What people ask it, and the heading that answers; null when nothing does.</summary>
    internal static IEnumerable<(string Question, string? Heading)> Questions(string name, string set) =>
        File.ReadLines(Repository.Vector($"knowledge/{name}/{set}.tsv"))
            .Where(line => line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(row => (row[0], row[1] == "-" ? null : row[1]));

    internal static KnowledgeFinding? Find(Business business, string question) =>
        KnowledgeIndex.Of(business).Find(Encoding.UTF8.GetBytes(question));
}
