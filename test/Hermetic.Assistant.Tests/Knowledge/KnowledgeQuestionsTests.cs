using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Knowledge;

/// <summary>
/// How good the answers are, on questions that were split before anything was tuned: the floors lie a little
/// below what was measured. Documents, questions and words have one author; the bicycle workshop was written
/// after the last word of the table and shows how it is with a business that nobody prepared for.
/// </summary>
public sealed class KnowledgeQuestionsTests(ITestOutputHelper output)
{
    /// <summary>Measured: 97.6 % of 84 answers are right, 72.6 % of 113 questions answered.</summary>
    [Fact]
    public void Held_out_questions_are_answered_rightly_or_not_at_all() =>
        Measure("held-out", 0.95, 0.70, "hair-salon", "dental-practice");

    /// <summary>Measured: all of 29 answers are right, 65.9 % of 44 questions are answered.</summary>
    [Fact]
    public void So_are_those_to_a_business_of_another_trade() =>
        Measure("unseen", 0.95, 0.60, "bicycle-workshop");

    /// <summary>Measured: 96.6 % of 89, and 84.3 % of 102.</summary>
    [Fact]
    public void So_are_those_that_it_was_tuned_on() =>
        Measure("development", 0.95, 0.80, "hair-salon", "dental-practice");

    [Fact]
    public void There_are_enough_questions_and_a_third_has_no_answer()
    {
        string[] sets = ["development", "held-out"];
        var all = sets.SelectMany(set => Written.Questions("hair-salon", set)
            .Concat(Written.Questions("dental-practice", set))).ToList();
        Assert.InRange(all.Count, 300, 1000);
        Assert.InRange(all.Count(row => row.Heading is null), all.Count * 0.3, all.Count * 0.4);
    }

    /// <summary>What anybody asks first stands in several places; it decides nothing.</summary>
    [Fact]
    public void No_other_question_is_in_two_sets_or_in_the_training_of_the_intents()
    {
        string[] usual =
            ["can i bring my dog", "can i pay by card", "do you have wifi", "do you offer massages"];
        using var table = new StreamReader(
            typeof(EmbeddedBrain).Assembly.GetManifestResourceStream("en.intents.tsv")!, Encoding.UTF8);
        var seen = table.ReadToEnd().Split('\n')
            .Where(line => line.Contains('\t', StringComparison.Ordinal))
            .SelectMany(line => line.Split('\t')[1].Split('|'))
            .Concat(Of("development")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(Of("held-out").Where(seen.Contains).Except(usual));

        static IEnumerable<string> Of(string set) => Written.Questions("hair-salon", set)
            .Concat(Written.Questions("dental-practice", set)).Select(row => row.Question);
    }

    private void Measure(string set, double precision, double coverage, params string[] businesses)
    {
        var rows = businesses
            .SelectMany(name => Answers(Written.Business(name), Written.Questions(name, set)))
            .ToList();
        var answered = rows.Where(row => row.Quote is not null).ToList();
        var right = answered.Count(row => row.Quote!.Heading == row.Heading);
        var answerable = rows.Count(row => row.Heading is not null);
        foreach (var (question, heading, quote) in rows.Where(row => row.Quote?.Heading != row.Heading))
            output.WriteLine($"{question}: {quote?.Heading ?? "-"}, not {heading ?? "-"}");
        output.WriteLine($"{right} of {answered.Count} answers are right, of {answerable} questions");
        Assert.True(right >= precision * answered.Count, $"{right} of {answered.Count} answers are right");
        Assert.True(right >= coverage * answerable, $"{right} of {answerable} questions are answered");
    }

    private static IEnumerable<(string Question, string? Heading, KnowledgeQuote? Quote)> Answers(
        Business business, IEnumerable<(string Question, string? Heading)> questions) =>
        questions.Select(row => (row.Question, row.Heading, Written.Find(business, row.Question)?.Quote));
}
