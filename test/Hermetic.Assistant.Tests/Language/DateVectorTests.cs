using System.Text.Json;
using Hermetic.Testing;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>Our own hand-written times, one JSON object a line.</summary>
public sealed class DateVectorTests
{
    public static TheoryData<string> Vectors() =>
        new(File.ReadLines(Repository.Vector("language/dates.en.jsonl")));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_time_is_read_as_a_person_would(string line)
    {
        var vector = JsonDocument.Parse(line).RootElement;
        var times = Brain
            .Hears(vector.GetProperty("text").GetString()!, Moment(vector.GetProperty("ref")))
            .Times;
        if (vector.TryGetProperty("none", out _))
        {
            Assert.Empty(times);
            return;
        }
        var time = Assert.Single(times);
        Assert.Equal(Moment(vector.GetProperty("start")), time.Best.Start);
        Assert.Equal(vector.GetProperty("hasTime").GetBoolean(), time.Best.HasTime);
        if (vector.TryGetProperty("end", out var end))
            Assert.Equal(Moment(end), time.Best.End);
        var ambiguity = vector.TryGetProperty("ambiguity", out var why)
            ? Enum.Parse<TimeAmbiguity>(why.GetString()!)
            : TimeAmbiguity.None;
        Assert.Equal(ambiguity, time.Ambiguity);
        Assert.Equal(ambiguity != TimeAmbiguity.None, time.Candidates.Count > 1);
    }

    private static LocalDateTime Moment(JsonElement text) =>
        LocalDateTimePattern.GeneralIso.Parse(text.GetString()!).Value;
}
