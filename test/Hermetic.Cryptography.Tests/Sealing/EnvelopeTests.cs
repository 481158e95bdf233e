namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class EnvelopeTests
{
    [Fact]
    public void The_shortest_envelope_holds_nothing_and_a_byte_less_is_none()
    {
        var key = new byte[Envelope.KeySize];
        var context = new EnvelopeContext(Samples.Deployment, Body.Kind, Body.SchemaVersion, Samples.Place);
        var shortest = Envelope.Seal(key, KeyId.ForSlot(12), context, []);

        Envelope.Open(key, KeyId.ForSlot(12), context, shortest, []);

        var refused = Assert.Throws<EnvelopeException>(() => Envelope.ReadKeyId(shortest.AsSpan(..^1)));
        Assert.Equal(EnvelopeFailure.Format, refused.Reason);
    }
}
