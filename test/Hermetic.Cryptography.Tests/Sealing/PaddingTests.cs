using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class PaddingTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(62, 64)]
    [InlineData(63, 64)]
    [InlineData(64, 256)]
    [InlineData(255, 256)]
    [InlineData(256, 1024)]
    [InlineData(1024, 4096)]
    [InlineData(4096, 16384)]
    [InlineData(16383, 16384)]
    [InlineData(16384, 65536)]
    [InlineData(65535, 65536)]
    [InlineData(65536, 131072)]
    [InlineData(131071, 131072)]
    [InlineData(131072, 196608)]
    public void Lengths_fall_into_buckets(int content, int padded) =>
        Assert.Equal(padded, Padding.PaddedLength(content));

    [Fact]
    public void A_length_beyond_all_buckets_is_refused() =>
        Assert.Throws<OverflowException>(() => Padding.PaddedLength(int.MaxValue - 10));

    [Fact]
    public void Padding_is_taken_off_exactly() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Const((byte)0).Array[0, 300], Gen.Const((byte)0x80).Array[0, 300])
            .Sample(content =>
            {
                var padded = new byte[Padding.PaddedLength(content.Length)];
                Padding.Pad(content, padded);
                var length = Padding.Unpad(padded);
                Assert.Equal(content, padded[..length]);
            });

    [Fact]
    public void Bytes_without_their_own_padding_are_told_apart()
    {
        Assert.Equal(-1, Padding.Unpad([]));
        Assert.Equal(-1, Padding.Unpad(new byte[64]));
        Assert.Equal(-1, Padding.Unpad([.. new byte[63], 0x81]));
        Assert.Equal(-1, Padding.Unpad([0x80, .. new byte[255]]));      // fits 64, so 256 is not its bucket
        Assert.Equal(63, Padding.Unpad([.. new byte[63], 0x80]));
    }
}
