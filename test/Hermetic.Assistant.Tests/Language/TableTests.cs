using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>The tables are data that people edit: a slip in them must fail here and not in a conversation.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("en.times.tsv")]
    [InlineData("en.safety.tsv")]
    [InlineData("en.replies.tsv")]
    public void No_phrase_stands_twice_in_a_category(string table) =>
        Assert.Empty(
            Rows(table)
                .SelectMany(row =>
                    row[2].Split('|').Select(phrase => (Category: row[0], Phrase: phrase.TrimStart('?')))
                )
                .GroupBy(entry => entry)
                .Where(same => same.Count() > 1)
                .Select(same => same.Key)
        );

    [Theory]
    [InlineData("Weekday", 7)]
    [InlineData("Month", 12)]
    [InlineData("DayPart", 5)]
    [InlineData("Unit", 9)]
    public void Every_value_of_a_category_has_words(string category, int values) =>
        Assert.Equal(
            Enumerable.Range(1, values),
            Rows("en.times.tsv")
                .Where(row => row[0].Equals(category, StringComparison.Ordinal))
                .Select(row => int.Parse(row[1]))
                .Order()
        );

    [Fact]
    public void Every_ordinal_and_number_a_date_needs_can_be_said()
    {
        string[] ordinals =
        [
            "first",
            "second",
            "third",
            "ninth",
            "twelfth",
            "twentieth",
            "twenty first",
            "thirtieth",
            "thirty first",
        ];
        Assert.All(ordinals, word => Assert.Single(Brain.Hears($"the {word} of december").Times));
        Assert.All(Enumerable.Range(1, 31), day => Assert.Single(Brain.Hears($"december {day}").Times));
        Assert.All(
            Enumerable.Range(0, 24),
            hour =>
                Assert.Equal(
                    hour,
                    Assert.Single(Brain.Hears($"tomorrow at {hour:00}:00").Times).Best.Start.Hour
                )
        );
    }

    [Fact]
    public void The_machinery_loads_the_language_it_is_given()
    {
        Assert.True(new TimeLexicon("en", new Vocabulary()).Count > 400);
        Assert.True(new SafetyLexicon("en", new Vocabulary()).Count > 400);
        Assert.True(new ReplyLexicon("en", new Vocabulary()).Count > 100);
        Assert.Throws<InvalidOperationException>(() => new TimeLexicon("tlh", new Vocabulary()));
    }

    private static IEnumerable<string[]> Rows(string table)
    {
        using var stream = typeof(EmbeddedBrain).Assembly.GetManifestResourceStream(table)!;
        using var lines = new StreamReader(stream, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line.Split('\t');
        }
    }
}
