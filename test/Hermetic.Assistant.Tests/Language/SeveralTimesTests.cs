namespace Hermetic.Assistant.Tests.Language;

/// <summary>Messages that name more than one time.</summary>
public sealed class SeveralTimesTests
{
    [Theory]
    [InlineData("monday or tuesday at 10?", "11-23 10:00|11-24 10:00")]
    [InlineData("either 3pm or 4pm", "11-18 15:00|11-18 16:00")]
    [InlineData("the 24th or the 25th", "11-24 00:00|11-25 00:00")]
    [InlineData("can you move my 3pm to friday", "11-18 15:00|11-20 00:00")]
    [InlineData("move my appointment from friday to monday at 3", "11-20 00:00|11-23 15:00")]
    [InlineData("please move my appointment from friday to monday", "11-20 00:00|11-23 00:00")]
    [InlineData("move my booking from 3pm to 5pm please", "11-18 15:00|11-18 17:00")]
    [InlineData("can i book now for friday at 2", "11-20 14:00")]
    [InlineData("on friday, if you have time for me, at 11 or so", "11-20 11:00")]
    [InlineData("at 3 if possible, on saturday", "11-21 15:00")]
    public void Times_stand_in_the_order_of_the_text(string said, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                '|',
                Brain.Hears(said).Times.Select(time => time.Best.Start.ToString("MM-dd HH:mm", null))
            )
        );
}
