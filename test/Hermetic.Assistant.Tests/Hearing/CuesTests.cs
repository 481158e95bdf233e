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
    [InlineData("see you on friday", nameof(Topic.None))]
    [InlineData("I like you", nameof(Topic.None))]
    public void Facts_are_asked_for_in_their_usual_words(string text, string topic) =>
        Assert.Equal(topic, English.Find(FoldedText.Fold(text)).ToString());

    [Theory]
    [InlineData("never mind", true)]
    [InlineData("Cancel.", true)]
    [InlineData("forget it!", true)]
    [InlineData("No, thanks", true)]
    [InlineData("cancel my appointment", false)]
    [InlineData("never", false)]
    [InlineData("no", false)]
    public void Only_a_whole_message_drops_a_task(string text, bool drops) =>
        Assert.Equal(drops, English.IsNeverMind(FoldedText.Fold(text)));
}
