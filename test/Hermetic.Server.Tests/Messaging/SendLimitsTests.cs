using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Messaging;

namespace Hermetic.Server.Tests.Messaging;

public sealed class SendLimitsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(200)]
    public void Nodes_together_keep_the_numbers_limit(int nodes)
    {
        using var limits = new SendLimits(Settings(perSecond: 12), TimeProvider.System);

        limits.Share(nodes);

        Assert.InRange(Burst(limits), Math.Max(1, 12 / nodes), Math.Max(1, 12 / nodes) + 1);
    }

    [Fact]
    public void What_was_sent_before_others_came_or_went_counts()
    {
        using var limits = new SendLimits(Settings(perSecond: 12), TimeProvider.System);
        Assert.InRange(Burst(limits), 12, 13);

        limits.Share(2);
        limits.Share(1);

        // Without that memory there would be another dozen.
        Assert.InRange(Burst(limits), 0, 7);
    }

    [Fact]
    public void Without_a_limit_there_is_nothing_to_share()
    {
        using var limits = new SendLimits(Settings(perSecond: 0), TimeProvider.System);

        limits.Share(5);

        Assert.Equal(100, Burst(limits));
    }

    private static int Burst(SendLimits limits) =>
        Enumerable.Range(0, 100).TakeWhile(_ => limits.Reserve(ConversationId.New()) is null).Count();

    private static WhatsAppSettings Settings(int perSecond) => new(
        Secret.FromText("a"), Secret.FromText("b"), Secret.FromText("c"), "1", new Uri("http://127.0.0.1"), "v25.0", perSecond,
        PairLimit: false, TimeSpan.FromSeconds(1), null, null, IdentityCheck: false, Media: false);
}
