using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// What is unclear is asked with buttons, and only where more than one reading is possible at all.
/// </summary>
public sealed class AmbiguousTimeScripts
{
    /// <summary>A bar that never closes: there even half past two in the night is a time to book.</summary>
    private static readonly Business NightBar = Script.Salon with
    {
        Name = "Nachtbar",
        Hours = new(
            Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToDictionary(
                day => day,
                IReadOnlyList<OpenSpan> (_) => [new(LocalTime.Midnight, new LocalTime(23, 59))]),
            []),
        Services = [new("table", "Table", [], 60, Price: null)],
    };

    [Fact]
    public Task Morning_or_evening_is_asked_with_buttons() => Script.PlayAsync("""
        > a table on friday at 7 [book_appointment 2026-11-27T07:00|2026-11-27T19:00]
        < Which time do you mean? {Fri 27 Nov, 07:00|Fri 27 Nov, 19:00}
        * Fri 27 Nov, 19:00
        < Table on Friday, 27 November at 19:00, 60 minutes. Shall I book it? {Confirm|Change|Cancel}
        """, new(NightBar));

    [Fact]
    public Task The_only_reading_within_opening_hours_is_taken_and_confirmed() => Script.PlayAsync("""
        > haircut on friday at 9 [book_appointment 2026-11-27T09:00|2026-11-27T21:00]
        < Haircut on Friday, 27 November at 09:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Which_of_two_fridays_is_asked_with_buttons_and_the_time_is_kept() => Script.PlayAsync("""
        > haircut next friday at 3 [book_appointment 2026-11-27|2026-12-04 T15:00]
        < Do you mean Friday, 27 November at 15:00 or Friday, 4 December at 15:00? {Fri 27 Nov, 15:00|Fri 4 Dec, 15:00}
        * Fri 4 Dec, 15:00
        < Haircut on Friday, 4 December at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_day_alone_is_asked_as_a_day() => Script.PlayAsync("""
        > haircut next friday [book_appointment 2026-11-27|2026-12-04]
        < Do you mean Friday, 27 November or Friday, 4 December? {Fri 27 Nov|Fri 4 Dec}
        * Fri 4 Dec
        < Haircut on Friday, 4 December: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        """);

    [Fact]
    public Task A_reading_in_the_past_or_beyond_the_horizon_is_not_offered() => Script.PlayAsync("""
        > haircut on 3/12 [book_appointment 2026-03-12|2026-12-03|2027-12-03]
        < Haircut on Thursday, 3 December: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|14:00|15:00|16:00|17:00|18:00|19:00}
        """);

    [Fact]
    public Task A_time_that_the_clocks_skip_is_told() => Script.PlayAsync("""
        > a table on 28 march at half past two [book_appointment 2027-03-28T02:30]
        < On Sunday, 28 March the clocks go forward, and 02:30 does not exist. These times are free. Which
          would suit you? {Sun 28 Mar, 00:00|Sun 28 Mar, 00:15|Sun 28 Mar, 00:30}
        """, new(NightBar, new LocalDateTime(2027, 3, 22, 10, 0)));

    [Theory]
    [InlineData("02:30 summer time", "+02", "summer")]
    [InlineData("02:30 winter time", "+01", "winter")]
    public Task A_time_that_comes_twice_is_asked_about_and_booked_as_meant(
        string label, string offset, string season) =>
        Script.PlayAsync($$"""
            > a table on 25 october at half past two [book_appointment 2026-10-25T02:30]
            < On Sunday, 25 October the clocks go back, and 02:30 comes twice. Which one do you mean? {02:30
              summer time|02:30 winter time}
            * {{label}}
            < Table on Sunday, 25 October at 02:30 ({{season}} time), 60 minutes. Shall I book it?
              {Confirm|Change|Cancel}
            * Confirm
            ! book table 2026-10-25T02:30 {{offset}}
            < Booked: Table on Sunday, 25 October at 02:30 ({{season}} time), Kastanienallee 12, 10435 Berlin.
              If you cannot come, write "cancel my appointment".
            """, new(NightBar, new LocalDateTime(2026, 10, 20, 10, 0)));

    [Fact]
    public Task The_only_service_is_not_asked_for() => Script.PlayAsync("""
        > friday at 20:00 please [book_appointment 2026-11-27T20:00]
        < Table on Friday, 27 November at 20:00, 60 minutes. Shall I book it? {Confirm|Change|Cancel}
        """, new(NightBar));

    [Fact]
    public Task A_default_service_is_not_asked_for_either() => Script.PlayAsync("""
        > friday at 15:00 please [book_appointment 2026-11-27T15:00]
        < Beard trim on Friday, 27 November at 15:00, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        """, new(Script.Salon with { DefaultServiceId = "beard-trim" }));

    [Fact]
    public Task Up_to_three_services_are_buttons() => Script.PlayAsync("""
        > friday at 15:00 please [book_appointment 2026-11-27T15:00]
        < Which service would you like? {Haircut|Children's haircut|Beard trim}
        * Children's haircut
        < Children's haircut on Friday, 27 November at 15:00, 30 minutes, €24. Shall I book it?
          {Confirm|Change|Cancel}
        """, new(Script.Salon with
        {
            Services = [.. Script.Salon.Services.Take(3)],
        }));
}
