namespace Hermetic.Assistant.Tests;

public sealed class RotaQuestionTests
{
    [Theory]
    [InlineData("who works on friday?", false)]
    [InlineData("who's in tomorrow", false)]
    [InlineData("who can I see on monday?", false)]
    [InlineData("is Dr Weber in on Monday?", true)]
    [InlineData("does mira work on saturdays?", true)]
    [InlineData("when does Dr Osei work?", true)]
    [InlineData("what are Dr Weber's hours?", true)]
    public void It_asks_who_works(string text, bool named) =>
        Assert.True(RotaQuestion.IsIn(FoldedText.Fold(text), named));

    [Theory]
    [InlineData("who is in charge there?", false)]
    [InlineData("who will win?", false)]
    [InlineData("is Dr Weber free on monday?", true)]
    [InlineData("with Mira on friday at 3", true)]
    [InlineData("is Mira available to work on friday?", true)]
    [InlineData("do you work on saturdays?", false)]
    [InlineData("does that work for you?", false)]
    public void It_asks_something_else(string text, bool named) =>
        Assert.False(RotaQuestion.IsIn(FoldedText.Fold(text), named));
}
