using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class ShiftTests
{
    private static readonly LocalDateTime Three = new(2026, 11, 27, 15, 0);

    private static Shift? Read(string text, bool moves = false)
    {
        var folded = FoldedText.Fold(text);
        return Shift.Read(folded, folded.AsSpan().Count((byte)' ') - 1, moves);
    }

    [Theory]
    [InlineData("an hour later", "2026-11-27T16:00")]
    [InlineData("can we make it half an hour earlier?", "2026-11-27T14:30")]
    [InlineData("30 minutes later please", "2026-11-27T15:30")]
    [InlineData("30min earlier", "2026-11-27T14:30")]
    [InlineData("two hours later", "2026-11-27T17:00")]
    [InlineData("an hour and a half later", "2026-11-27T16:30")]
    [InlineData("a day earlier", "2026-11-26T15:00")]
    [InlineData("postpone it by a week", "2026-12-04T15:00")]
    [InlineData("push my appointment back 3 hours", "2026-11-27T18:00")]
    [InlineData("bring it forward by 45 minutes", "2026-11-27T14:15")]
    public void So_much_later_or_earlier_is_a_time(string text, string then) => Assert.Equal(
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(then).Value,
        Read(text)!.From(Three));

    [Theory]
    [InlineData("later", 1)]
    [InlineData("a bit later please", 1)]
    [InlineData("is there anything later?", 1)]
    [InlineData("earlier", -1)]
    [InlineData("do you have something earlier", -1)]
    [InlineData("that's too early", 1)]
    [InlineData("too late", -1)]
    public void Without_an_amount_it_is_a_direction(string text, int sign)
    {
        Assert.Equal(new Shift(sign, Amount: null), Read(text));
        Assert.Equal(Three, Read(text)!.From(Three));
    }

    [Theory]
    [InlineData("later this week")]
    [InlineData("I will tell you later whether friday is possible")]
    [InlineData("an hour")]
    [InlineData("see you later")]
    [InlineData("")]
    public void What_says_no_direction_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void Of_an_appointment_that_is_to_be_moved_the_direction_may_stand_anywhere() =>
        Assert.Equal(new Shift(1, Amount: null), Read("could my appointment on that day be later", moves: true));
}
