namespace Hermetic.Assistant.Tests.Language;

public sealed class ReplyLexiconTests
{
    [Theory]
    [InlineData("yes", YesNo.Yes)]
    [InlineData("Yes!!", YesNo.Yes)]
    [InlineData("yep that works", YesNo.Yes)]
    [InlineData("sure, friday is fine", YesNo.Yes)]
    [InlineData("oh yes please", YesNo.Yes)]
    [InlineData("ok 👍", YesNo.Yes)]
    [InlineData("👍🏽", YesNo.Yes)]
    [InlineData("✅", YesNo.Yes)]
    [InlineData("no problem", YesNo.Yes)]
    [InlineData("great", YesNo.Yes)]
    [InlineData("y", YesNo.Yes)]
    [InlineData("no", YesNo.No)]
    [InlineData("no, 4pm", YesNo.No)]
    [InlineData("nope", YesNo.No)]
    [InlineData("not really", YesNo.No)]
    [InlineData("hmm no thanks", YesNo.No)]
    [InlineData("👎", YesNo.No)]
    [InlineData("never mind", YesNo.No)]
    [InlineData("no idea", YesNo.Neither)]
    [InlineData("not sure", YesNo.Neither)]
    [InlineData("don't forget me on friday", YesNo.Neither)]
    [InlineData("great haircut last time", YesNo.Neither)]
    [InlineData("do you know her", YesNo.Neither)]
    [InlineData("nobody called", YesNo.Neither)]
    [InlineData("friday at 3", YesNo.Neither)]
    [InlineData("is yes an answer", YesNo.Neither)]
    [InlineData("", YesNo.Neither)]
    [InlineData("...", YesNo.Neither)]
    public void A_reply_is_what_the_message_begins_with(string said, YesNo reply) =>
        Assert.Equal(reply, Brain.Hears(said).Reply);

    [Fact]
    public void A_correction_is_a_no_and_a_time()
    {
        var understood = Brain.Hears("no, friday at 4pm");
        Assert.Equal(YesNo.No, understood.Reply);
        Assert.Equal(new(2026, 11, 20, 16, 0), Assert.Single(understood.Times).Best.Start);
    }
}
