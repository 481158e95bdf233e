using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class RotaTests
{
    // The salon is open from 9 to 13 and from 14 to 20 on Thursdays, and closed on Mondays.
    private static readonly Business Salon = SampleBusiness.HairSalon;
    private static readonly LocalDate Thursday = new(2026, 11, 26);

    private static StaffMember Member(params IEnumerable<(int From, int Until)> spans) => new("mira", "Mira", [])
    {
        Hours = new(
            Enumerable.Range(1, 7).ToDictionary(
                day => (IsoDayOfWeek)day,
                IReadOnlyList<OpenSpan> (_) => [.. spans.Select(span => Span(span.From, span.Until))]),
            []),
    };

    private static OpenSpan Span(int from, int until) => new(new LocalTime(from, 0), new LocalTime(until, 0));

    [Fact]
    public void Without_hours_of_their_own_somebody_works_while_it_is_open() =>
        Assert.Equal(Salon.Hours.On(Thursday).Spans, Salon.HoursOf(new("mira", "Mira", []), Thursday).Spans);

    [Fact]
    public void Nobody_works_outside_the_hours_of_the_business()
    {
        Assert.Equal([Span(9, 11)], Salon.HoursOf(Member((7, 11)), Thursday).Spans);
        Assert.Equal([Span(11, 13), Span(14, 16)], Salon.HoursOf(Member((11, 16)), Thursday).Spans);
        Assert.Equal([Span(9, 10), Span(12, 13), Span(14, 15)], Salon.HoursOf(Member((8, 10), (12, 15)), Thursday).Spans);
        Assert.True(Salon.HoursOf(Member((13, 14)), Thursday).Closed);
        Assert.True(Salon.HoursOf(Member((8, 20)), Thursday.PlusDays(4)).Closed);
    }

    [Fact]
    public void Both_ends_of_an_absence_are_included()
    {
        var mira = Member((8, 20)) with { Away = [new(Thursday.PlusDays(-1), Thursday)] };

        Assert.False(Salon.HoursOf(mira, Thursday.PlusDays(-2)).Closed);
        Assert.True(Salon.HoursOf(mira, Thursday.PlusDays(-1)).Closed);
        Assert.True(Salon.HoursOf(mira, Thursday).Closed);
        Assert.False(Salon.HoursOf(mira, Thursday.PlusDays(1)).Closed);
    }

    [Fact]
    public void A_holiday_of_the_business_is_one_of_everybody_and_keeps_its_name()
    {
        var christmas = Salon.HoursOf(Member((8, 20)), new(2026, 12, 25));

        Assert.True(christmas.Closed);
        Assert.NotNull(christmas.Occasion);
    }

    [Fact]
    public void Nobody_in_particular_is_the_business_itself() =>
        Assert.Equal(Salon.Hours.On(Thursday), Salon.HoursOf(member: null, Thursday));
}
