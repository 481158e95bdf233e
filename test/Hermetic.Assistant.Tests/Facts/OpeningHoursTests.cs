using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class OpeningHoursTests
{
    private static readonly LocalDate Friday = new(2026, 11, 27);

    private static OpeningHours Hours(params SpecialDay[] special) => new(
        new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>
        {
            [IsoDayOfWeek.Friday] = [new(new(9, 0), new(18, 0))],
        },
        special);

    [Fact]
    public void Days_that_differ_may_be_replaced_and_the_copy_knows_it()
    {
        var copy = Hours(new SpecialDay(Friday, "Before", [])) with { SpecialDays = [new SpecialDay(Friday.PlusWeeks(1), "After", [])] };

        Assert.Null(copy.On(Friday).Occasion);
        Assert.Equal("After", copy.On(Friday.PlusWeeks(1)).Occasion);
    }

    [Fact]
    public void Of_two_special_days_on_one_date_the_first_counts() => Assert.Equal(
        "First", Hours(new SpecialDay(Friday, "First", []), new SpecialDay(Friday, "Second", [])).On(Friday).Occasion);

    [Fact]
    public void Other_days_keep_their_hours() =>
        Assert.False(Hours(new SpecialDay(Friday, "Closed", [])).On(Friday.PlusWeeks(1)).Closed);
}
