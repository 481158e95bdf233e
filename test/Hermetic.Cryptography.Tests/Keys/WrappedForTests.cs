namespace Hermetic.Cryptography.Tests.Keys;

public sealed class WrappedForTests
{
    [Theory]
    [InlineData(1, "a", 0)]
    [InlineData(64, "erasable-root-2", int.MaxValue)]
    [InlineData(32, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 1)]
    public void A_secret_has_1_to_64_bytes_and_a_purpose_of_1_to_64_letters(int length, string purpose, int version)
    {
        WrappedFor.Check(length, purpose, version);
        Assert.True(WrappedFor.IsPossible(purpose, version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void No_other_length_is_wrapped(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WrappedFor.Check(length, "a", 0));

    [Fact]
    public void A_version_is_never_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WrappedFor.Check(1, "a", -1));
        Assert.False(WrappedFor.IsPossible("a", -1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("aB")]
    [InlineData("a_b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void Any_other_purpose_is_none(string purpose)
    {
        var refused = Assert.Throws<ArgumentException>(() => WrappedFor.Check(1, purpose, 0));
        Assert.Contains("lower-case", refused.Message, StringComparison.Ordinal);
        Assert.False(WrappedFor.IsPossible(purpose, 0));
    }
}
