using System.Text;
using NodaTime;

namespace Hermetic.Assistant.Tests.Knowledge;

/// <summary>What an owner writes becomes sections, and what cannot is said with its line.</summary>
public sealed class KnowledgeReaderTests
{
    [Fact]
    public void Headings_cut_a_document_into_sections()
    {
        var document = Written.Document("""
            # Good to know
            Updated: 2026-11-02

            We are glad that you come.

            ## Parking
            Behind the house.

            ### On Sundays
            Anywhere.

            # Paying
            By card.
            """);

        Assert.Equal(("Good to know", new LocalDate(2026, 11, 2)), (document.Title, document.Updated));
        Assert.Equal(
            [
                ("", "We are glad that you come."), ("Parking", "Behind the house."),
                ("On Sundays", "Anywhere."), ("Paying", "By card."),
            ],
            document.Sections.Select(section => (section.Heading, section.Text)));
    }

    [Fact]
    public void Other_questions_stand_in_a_line_of_their_own_and_not_in_the_answer()
    {
        var section = Assert.Single(Written.Document("""
            # Paying
            ## Do you take cards?
            Also asked: Can I pay with my phone? Is Visa ok?|cash; contactless
            Yes, every card.
            """).Sections);

        Assert.Equal("Yes, every card.", section.Text);
        Assert.Equal(
            ["Can I pay with my phone?", "Is Visa ok?", "cash", "contactless"], section.Questions);
    }

    [Fact]
    public void Front_matter_may_name_title_day_and_language()
    {
        var document = Written.Document("""
            ---
            title: "Kosten"
            updated: 2026-09-01
            language: de
            ---

            ## Karten
            Ja.
            """);

        Assert.Equal(
            ("Kosten", new LocalDate(2026, 9, 1), "de"),
            (document.Title, document.Updated, document.Language));
        Assert.Equal("Karten", Assert.Single(document.Sections).Heading);
    }

    [Fact]
    public void What_a_file_does_not_say_is_given()
    {
        var document = Written.Document("# Paying\nBy card.");
        Assert.Equal((Written.Day, "en"), (document.Updated, document.Language));
    }

    [Theory]
    [InlineData("Come **early**, _please_, ~~or~~ not.", "Come early, please, ~~or~~ not.")]
    [InlineData("Use `#echo` &amp; wait\nfor us", "Use #echo & wait for us.")]
    [InlineData("See [a map](https://www.salon.example/map).", "See a map (https://www.salon.example/map).")]
    [InlineData("See [our map](https://salon.example.evil.example/map).", "See our map.")]
    [InlineData("See [our map](javascript:alert(1)).", "See our map.")]
    [InlineData("Ask [us][1].\n\n[1]: https://elsewhere.example", "Ask us.")]
    [InlineData("![A chair](chair.png) Sit down.", "Sit down.")]
    [InlineData("<!-- to do: photo -->\n\nSit down.", "Sit down.")]
    [InlineData("> Sit down.\n>\n> Please.", "Sit down. Please.")]
    [InlineData("Sit\u0007\u00a0 \t down.", "Sit down.")]
    [InlineData("A straße is a street…", "A straße is a street…")]
    public void Markup_goes_and_words_stay(string markdown, string text) =>
        Assert.Equal(text, Written.Text(markdown));

    [Theory]
    [InlineData("We take:\n\n- cash\n- Visa\n- **girocard**", "We take: cash, Visa, girocard.")]
    [InlineData("- cash, also coins\n- Visa", "cash, also coins; Visa.")]
    [InlineData("1. Come in.\n2. Sit down\n3. Wait", "Come in. Sit down. Wait.")]
    [InlineData("- Dogs\n  - small\n  - calm\n- Cats", "Dogs small, calm; Cats.")]
    public void A_list_becomes_sentences(string markdown, string text) =>
        Assert.Equal(text, Written.Text(markdown));

    [Theory]
    [InlineData("", 1, "needs a title")]
    [InlineData("## Parking\nBehind the house.", 1, "needs a title")]
    [InlineData("Hello.\n\n# Title\nText.", 1, "before the title")]
    [InlineData("# Title", 1, "nothing is written")]
    [InlineData("# Title\n\n## Parking\n\n## Dogs\nYes.", 3, "nothing is written under this heading")]
    [InlineData("# Title\nYes.\n\n## Dogs", 4, "nothing is written under this heading")]
    [InlineData("# Title\n\n##\nYes.", 3, "needs words")]
    [InlineData("# Title\nUpdated: 1.10.2026\n\nYes.", 2, "year-month-day")]
    [InlineData("---\ntitle: A\nauthor: B\n---\n\nYes.", 3, "front matter knows")]
    [InlineData("# Title\n\n<div>Yes.</div>", 3, "HTML is not read")]
    [InlineData("# Title\n\nYes.\n\n| a | b |\n|---|---|\n| 1 | 2 |", 5, "a table cannot be said")]
    [InlineData("# Title\n\nYes.\n\nAlso asked:\n\n- Why?", 5, "on the same line")]
    public void A_mistake_is_named_with_its_line(string markdown, int line, string what)
    {
        var reading = Written.Read(markdown);
        Assert.Null(reading.Document);
        Assert.Contains(reading.Problems, problem =>
            problem.Line == line && problem.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_named_at_once_in_the_order_of_their_lines()
    {
        var reading = Written.Read("# T\nUpdated: soon\n\n## A\n\n## B\nText.\n\n<div>\n</div>\n\n## C");
        Assert.Equal([2, 4, 9, 12], reading.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void What_is_too_long_to_be_cited_or_read_is_refused()
    {
        Assert.Equal(1, Assert.Single(Written.Read($"# {new string('a', 81)}\nText.").Problems).Line);
        Assert.Equal(
            3, Assert.Single(Written.Read($"# T\n\n## {new string('a', 151)}\nText.").Problems).Line);
        var sentence = string.Join(' ', Enumerable.Repeat("word", 121));
        Assert.Equal(3, Assert.Single(Written.Read($"# T\n\n{sentence}").Problems).Line);
        var paragraph = string.Concat(Enumerable.Repeat("A word.\n", 500));
        Assert.Equal(5, Assert.Single(Written.Read($"# T\n\nText.\n\n{paragraph}{paragraph}").Problems).Line);
        Assert.Contains(
            Written.Read("# T\n" + string.Concat(Enumerable.Repeat("\n## a\nb.\n", 2001))).Problems,
            problem => problem.What.Contains("2000 headings", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused_with_the_line()
    {
        var problem = Assert.Single(KnowledgeReader.Read(
            [.. "# Title\n\nStra"u8, 0xDF, .. "e.\n"u8], new(Written.Day, "en")).Problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains("UTF-8", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_text() =>
        Assert.Equal("Title", Written.Document("\uFEFF# Title\nText.").Title);

    [Fact]
    public void A_file_has_at_most_256_kilobytes()
    {
        var line = Encoding.UTF8.GetBytes("Some words.\n\n");
        byte[] large = [.. "# T\n\n"u8, .. Enumerable.Repeat(line, KnowledgeReader.MostBytes / line.Length)
            .SelectMany(bytes => bytes)];
        Assert.Empty(KnowledgeReader.Read(large.AsSpan(0, KnowledgeReader.MostBytes - 10),
            new(Written.Day, "en")).Problems);
        Assert.Single(KnowledgeReader.Read([.. large, .. line], new(Written.Day, "en")).Problems);
    }
}
