namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class SealedTests
{
    [Theory]
    [InlineData(0, 2)]      // version 2
    [InlineData(0, 0)]
    [InlineData(1, 2)]      // suite 2
    [InlineData(1, 0)]
    [InlineData(2, 0)]      // a key id of no kind
    public void A_box_of_another_format_is_refused_at_the_door(int position, byte value)
    {
        using var arena = new SecretArena(1 << 20);
        using var key = Samples.CountingKey(arena);
        var envelope = key.Seal<Body>("x"u8, Samples.Place).Envelope.ToArray();
        envelope[position] = value;
        var refused = Assert.Throws<EnvelopeException>(() => Sealed<Body>.FromStore(envelope));
        Assert.Equal(EnvelopeFailure.Format, refused.Reason);
    }

    [Fact]
    public void A_box_shorter_than_the_smallest_padded_content_is_refused()
    {
        byte[] shortest = [1, 1, 1, .. new byte[151]];
        Assert.Equal(KeyKind.Slot, Sealed<Body>.FromStore(shortest).KeyId.Kind);
        Assert.Throws<EnvelopeException>(() => Sealed<Body>.FromStore(shortest.AsMemory(..^1)));
        Assert.Throws<EnvelopeException>(() => Sealed<Body>.FromStore(default));
    }

    [Theory]
    [InlineData(EnvelopeFailure.Format)]
    [InlineData(EnvelopeFailure.WrongKey)]
    [InlineData(EnvelopeFailure.Commitment)]
    [InlineData(EnvelopeFailure.Authentication)]
    [InlineData(EnvelopeFailure.UnknownVersion)]
    public void Every_refusal_has_its_own_sentence(EnvelopeFailure reason)
    {
        var sentence = new EnvelopeException(reason).Message;
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.All(
            Enum.GetValues<EnvelopeFailure>().Where(other => other != reason),
            other => Assert.NotEqual(sentence, new EnvelopeException(other).Message));
    }
}
