namespace Hermetic.Assistant.Tests;

public sealed class CuesTests
{
    private static readonly Cues English = Cues.For("en");

    [Theory]
    [InlineData("what's your address?", nameof(Topic.Address))]
    [InlineData("Where are you located", nameof(Topic.Address))]
    [InlineData("how do I get there", nameof(Topic.Address))]
    [InlineData("how much is it", nameof(Topic.Prices))]
    [InlineData("what does a cut cost?", nameof(Topic.Prices))]
    [InlineData("your prices please", nameof(Topic.Prices))]
    [InlineData("what is your phone number", nameof(Topic.Phone))]
    [InlineData("which services are there", nameof(Topic.Services))]
    [InlineData("what do you offer", nameof(Topic.Services))]
    [InlineData("are you open on sunday?", nameof(Topic.Hours))]
    [InlineData("when do you close", nameof(Topic.Hours))]
    [InlineData("your opening hours please", nameof(Topic.Hours))]
    [InlineData("I am open on friday", nameof(Topic.None))]
    [InlineData("is there an opening on friday", nameof(Topic.None))]
    [InlineData("see you on friday", nameof(Topic.None))]
    [InlineData("I like you", nameof(Topic.None))]
    public void Facts_are_asked_for_in_their_usual_words(string text, string topic) =>
        Assert.Equal(topic, English.TopicOf(FoldedText.Fold(text)).ToString());

    [Theory]
    [InlineData("never mind", nameof(Cue.NeverMind))]
    [InlineData("forget it!", nameof(Cue.NeverMind))]
    [InlineData("No, thanks", nameof(Cue.NeverMind))]
    [InlineData("Cancel.", nameof(Cue.Cancel))]
    [InlineData("Book it!", nameof(Cue.Confirm))]
    [InlineData("the time", nameof(Cue.Time))]
    [InlineData("The day.", nameof(Cue.Day))]
    [InlineData("another service", nameof(Cue.Service))]
    [InlineData("what time", nameof(Cue.None))]
    [InlineData("keep it", nameof(Cue.Keep))]
    [InlineData("cancel my appointment", nameof(Cue.None))]
    [InlineData("never", nameof(Cue.None))]
    [InlineData("no", nameof(Cue.None))]
    public void A_cue_is_a_whole_message(string text, string cue) =>
        Assert.Equal(cue, English.CueOf(FoldedText.Fold(text)).ToString());
}
