using Hermetic.Cryptography;

namespace Hermetic.Simulator.Tests.Webhooks;

public sealed class SubscriptionTests
{
    [Theory]
    [InlineData("verify token", true)]
    [InlineData("another", false)]
    public async Task An_address_is_verified_when_the_challenge_comes_back(string token, bool verified)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(verified, await stage.Simulator.SubscribeAsync(Secret.FromText(token)));
    }

    [Fact]
    public async Task A_service_that_is_not_there_does_not_verify()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Webhook = new("http://127.0.0.1:9/webhooks/whatsapp") });

        Assert.False(await stage.Simulator.SubscribeAsync(Secret.FromText("verify token")));
    }

    [Fact]
    public void A_token_is_percent_encoded_byte_by_byte() =>
        Assert.EndsWith(
            "&hub.verify_token=a%26b%20%C3%A4", Simulator.Webhooks.Subscription.Address(
                new("https://example.org/hook"), Secret.FromText("a&b ä"), "1").AbsoluteUri,
            StringComparison.Ordinal);
}
