using Hermetic.Assistant.Tests.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class CompanyTests
{
    private static readonly LocalDateTime Monday = new(2026, 11, 23, 10, 0);

    private static int People(string text, out IReadOnlyList<TimeReading> times)
    {
        times = Brain.Hears(text, Monday).Times;
        return Company.In(FoldedText.Fold(text), ServiceLexicon.Of(SampleBusiness.HairSalon), ref times);
    }

    [Theory]
    [InlineData("haircuts for me and my daughter", 2)]
    [InlineData("a haircut for my wife and me", 2)]
    [InlineData("can my son and I come on friday?", 2)]
    [InlineData("for me and a friend", 2)]
    [InlineData("haircuts for my son and my daughter", 2)]
    [InlineData("for me and anna on friday", 2)]
    [InlineData("a haircut for both of us", 2)]
    [InlineData("a haircut for two people on friday", 2)]
    [InlineData("haircut for 3 persons", 3)]
    [InlineData("haircut for 2", 2)]
    [InlineData("a haircut for the two of us", 2)]
    [InlineData("haircut for two please", 2)]
    [InlineData("can we come for two haircuts on friday", 2)]
    [InlineData("haircuts for my two boys", 2)]
    [InlineData("haircut for 2 on friday at 3", 2)]
    public void Several_are_counted(string text, int people) => Assert.Equal(people, People(text, out _));

    [Theory]
    [InlineData("a haircut for me")]
    [InlineData("a haircut for my daughter")]
    [InlineData("put me down for 2 on friday")]
    [InlineData("haircut friday for 2pm")]
    [InlineData("for 2 o'clock")]
    [InlineData("I have been waiting for 2 hours")]
    [InlineData("for me and a beard trim")]
    [InlineData("I hate my hair and I want a haircut")]
    [InlineData("call me and tell me")]
    [InlineData("haircut at 2 on friday")]
    [InlineData("a haircut and a beard trim")]
    [InlineData("")]
    public void One_is_one(string text) => Assert.Equal(1, People(text, out _));

    [Fact]
    public void What_counts_people_is_no_hour()
    {
        People("haircut for 2 on saturday at 10", out var times);

        Assert.Equal(
            [(true, false), (false, true)], times.Select(time => (time.Best.HasDate, time.Best.HasTime)));
        Assert.Equal(new LocalDate(2026, 11, 28), times[0].Best.Start.Date);
        Assert.Equal(new LocalTime(10, 0), times[1].Best.Start.TimeOfDay);
    }
}
