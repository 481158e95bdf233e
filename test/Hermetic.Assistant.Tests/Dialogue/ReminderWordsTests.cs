using System.Text;

namespace Hermetic.Assistant.Tests;

public sealed class ReminderWordsTests
{
    private static ReminderWords Read(string text) => ReminderWords.Read(FoldedText.Fold(text));

    [Theory]
    [InlineData("two hours before", 120)]
    [InlineData("an hour before", 60)]
    [InlineData("1 hour beforehand", 60)]
    [InlineData("Half an hour before!", 30)]
    [InlineData("45 min before", 45)]
    [InlineData("2h before my appointment", 120)]
    [InlineData("90minutes ahead", 90)]
    [InlineData("twelve hours in advance", 720)]
    [InlineData("a couple of hours earlier", 120)]
    [InlineData("remind me one hour prior to the haircut", 60)]
    public void So_long_before_is_heard_in_minutes(string text, int minutes) => Assert.Equal(minutes, Read(text).Minutes);

    [Theory]
    [InlineData("the day before", 1, null)]
    [InlineData("a day earlier", 1, null)]
    [InlineData("3 days before", 3, null)]
    [InlineData("a week before", 7, null)]
    [InlineData("two weeks ahead", 14, null)]
    [InlineData("the evening before", 1, 18)]
    [InlineData("the night before", 1, 18)]
    [InlineData("the afternoon before please", 1, 14)]
    [InlineData("on the morning of my appointment", 0, 8)]
    [InlineData("on the day of the appointment", 0, null)]
    [InlineData("on the same day", 0, null)]
    public void So_many_days_before_may_have_a_part_of_the_day(string text, int days, int? hour)
    {
        var heard = Read(text);

        Assert.Equal((days, hour), (heard.Days, heard.Time?.Hour));
        Assert.Null(heard.Minutes);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("remind me before")]
    [InlineData("the haircut before")]
    [InlineData("0 hours before")]
    [InlineData("99999999999 hours before")]
    [InlineData("hours before")]
    [InlineData("half before")]
    [InlineData("")]
    public void What_names_no_time_names_none(string text) => Assert.False(Read(text).NamesATime);

    [Theory]
    [InlineData("remind me to call my mother", true)]
    [InlineData("don't let me forget to pay the rent", true)]
    [InlineData("set a reminder to buy shampoo", true)]
    [InlineData("remind me about my pills", true)]
    [InlineData("remind me of the meeting", true)]
    [InlineData("remind me to come in on friday", false)]
    [InlineData("remind me to be there", false)]
    [InlineData("remind me about my appointment", false)]
    [InlineData("remind me of the booking tomorrow", false)]
    [InlineData("remind me of the 27th", false)]
    [InlineData("remind me about it", false)]
    [InlineData("I want to remind you to call me", false)]
    [InlineData("remind me", false)]
    [InlineData("remind me to", false)]
    public void Errands_are_told_from_appointments(string text, bool errand) => Assert.Equal(errand, Read(text).Errand);

    [Fact]
    public void A_long_text_is_read_as_far_as_its_first_words()
    {
        var padding = new StringBuilder().Insert(0, "word ", 70).ToString();

        Assert.Equal(120, Read("two hours before " + padding).Minutes);
        Assert.Null(Read(padding + " two hours before").Minutes);
    }
}
