namespace Hermetic.Assistant.Tests;

public sealed class KnownWordsTests
{
    [Theory]
    [InlineData("qwertz", false)]
    [InlineData("asdf", false)]
    [InlineData("asdfgh jkl", false)]
    [InlineData("??", false)]
    [InlineData("", false)]
    [InlineData("zork blarg", false)]
    [InlineData("who won the world cup?", true)]
    [InlineData("asdf appointment", true)]
    [InlineData("Weather?", true)]
    public void A_message_is_told_from_what_fell_on_the_keyboard(string text, bool known) =>
        Assert.Equal(known, KnownWords.For("en").HasOneOf(FoldedText.Fold(text)));
}
