using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class KnowledgeFilesTests
{
    [Fact]
    public void Documents_come_in_the_order_of_their_names_with_the_day_they_were_saved()
    {
        var knowledge = new Folder()
            .Put("knowledge/b.md", "# Second\n\n## Parking\nBehind the house.\n")
            .Put("knowledge/a.md", "# First\nUpdated: 2026-10-01\n\n## Cards\nYes.\n")
            .Business().Knowledge;

        Assert.Equal(["First", "Second"], knowledge.Select(document => document.Title));
        Assert.Equal([new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1)], knowledge.Select(document => document.Updated));
    }

    [Fact]
    public void A_problem_of_a_knowledge_file_has_its_name_and_line() =>
        Assert.All(
            new Folder().Put("knowledge/empty.md", "").Read().Problems,
            problem => Assert.StartsWith("knowledge/empty.md, line ", problem.ToString(), StringComparison.Ordinal));

    [Fact]
    public void A_file_that_says_nothing_is_a_problem() =>
        Assert.Single(new Folder().Put("knowledge/empty.md", "\n").Problems());

    [Fact]
    public void Only_links_to_the_businesss_own_house_keep_their_address()
    {
        var text = new Folder()
            .Put("knowledge/a.md", "# A\n\n## B\nSee [our map](https://www.bakery.example/map) and [theirs](https://other.example/x).\n")
            .Business().Knowledge[0].Sections[0].Text;

        Assert.Contains("bakery.example/map", text, StringComparison.Ordinal);
        Assert.DoesNotContain("other.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public void More_sections_than_are_searched_are_refused()
    {
        var folder = new Folder();
        for (var file = 0; file < 3; file++)
            folder.Put($"knowledge/{file}.md", "# T\n" + string.Concat(Enumerable.Range(1, 700).Select(n => $"\n## H {n}\n\nText {n}.\n")));

        Assert.Equal(["knowledge: there are 2100 sections; 2000 are searched at most"], folder.Problems());
    }
}
