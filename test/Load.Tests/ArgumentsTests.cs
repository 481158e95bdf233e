namespace Load.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void An_option_that_nobody_asked_for_is_refused()
    {
        var arguments = new Arguments(["--people", "7", "--poeple", "8"]);
        Assert.Equal(7, arguments.Number("people", 1));
        Assert.Contains("poeple", Assert.Throws<UsageException>(arguments.RefuseOthers).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5"), InlineData("-0.1")]
    public void A_share_is_a_part_of_one(string share) =>
        Assert.Throws<UsageException>(() => new Arguments(["--cut", share]).Share("cut"));

    [Fact]
    public void What_is_not_given_has_its_default() => Assert.Equal(9, new Arguments([]).Number("people", 9));

    [Theory]
    [InlineData("people"), InlineData("--people")]
    public void A_word_that_is_no_option_with_a_value_is_refused(string word) =>
        Assert.Throws<UsageException>(() => new Arguments([word]));
}
