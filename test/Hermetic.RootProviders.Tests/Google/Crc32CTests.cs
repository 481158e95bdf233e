using Hermetic.RootProviders.Google;

namespace Hermetic.RootProviders.Tests.Google;

/// <summary>RFC 3720 §B.4.</summary>
public sealed class Crc32CTests
{
    [Fact]
    public void The_examples_of_rfc_3720_come_out()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(number => (byte)number)]));
        Assert.Equal(0u, Crc32C.Of([]));
    }
}
