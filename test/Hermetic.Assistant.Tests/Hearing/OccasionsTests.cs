using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class OccasionsTests
{
    // Monday.
    private static readonly LocalDate Today = new(2026, 11, 23);

    private static readonly Business Practice = new Folder().Put("holidays.json", """
        { "holidays": [
          { "name": "Good Friday", "date": "easter-2" }, { "name": "Easter Monday", "date": "easter+1" },
          { "name": "Winter break", "date": "12-24 to 12-26" }, { "name": "Summer break", "date": "08-02 to 08-20" },
          { "name": "Training", "date": "2026-12-02" } ] }
        """).Business();

    private static readonly TimeReading NextMonday = Day(new(2026, 11, 30));

    private static TimeReading Day(LocalDate day) => new(
        [new(day.AtMidnight(), day.PlusDays(1).AtMidnight(), HasDate: true, HasTime: false)], TimeAmbiguity.None);

    private static IReadOnlyList<TimeReading> In(string text, bool aboutHours = true, params TimeReading[] times) =>
        Occasions.Of(Practice).In(FoldedText.Fold(text), times, aboutHours, Today);

    [Fact]
    public void Easter_Monday_is_not_the_next_Monday() => Assert.Equal(
        new LocalDateTime(2027, 3, 29, 0, 0),
        Assert.Single(In("are you open on easter monday?", aboutHours: true, NextMonday)).Best.Start);

    [Fact]
    public void What_names_no_occasion_keeps_its_times() =>
        Assert.Equal([NextMonday], In("are you open on monday?", aboutHours: true, NextMonday));

    [Fact]
    public void A_time_of_day_is_on_that_day_in_each_of_its_readings()
    {
        LocalSpan[] seven =
        [
            new(Today.At(new(7, 0)), Today.At(new(8, 0)), HasDate: false, HasTime: true),
            new(Today.At(new(19, 0)), Today.At(new(20, 0)), HasDate: false, HasTime: true),
        ];

        var heard = Assert.Single(In("good friday at 7", aboutHours: false, new TimeReading(seven, TimeAmbiguity.MorningOrEvening)));

        Assert.Equal(TimeAmbiguity.MorningOrEvening, heard.Ambiguity);
        Assert.Equal(
            [new LocalDateTime(2027, 3, 26, 7, 0), new LocalDateTime(2027, 3, 26, 19, 0)], heard.Candidates.Select(one => one.Start));
        Assert.All(heard.Candidates, one => Assert.True(one.HasDate && one.End == one.Start.PlusHours(1)));
    }

    [Fact]
    public void Days_in_a_row_are_all_meant_and_of_a_long_row_the_first()
    {
        Assert.Equal(
            (new LocalDateTime(2026, 12, 24, 0, 0), new LocalDateTime(2026, 12, 27, 0, 0)),
            Ends(In("open in the winter break?")));
        Assert.Equal(
            (new LocalDateTime(2027, 8, 2, 0, 0), new LocalDateTime(2027, 8, 3, 0, 0)), Ends(In("open in the summer break?")));
    }

    [Fact]
    public void A_name_of_one_word_counts_only_in_a_question_about_hours()
    {
        Assert.Single(In("are you open during the training?"));
        Assert.Empty(In("i have training, can i come later", aboutHours: false));
    }

    [Fact]
    public void What_will_not_come_again_is_not_meant() => Assert.Empty(
        Occasions.Of(Practice).In(FoldedText.Fold("open on the training?"), [], aboutHours: true, new LocalDate(2026, 12, 3)));

    [Fact]
    public Task The_hours_of_a_holiday_by_its_name() => Script.PlayAsync("""
        > are you open on good friday? [opening_hours 2026-11-27]
        < On Friday, 26 March (Good Friday) we are closed.
        > and on ascension day? [opening_hours]
        < On Thursday, 6 May (Ascension Day) we are closed.
        """);

    private static (LocalDateTime, LocalDateTime) Ends(IReadOnlyList<TimeReading> times) =>
        (Assert.Single(times).Best.Start, times[0].Best.End);
}
