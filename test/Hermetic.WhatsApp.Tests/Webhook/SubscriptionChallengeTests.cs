using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

public sealed class SubscriptionChallengeTests
{
    private static readonly Secret s_token = Secret.FromText("tökén");

    [Fact]
    public void The_challenge_comes_back_as_it_was() =>
        Assert.Equal("1158201444", SubscriptionChallenge.Answer("subscribe", "tökén", "1158201444", s_token));

    [Theory]
    [InlineData("subscribe", "token", "1")]
    [InlineData("subscribe", "tökén ", "1")]
    [InlineData("subscribe", "", "1")]
    [InlineData("subscribe", null, "1")]
    [InlineData("unsubscribe", "tökén", "1")]
    [InlineData("Subscribe", "tökén", "1")]
    [InlineData(null, "tökén", "1")]
    [InlineData("subscribe", "tökén", "")]
    [InlineData("subscribe", "tökén", null)]
    public void Anything_less_is_refused(string? mode, string? token, string? challenge) =>
        Assert.Null(SubscriptionChallenge.Answer(mode, token, challenge, s_token));
}
