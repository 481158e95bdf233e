using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant.Tests;

public sealed class HolidayDateTests
{
    [Theory]
    [InlineData("2027-08-02", "2027-08-02")]
    [InlineData("12-25", "2027-12-25")]
    [InlineData("easter", "2027-03-28")]
    [InlineData("easter-2", "2027-03-26")]
    [InlineData("Easter + 1", "2027-03-29")]
    [InlineData("easter+39", "2027-05-06")]
    [InlineData("first monday of may", "2027-05-03")]
    [InlineData("Last Monday of August", "2027-08-30")]
    [InlineData("fourth thursday of november", "2027-11-25")]
    [InlineData("second friday of january", "2027-01-08")]
    [InlineData("first friday of october", "2027-10-01")]
    [InlineData("last sunday of february", "2027-02-28")]
    public void A_date_is_on_its_day(string text, string day) =>
        Assert.Equal([LocalDatePattern.Iso.Parse(day).Value], HolidayDate.Parse(text)!.In(2027));

    [Fact]
    public void Days_in_a_row_are_all_of_them()
    {
        Assert.Equal(13, HolidayDate.Parse("2027-08-02 to 2027-08-14")!.In(2027).Count());
        Assert.Equal(
            new DateSpan(new(2027, 12, 24), new(2028, 1, 2)).Each(), HolidayDate.Parse("12-24 to 01-02")!.In(2027));
    }

    [Fact]
    public void A_date_with_its_year_is_in_that_year_only()
    {
        Assert.Empty(HolidayDate.Parse("2027-08-02")!.In(2028));
        Assert.True(HolidayDate.Parse("2027-08-02")!.IsOnce);
        Assert.False(HolidayDate.Parse("08-02")!.IsOnce);
    }

    [Fact]
    public void The_leap_day_comes_in_leap_years()
    {
        Assert.Empty(HolidayDate.Parse("02-29")!.In(2027));
        Assert.Equal([new LocalDate(2028, 2, 29)], HolidayDate.Parse("02-29")!.In(2028));
    }

    // The dates of the Gregorian Easter as the churches and almanacs publish them, extremes included.
    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1943, 4, 25)]
    [InlineData(2008, 3, 23)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2076, 4, 19)]
    [InlineData(2285, 3, 22)]
    public void Easter_is_when_the_almanac_says(int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), HolidayDate.EasterSunday(year));

    [Fact]
    public void Easter_is_a_Sunday_from_22_March_to_25_April() => Assert.All(Enumerable.Range(1583, 800), year =>
    {
        var easter = HolidayDate.EasterSunday(year);
        Assert.Equal(IsoDayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
    });

    [Theory]
    [InlineData("christmas")]
    [InlineData("25.12.")]
    [InlineData("2027-02-30")]
    [InlineData("13-01")]
    [InlineData("easter+")]
    [InlineData("easter+1000")]
    [InlineData("easter+1 to easter+2")]
    [InlineData("2027-08-14 to 2027-08-02")]
    [InlineData("2027-01-01 to 2029-01-01")]
    [InlineData("2027-08-02 to 08-14")]
    [InlineData("fifth monday of may")]
    [InlineData("first 1 of may")]
    [InlineData("first none of may")]
    [InlineData("first monday of mai")]
    [InlineData("")]
    [InlineData(" to ")]
    public void Anything_else_is_no_date(string text) => Assert.Null(HolidayDate.Parse(text));
}
