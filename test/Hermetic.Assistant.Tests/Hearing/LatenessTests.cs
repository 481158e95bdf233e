namespace Hermetic.Assistant.Tests;

public sealed class LatenessTests
{
    [Theory]
    [InlineData("I'm running 10 minutes late")]
    [InlineData("running late, sorry")]
    [InlineData("I am running a bit late")]
    [InlineData("I'll be 10 min late")]
    [InlineData("i will be about 15 mins late")]
    [InlineData("we'll be half an hour late")]
    [InlineData("I'm going to be late")]
    [InlineData("sorry, 15min late")]
    [InlineData("I'm late")]
    [InlineData("stuck in traffic")]
    [InlineData("I missed my bus")]
    [InlineData("my train is delayed")]
    public void Somebody_is_late(string text) => Assert.True(Lateness.IsIn(FoldedText.Fold(text)));

    [Theory]
    [InlineData("what happens if I am late?")]
    [InlineData("what if I'm 10 minutes late")]
    [InlineData("is it a problem if I am late?")]
    [InlineData("is it too late to book for today?")]
    [InlineData("how late can I cancel?")]
    [InlineData("are you open late on thursdays?")]
    [InlineData("a late appointment please")]
    [InlineData("thursday late afternoon")]
    [InlineData("I'm running late, can you push my slot?")]
    [InlineData("a bit later please")]
    [InlineData("it's getting late")]
    [InlineData("")]
    public void Nobody_is_late(string text) => Assert.False(Lateness.IsIn(FoldedText.Fold(text)));
}
