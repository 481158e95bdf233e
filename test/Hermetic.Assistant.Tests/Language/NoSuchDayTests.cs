using NodaTime;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>Days that are named and that no calendar has.</summary>
public sealed class NoSuchDayTests
{
    private static readonly LocalDateTime Monday = new(2026, 11, 23, 10, 0);

    [Theory]
    [InlineData("31 June", 31, 6)]
    [InlineData("haircut on 31 february", 31, 2)]
    [InlineData("the 30th of february please", 30, 2)]
    [InlineData("february 30th", 30, 2)]
    [InlineData("29 february 2027", 29, 2)]
    [InlineData("31.4.2027", 31, 4)]
    [InlineData("32 december", 32, 12)]
    public void A_day_that_does_not_exist_is_no_time_but_named(string text, int day, int month)
    {
        var understood = Brain.Hears(text, Monday);

        Assert.Empty(understood.Times);
        Assert.Equal(new NoSuchDay(day, month), understood.NoSuchDay);
    }

    [Fact]
    public void Of_next_month_it_is_the_month_that_comes()
    {
        var april = Brain.Hears("the 31st of next month", new LocalDateTime(2027, 3, 10, 10, 0));

        Assert.Equal(new NoSuchDay(31, 4), april.NoSuchDay);
    }

    [Fact]
    public void The_hour_beside_it_is_kept()
    {
        var hour = Brain.Hears("30 february at 3pm", Monday).NoSuchDay?.Hour?.Best;

        Assert.Equal((new LocalTime(15, 0), false), (hour!.Start.TimeOfDay, hour.HasDate));
    }

    [Theory]
    [InlineData("29 february")]
    [InlineData("the 31st")]
    [InlineData("31 december")]
    [InlineData("friday at 3")]
    [InlineData("31 people")]
    [InlineData("")]
    public void Everything_else_names_none(string text) => Assert.Null(Brain.Hears(text, Monday).NoSuchDay);

    [Theory]
    [InlineData("next week at 5pm", "2026-11-30", 7, 17)]
    [InlineData("at 5pm next week", "2026-11-30", 7, 17)]
    [InlineData("this weekend at 11", "2026-11-28", 2, 11)]
    [InlineData("next month at 9am", "2026-12-01", 31, 9)]
    public void An_hour_in_a_stretch_of_days_is_on_any_of_them(string text, string first, int days, int hour)
    {
        var times = Brain.Hears(text, Monday).Times;

        var stretch = times.Single(time => time.Best.HasDate).Best;
        Assert.Equal(first, stretch.Start.ToString("uuuu-MM-dd", null));
        Assert.Equal(days, Period.DaysBetween(stretch.Start.Date, stretch.End.Date));
        Assert.Equal(hour, times.Single(time => !time.Best.HasDate).Best.Start.Hour);
    }
}
