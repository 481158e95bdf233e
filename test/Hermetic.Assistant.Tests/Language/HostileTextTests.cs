using System.Text;
using CsCheck;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>A message is written by a stranger: whatever it is, it costs little and breaks nothing.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Words =
    [
        "at",
        "3",
        "pm",
        "to",
        "5",
        "from",
        "friday",
        "next",
        "week",
        "the",
        "24th",
        "of",
        "nov",
        ",",
        "-",
        "/",
        "15:30",
        "half",
        "past",
        "a",
        "and",
        "in",
        "2",
        "hours",
        "between",
        "tomorrow",
        "morning",
        "after",
        "may",
        "99999999999",
        "first",
        "last",
        "30",
        "february",
        "0",
        "ago",
        "2026-13-45",
        "31/31",
        "24:00",
        "stop",
        "no",
        "yes",
        "don't",
        "year",
        "9999",
        "millennium",
    ];

    private static readonly Gen<string> AnyWord = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    public static TheoryData<string> Attacks() =>
        [
            "march 1 at 2h ",
            "1 ",
            "1-",
            "1/2/",
            "3 to ",
            "from 3 to 5 and ",
            "friday ",
            "a ",
            "the first of the ",
            "in 2 hours and ",
            "half past ",
            "next ",
            "twenty ",
            "3:30:",
            "a.",
            "tomorrow at 3 or ",
            "10:",
            "last day of ",
            "-",
            "'",
            "no no ",
            "stop by ",
            "monday, ",
            "at 3 on friday from 2 to 4 of may ",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Work_grows_with_the_length_and_not_with_its_square(string attack)
    {
        var (once, twice, fourfold) = (
            Operations(attack, 200),
            Operations(attack, 400),
            Operations(attack, 800)
        );
        // A quadratic reader doubles its cost per token; ours keeps it, up to the edges of the text.
        Assert.True(twice <= (2.2 * once) + 500, $"{once} then {twice}");
        Assert.True(fourfold <= (2.2 * twice) + 500, $"{twice} then {fourfold}");
        Assert.True(fourfold <= 800 * 600, $"{fourfold} operations for 800 tokens");
    }

    [Theory]
    [InlineData("at ", "3pm", " ish")]
    [InlineData("the ", "friday", " oclock")]
    [InlineData("on ", "march", " the")]
    [InlineData("a ", "half", " of")]
    public void A_time_buried_in_words_that_bind_costs_no_more(string before, string time, string after)
    {
        long Buried(int words) =>
            Operations(
                string.Concat(Enumerable.Repeat(before, words))
                    + time
                    + string.Concat(Enumerable.Repeat(after, words))
            );
        Assert.True(Buried(400) <= (2.2 * Buried(200)) + 500, $"{Buried(200)} then {Buried(400)}");
    }

    [Fact]
    public void The_longest_message_in_any_mix_of_words_is_bounded()
    {
        var mixes = AnyWord.Array[1000];
        mixes.Sample(words => Operations(string.Join(' ', words)) < 1000 * 600, iter: 30);
    }

    [Fact]
    public void Any_bytes_are_understood_as_something() =>
        Gen
            .Byte.Array[0, 600]
            .Sample(bytes => Holds(Brain.English.Understand(bytes, Brain.Wednesday)), iter: 2000);

    [Fact]
    public void Any_words_of_time_in_any_order_are_understood_as_something() =>
        Gen.Select(AnyWord.Array[1, 40], Gen.Int[0, 200_000])
            .Sample(
                (words, hours) =>
                    Holds(Brain.Hears(string.Join(' ', words), Brain.Wednesday.PlusHours(hours))),
                iter: 3000
            );

    [Fact]
    public void The_same_message_is_always_understood_alike() =>
        AnyWord
            .Array[1, 12]
            .Sample(
                words =>
                {
                    var (first, second) = (
                        Brain.Hears(string.Join(' ', words)),
                        Brain.Hears(string.Join(' ', words))
                    );
                    return first.Intent == second.Intent
                        && first.Confidence.Equals(second.Confidence)
                        && first
                            .Times.Select(time => time.Best)
                            .SequenceEqual(second.Times.Select(time => time.Best));
                },
                iter: 500
            );

    [Fact]
    public void A_reference_at_the_edge_of_the_calendar_is_no_reason_to_throw()
    {
        foreach (
            var text in (string[])
                [
                    "in 90 years",
                    "next year",
                    "in 3 weeks",
                    "tomorrow",
                    "31 dec",
                    "in 5 hours",
                    "100000000 years ago",
                ]
        )
        {
            Assert.True(Holds(Brain.Hears(text, new(9999, 12, 31, 23, 59))));
            Assert.True(Holds(Brain.Hears(text, new(1, 1, 1, 0, 0))));
        }
    }

    private static bool Holds(Understanding understood) =>
        understood.Confidence is >= 0 and <= 1
        && understood.Times.All(time =>
            time.Candidates.Count > 0 && time.Candidates.All(span => span.Start < span.End)
        );

    private static long Operations(string attack, int tokens)
    {
        using var one = Tokenizer.Tokenize(Encoding.UTF8.GetBytes(attack));
        return Operations(string.Concat(Enumerable.Repeat(attack, Math.Max(1, tokens / one.Count))));
    }

    private static long Operations(string message)
    {
        var vocabulary = new Vocabulary();
        var reader = new TimeReader(new TimeLexicon("en", vocabulary));
        using var text = Tokenizer.Tokenize(Encoding.UTF8.GetBytes(message));
        reader.Read(text, vocabulary.Number(text), out var operations);
        return operations;
    }
}
