using System.Globalization;
using System.Text.Json;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>What is ruled out and what either will do, said on a Wednesday, the 18th, at a quarter past ten.</summary>
public sealed class TimesAsSetsTests
{
    [Theory]
    [InlineData("haircut on friday, not in the afternoon", "11-20 00:00 to 11-20 12:00|or 11-20 18:00 to 11-21 00:00")]
    [InlineData("friday but not in the morning", "11-20 00:00 to 11-20 06:00|or 11-20 12:00 to 11-21 00:00")]
    [InlineData("not friday afternoon", "11-20 00:00 to 11-20 12:00|or 11-20 18:00 to 11-21 00:00")]
    [InlineData("next week but not on monday", "11-24 00:00 to 11-30 00:00")]
    [InlineData("next week but not on wednesday", "11-23 00:00 to 11-25 00:00|or 11-26 00:00 to 11-30 00:00")]
    [InlineData("the week after next except friday", "11-30 00:00 to 12-04 00:00|or 12-05 00:00 to 12-07 00:00")]
    [InlineData("next weekend but not sunday", "11-28 00:00 to 11-29 00:00")]
    [InlineData("any day except friday", "")]
    [InlineData("not on monday, tuesday or wednesday", "")]
    [InlineData("friday doesn't work for me", "")]
    [InlineData("don't book it on friday, book it on saturday", "11-21 00:00 to 11-22 00:00")]
    [InlineData("friday, not at 3 but at 4", "11-20 16:00 to 11-20 16:01")]
    [InlineData("not on friday, saturday at 10", "11-21 10:00 to 11-21 10:01")]
    public void What_is_ruled_out_is_in_no_time_that_is_wanted(string said, string expected) =>
        Assert.Equal(expected, Wanted(said));

    [Theory]
    [InlineData("either thursday or friday", "11-19 00:00 to 11-20 00:00|or 11-20 00:00 to 11-21 00:00")]
    [InlineData("thursday and saturday are fine",
        "11-19 00:00 to 11-20 00:00|or 11-21 00:00 to 11-22 00:00")]
    [InlineData("thursday, friday or saturday",
        "11-19 00:00 to 11-20 00:00|or 11-20 00:00 to 11-21 00:00|or 11-21 00:00 to 11-22 00:00")]
    [InlineData("thursday 13:30 or tuesday 11", "11-19 13:30 to 11-19 13:31|or 11-24 11:00 to 11-24 11:01")]
    [InlineData("friday at 3 or 4", "11-20 15:00 to 11-20 15:01|or 11-20 16:00 to 11-20 16:01")]
    [InlineData("friday or saturday at 10", "11-20 10:00 to 11-20 10:01|or 11-21 10:00 to 11-21 10:01")]
    [InlineData("friday at 3 or 4 people", "11-20 15:00 to 11-20 15:01")]
    [InlineData("friday morning or afternoon", "11-20 06:00 to 11-20 12:00|or 11-20 12:00 to 11-20 18:00")]
    [InlineData("thursday or friday afternoon", "11-19 12:00 to 11-19 18:00|or 11-20 12:00 to 11-20 18:00")]
    [InlineData("friday afternoon or saturday morning",
        "11-20 12:00 to 11-20 18:00|or 11-21 06:00 to 11-21 12:00")]
    public void Each_of_several_times_will_do(string said, string expected) => Assert.Equal(expected, Wanted(said));

    [Theory]
    [InlineData("friday after 11 but before 3", "11-20 11:00 to 11-20 15:00")]
    [InlineData("friday, not before 11 and not after 3", "11-20 11:00 to 11-20 15:00")]
    public void Two_bounds_are_one_stretch(string said, string expected) => Assert.Equal(expected, Wanted(said));

    [Fact]
    public void What_the_command_line_prints_has_nothing_that_is_ruled_out()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            UnderstandingJson.Write(json, Brain.Hears("haircut next week but not on wednesday"), 1);

        var times = JsonDocument.Parse(buffer.ToArray()).RootElement.GetProperty("pred").EnumerateArray()
            .Select(time => $"{time.GetProperty("start")} {time.GetProperty("end")}");

        Assert.Equal(["2026-11-23T00:00:00 2026-11-25T00:00:00", "2026-11-26T00:00:00 2026-11-30T00:00:00"], times);
    }

    [Theory]
    [InlineData("not on friday", 3)]
    [InlineData("not this friday", 1)]
    [InlineData("not on the 20th", 1)]
    [InlineData("not tomorrow", 1)]
    public void A_weekday_without_a_week_is_ruled_out_in_every_week(string said, int days)
    {
        var ruledOut = Assert.Single(Brain.Hears(said).Excluded);
        var first = Brain.Wednesday.Date;

        var within = ruledOut.DaysWithin(first, first.PlusDays(21));

        Assert.Equal(days, within.Count);
        Assert.All(within, part => Assert.Equal(part.From.PlusDays(1), part.Until));
    }

    [Fact]
    public void Hours_are_ruled_out_on_any_day_and_are_no_day()
    {
        var ruledOut = Assert.Single(Brain.Hears("anything but the morning").Excluded);
        var first = Brain.Wednesday.Date;

        Assert.True(ruledOut.IsOfAnyDay);
        Assert.Empty(ruledOut.DaysWithin(first, first.PlusDays(21)));
        Assert.True(ruledOut.Hours.Contains(new(9, 0)));
        Assert.False(ruledOut.Hours.Contains(new(12, 0)));
        Assert.Equal(2, ruledOut.Within(first.AtMidnight(), first.PlusDays(2).AtMidnight()).Count);
    }

    private static string Wanted(string said) => string.Join('|', Brain.Hears(said).Times.Select(time =>
        (time.Or ? "or " : "") + Written(time.Best.Start) + " to " + Written(time.Best.End)));

    private static string Written(NodaTime.LocalDateTime time) =>
        time.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
