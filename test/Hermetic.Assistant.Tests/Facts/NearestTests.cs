namespace Hermetic.Assistant.Tests;

public sealed class NearestTests
{
    private static readonly string[] Known = ["minutes", "name", "price", "Europe/Berlin", "America/New_York"];

    [Theory]
    [InlineData("minuts", "minutes")]
    [InlineData("Minutes", "minutes")]
    [InlineData("nam", "name")]
    [InlineData("prize", "price")]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("new york", "America/New_York")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    public void The_word_that_was_meant_is_guessed(string word, string meant) => Assert.Equal(meant, Nearest.To(word, Known));

    [Theory]
    [InlineData("duration")]
    [InlineData("x")]
    [InlineData("")]
    public void A_word_that_is_near_to_none_is_not_guessed(string word) => Assert.Null(Nearest.To(word, Known));
}
