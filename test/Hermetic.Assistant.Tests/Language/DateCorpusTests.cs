using System.Globalization;
using System.Text;
using System.Text.Json;
using Hermetic.Testing;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>The third-party and shared development sets, when they lie beside the repository.</summary>
public sealed class DateCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void The_WhatsApp_register_is_read_without_a_false_positive()
    {
        var (right, wrong) = Score("language/dates-whatsapp-dev.jsonl");
        Assert.True(right / (double)(right + wrong) >= 0.97, $"{right} of {right + wrong}");
    }

    [Fact]
    public void Most_of_the_duckling_core_is_read()
    {
        var (right, wrong) = Score("language/duckling-core-dev.jsonl");
        Assert.True(right / (double)(right + wrong) >= 0.80, $"{right} of {right + wrong}");
    }

    private (int Right, int Wrong) Score(string fixture)
    {
        var path = Repository.Fixtures(fixture);
        Assert.SkipWhen(path is null, "The shared corpora are not beside this repository.");
        var brain = Brain.English;
        var (right, wrong) = (0, 0);
        foreach (var row in File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement))
        {
            if (!row.GetProperty("lang").ValueEquals("en"))
                continue;
            var reference = LocalDateTimePattern
                .GeneralIso.Parse(Seconds(row.GetProperty("ref").GetString()!))
                .Value;
            var times = brain
                .Understand(Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!), reference)
                .Times;
            if (Matches(row, times))
            {
                right++;
                continue;
            }
            wrong++;
            var got = string.Join(" | ", times.Select(time => time.Best.Start));
            output.WriteLine($"{row.GetProperty("text")}: {got}, not {Wanted(row)}");
        }
        output.WriteLine($"{fixture}: {right} of {right + wrong}");
        return (right, wrong);
    }

    private static string Wanted(JsonElement row) =>
        row.TryGetProperty("start", out var start) ? start.GetString()! : "none";

    private static bool Matches(JsonElement row, IReadOnlyList<TimeReading> times)
    {
        if (row.GetProperty("kind").ValueEquals("none"))
            return times.Count == 0;
        if (times.Count == 0)
            return false;
        var wanted = new List<string> { row.GetProperty("start").GetString()! };
        if (row.TryGetProperty("accept", out var others))
            wanted.AddRange(others.EnumerateArray().Select(other => other.GetString()!));
        var best = times[0].Best;
        var dayOrLonger =
            row.GetProperty("grain").GetString() is "day" or "week" or "month" or "year" or "quarter";
        return wanted.Exists(want =>
        {
            var start = LocalDateTimePattern.GeneralIso.Parse(want).Value;
            return dayOrLonger
                ? best.Start.Date == start.Date && !best.HasTime
                : best.Start == start && best.HasTime;
        });
    }

    private static string Seconds(string moment) => moment.Length == 16 ? moment + ":00" : moment;
}
