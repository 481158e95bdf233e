using System.Text;
using Hermetic.Assistant.Language;
using Hermetic.Testing;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>The classifier on utterances that it has not seen.</summary>
public sealed class IntentModelTests(ITestOutputHelper output)
{
    private const double Acts = 0.70;
    private const double Floor = 0.95;

    [Fact]
    public void Held_out_utterances_are_understood_above_the_floor()
    {
        var all = HeldOut().Select(row => (row.Intent, row.Text, Got: Brain.Hears(row.Text))).ToList();
        foreach (var wrong in all.Where(row => row.Got.Intent != row.Intent))
            output.WriteLine(
                $"{wrong.Text}: {wrong.Got.Intent} {wrong.Got.Confidence:F2}, not {wrong.Intent}"
            );
        var right = all.Count(row => row.Got.Intent == row.Intent);
        var acted = all.Where(row => row.Got.Confidence >= Acts).ToList();
        output.WriteLine($"{right} of {all.Count}; acted on {acted.Count}");
        Assert.All(
            all.GroupBy(row => row.Intent),
            group => Assert.True(group.Count() >= 10, $"{group.Key}: {group.Count()}")
        );
        Assert.Equal(IntentNames.Count, all.DistinctBy(row => row.Intent).Count());
        Assert.True(right >= Floor * all.Count, $"{right} of {all.Count}");
        Assert.True(acted.Count >= 0.8 * all.Count, $"acted on {acted.Count} of {all.Count}");
        Assert.True(acted.Count(row => row.Got.Intent != row.Intent) <= 0.03 * acted.Count);
    }

    [Fact]
    public void No_held_out_utterance_was_trained_on()
    {
        var trained = Training().Select(row => row.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(HeldOut().Where(row => trained.Contains(row.Text)).Select(row => row.Text));
    }

    [Fact]
    public void Every_intent_has_forty_utterances_to_learn_from_and_none_twice()
    {
        var training = Training().ToList();
        Assert.Empty(
            training
                .GroupBy(row => row.Text, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
                .Select(same => same.Key)
        );
        var counts = training.CountBy(row => row.Intent).ToDictionary();
        Assert.All(
            Enum.GetValues<Intent>(),
            intent => Assert.True(counts.GetValueOrDefault(intent) >= 40, intent.ToString())
        );
    }

    [Fact]
    public void Two_starts_learn_the_same_model()
    {
        var again = new EmbeddedBrain();
        Assert.All(
            HeldOut(),
            row =>
                Assert.Equal(
                    Brain.Hears(row.Text).Confidence,
                    again.Understand(Encoding.UTF8.GetBytes(row.Text), Brain.Wednesday).Confidence
                )
        );
    }

    [Theory]
    [InlineData("i wnat to bok an apointment")]
    [InlineData("bookk me an appoitment plz")]
    [InlineData("can i make an appointmnt for friday")]
    [InlineData("can u scedule me an appointment tmrw")]
    public void A_typo_does_not_hide_a_booking(string said) =>
        Assert.Equal(Intent.BookAppointment, Brain.Hears(said).Intent);

    [Theory]
    [InlineData("")]
    [InlineData("qwrtzp xkcd vbnm")]
    [InlineData("日本語のメッセージ")]
    public void What_is_not_understood_is_not_acted_on(string said) =>
        Assert.True(Brain.Hears(said).Confidence < Acts);

    [Fact]
    public void Requests_of_another_world_are_not_acted_on()
    {
        var path = Repository.Fixtures("language/intents-hwu64-train.tsv");
        Assert.SkipWhen(path is null, "The shared corpora are not beside this repository.");
        string[] foreign =
        [
            "iot_",
            "play_",
            "news_",
            "weather_",
            "cooking_",
            "music_",
            "qa_",
            "transport_",
            "audio_",
            "recommendation_",
        ];
        var rows = File.ReadLines(path)
            .Select(line => line.Split('\t'))
            .Where(row => foreign.Any(kind => row[0].StartsWith(kind, StringComparison.Ordinal)));
        var (all, acted) = (0, 0);
        var kinds = new Dictionary<Intent, int>();
        foreach (var row in rows)
        {
            var got = Brain.Hears(row[1]);
            all++;
            if (got.Intent == Intent.OutOfScope || got.Confidence < Acts)
                continue;
            acted++;
            kinds[got.Intent] = kinds.GetValueOrDefault(got.Intent) + 1;
            if (acted % 10 == 0)
                output.WriteLine($"{row[1]} => {got.Intent} {got.Confidence:F2}");
        }
        output.WriteLine(
            $"acted on {acted} of {all}: {string.Join(", ", kinds.OrderByDescending(k => k.Value))}"
        );
        Assert.True(acted <= 0.15 * all, $"acted on {acted} of {all}");
    }

    private static IEnumerable<(Intent Intent, string Text)> HeldOut() =>
        Rows(File.OpenRead(Repository.Vector("language/intents.en.tsv")));

    private static IEnumerable<(Intent Intent, string Text)> Training() =>
        Rows(typeof(EmbeddedBrain).Assembly.GetManifestResourceStream("en.intents.tsv")!);

    private static IEnumerable<(Intent Intent, string Text)> Rows(Stream table)
    {
        using var lines = new StreamReader(table, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var cells = line.Split('\t');
            foreach (var text in cells[1].Split('|'))
                yield return (IntentNames.FromWire(cells[0])!.Value, text);
        }
    }
}
