using Hermetic.Cryptography.Tests.Keys;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class SystemKeyTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void What_a_persons_key_sealed_is_told_from_a_version_that_is_gone()
    {
        using var keys = _disk.CreateCommitted();
        using var person = Samples.CountingKey(_disk.Arena, KeyId.ForSlot(1));
        var box = person.Seal<Token>("hers"u8, Samples.Place);

        var refused = Assert.Throws<EnvelopeException>(() => keys.Ring.System.OpenBytes(box, Samples.Place));

        Assert.Equal(EnvelopeFailure.WrongKey, refused.Reason);
    }
}
