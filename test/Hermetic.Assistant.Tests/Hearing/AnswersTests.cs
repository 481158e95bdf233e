namespace Hermetic.Assistant.Tests;

/// <summary>Short answers to what was offered.</summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData("the second one", 2)]
    [InlineData("no, the second one please", 2)]
    [InlineData("I'd like the first", 1)]
    [InlineData("ok 3rd", 3)]
    [InlineData("number 4", 4)]
    [InlineData("option 10 please", 10)]
    [InlineData("the last one is fine", Answers.Last)]
    public void An_ordinal_is_a_position(string text, int position) =>
        Assert.Equal(position, Answers.OrdinalIn(FoldedText.Fold(text)));

    [Theory]
    [InlineData("the second of december")]
    [InlineData("is this my first appointment?")]
    [InlineData("two")]
    [InlineData("last week")]
    [InlineData("")]
    public void What_is_about_something_else_is_no_position(string text) =>
        Assert.Null(Answers.OrdinalIn(FoldedText.Fold(text)));

    [Theory]
    [InlineData("any time", (int)Cue.Any)]
    [InlineData("whenever is fine", (int)Cue.Any)]
    [InlineData("you choose", (int)Cue.Any)]
    [InlineData("none of these", (int)Cue.Other)]
    [InlineData("something else please", (int)Cue.Other)]
    [InlineData("somebody else", (int)Cue.Staff)]
    [InlineData("with whom", (int)Cue.Staff)]
    [InlineData("any time next week", (int)Cue.None)]
    [InlineData("who are you?", (int)Cue.None)]
    [InlineData("", (int)Cue.None)]
    public void A_phrase_is_a_cue_only_when_it_is_all_that_is_said(string text, int cue) =>
        Assert.Equal((Cue)cue, Answers.CueOf(FoldedText.Fold(text)));

    [Theory]
    [InlineData("your next free slot", true)]
    [InlineData("as soon as possible please", true)]
    [InlineData("what is the earliest?", true)]
    [InlineData("in the next days", true)]
    [InlineData("next friday", false)]
    [InlineData("soon", false)]
    public void The_next_free_time_is_asked_for_in_many_ways(string text, bool expected) =>
        Assert.Equal(expected, Answers.IsSoon(FoldedText.Fold(text)));

    [Theory]
    [InlineData("never mind, leave it as it is", true)]
    [InlineData("forget it then", true)]
    [InlineData("I never mind waiting", false)]
    public void Never_mind_drops_what_was_begun(string text, bool expected) =>
        Assert.Equal(expected, Answers.Drops(FoldedText.Fold(text)));

    [Theory]
    [InlineData("yes please", " ")]
    [InlineData("no, the later one, thanks", " the later one ")]
    [InlineData("", " ")]
    public void The_essence_is_what_is_left_without_courtesies(string text, string left) => Assert.True(
        Essence.Of(FoldedText.Fold(text)).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(left)));
}
