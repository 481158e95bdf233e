using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class TagTests
{
    [Fact]
    public void Bytes_go_in_and_come_out() =>
        Gen.Byte.Array[16].Sample(bytes =>
        {
            var tag = Tag.FromBytes(bytes);
            Assert.Equal(bytes, tag.ToArray());
            Span<byte> copy = stackalloc byte[16];
            tag.CopyTo(copy);
            Assert.Equal(bytes, copy.ToArray());
            Assert.Equal(tag, Tag.FromBytes(bytes));
            Assert.Equal(tag.GetHashCode(), Tag.FromBytes(bytes).GetHashCode());
        });

    [Fact]
    public void Any_flipped_bit_makes_another_tag()
    {
        var tag = Tag.FromBytes(new byte[16]);
        for (var bit = 0; bit < 128; bit++)
        {
            var bytes = new byte[16];
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            Assert.NotEqual(tag, Tag.FromBytes(bytes));
            Assert.False(tag == Tag.FromBytes(bytes));
        }
    }

    [Fact]
    public void A_later_version_stands_behind_the_hash_and_makes_another_tag()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)1, 16), 0, 0, 1, 2];

        var tag = Tag.FromBytes(bytes);

        Assert.Equal((258, 1), (tag.Version, Tag.FromBytes(bytes.AsSpan(0, 16)).Version));
        Assert.Equal(bytes, tag.ToArray());
        Assert.NotEqual(tag, Tag.FromBytes(bytes.AsSpan(0, 16)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_first_version_is_named_in_one_way(int version) => Assert.Throws<ArgumentException>(() =>
        Tag.FromBytes([.. new byte[16], .. BitConverter.GetBytes(version).Reverse()]));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(19)]
    [InlineData(21)]
    public void Another_length_is_no_tag(int length) =>
        Assert.Throws<ArgumentException>(() => Tag.FromBytes(new byte[length]));

    [Fact]
    public void It_does_not_print_its_bytes()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)0xAB, 16)];
        Assert.DoesNotContain("AB", $"{Tag.FromBytes(bytes)}", StringComparison.OrdinalIgnoreCase);
    }
}
