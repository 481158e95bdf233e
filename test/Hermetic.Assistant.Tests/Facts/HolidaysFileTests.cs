using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class HolidaysFileTests
{
    private static OpeningHours Hours(string holidays) =>
        new Folder().Put("holidays.json", $"{{ \"holidays\": [ {holidays} ] }}").Business().Hours;

    [Fact]
    public void A_holiday_is_closed_unless_it_has_hours()
    {
        var hours = Hours("""
            { "name": "Christmas Day", "date": "12-25" }, { "name": "Fair", "date": "2026-11-27", "hours": ["8-10", "12-13"] }
            """);

        Assert.True(hours.On(new(2026, 12, 25)).Closed);
        Assert.Equal("Christmas Day", hours.On(new(2031, 12, 25)).Occasion);
        Assert.Equal([8, 12], hours.On(new(2026, 11, 27)).Spans.Select(span => span.From.Hour));
    }

    [Fact]
    public void What_comes_every_year_shortens_a_day_and_opens_none()
    {
        // Christmas Eve is a Thursday in 2026, on which the bakery is closed, and a Friday in 2027.
        var hours = Hours("""{ "name": "Christmas Eve", "date": "12-24", "hours": "8-10" }""");

        Assert.True(hours.On(new(2026, 12, 24)).Closed);
        Assert.True(hours.On(new(2027, 12, 24)).OpenAt(new LocalTime(9, 0)));
        Assert.False(hours.On(new(2027, 12, 24)).OpenAt(new LocalTime(11, 0)));
    }

    [Fact]
    public void A_date_with_its_year_opens_a_day_and_goes_before_what_comes_every_year()
    {
        var hours = Hours("""
            { "name": "Christmas Eve", "date": "12-24" },
            { "name": "Last-minute cakes", "date": "2026-12-24", "hours": "7-20" }
            """);

        Assert.Equal("Last-minute cakes", hours.On(new(2026, 12, 24)).Occasion);
        Assert.True(hours.On(new(2026, 12, 24)).OpenAt(new LocalTime(19, 0)));
        Assert.Equal("Christmas Eve", hours.On(new(2027, 12, 24)).Occasion);
    }

    [Fact]
    public void Days_are_laid_out_in_order_for_decades()
    {
        var days = Hours("""{ "name": "B", "date": "12-25" }, { "name": "A", "date": "easter+1" }""").SpecialDays;

        Assert.Equal(days.OrderBy(day => day.Date), days);
        Assert.Equal(2 * 80, days.Count);
    }

    [Fact]
    public void A_holiday_says_what_it_lacks() => Assert.Equal(
        [
            "holidays.json, line 2: a holiday needs a date (\"date\": \"12-25\")",
            "holidays.json, line 3: 25 December is not a date; write \"2027-08-02\", \"2027-08-02 to 2027-08-14\", \"12-25\" "
                + "(every year), \"easter+1\" or \"last monday of may\"",
            "holidays.json, line 4: a holiday needs a name (\"name\": \"Christmas Day\")",
            "holidays.json, line 5: \"Again\" is on the days of \"\" (line 4); keep one",
        ],
        new Folder().Put("holidays.json", """
            { "holidays": [
              { "name": "Christmas" },
              { "name": "Christmas", "date": "25 December" },
              { "date": "12-26" },
              { "name": "Again", "date": "12-26" } ] }
            """).Problems());

    [Fact]
    public void A_file_without_a_holiday_is_a_mistake() => Assert.Equal(
        ["holidays.json, line 1: there is no holiday in this file; delete it or name one "
            + "(\"holidays\": [{ \"name\": \"Christmas Day\", \"date\": \"12-25\" }])"],
        new Folder().Put("holidays.json", "{ \"holidays\": [] }").Problems());
}
