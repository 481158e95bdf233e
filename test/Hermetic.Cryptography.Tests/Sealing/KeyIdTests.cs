using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class KeyIdTests
{
    [Fact]
    public void The_sixteen_bytes_are_as_documented()
    {
        Assert.Equal("01000000000000000001020300000001", Hex(KeyId.ForSlot(0x010203)));
        Assert.Equal("02000000000000000000000000000005", Hex(KeyId.ForSystem(5)));
        Assert.Equal("0300000000000002000000ff00000009", Hex(KeyId.ForPage(new(2, 255), 9)));
        Assert.Equal("04000000000000000000000000000003", Hex(KeyId.ForErasableRoot(3)));
        Assert.Equal("05000000000000000000000000000001", Hex(KeyId.ForRoot()));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Long[0, long.MaxValue].Sample(slot =>
        {
            var bytes = new byte[KeyId.Size];
            KeyId.ForSlot(slot).WriteTo(bytes);
            var read = KeyId.Read(bytes);
            Assert.Equal(KeyId.ForSlot(slot), read);
            Assert.Equal((KeyKind.Slot, slot, 1), (read.Kind, read.Slot, read.Version));
        });

    [Theory]
    [InlineData("00000000000000000001020300000001")]     // no kind
    [InlineData("06000000000000000001020300000001")]     // an unknown kind
    [InlineData("01000001000000000001020300000001")]     // reserved bytes in use
    [InlineData("01000000800000000001020300000001")]     // a slot below zero
    [InlineData("01000000000000000001020380000001")]     // a version below zero
    [InlineData("010000000000000000010203000000")]       // too short
    public void Other_bytes_name_no_key(string hex)
    {
        var refused = Assert.Throws<EnvelopeException>(() => KeyId.Read(Convert.FromHexString(hex)));
        Assert.Equal(EnvelopeFailure.Format, refused.Reason);
    }

    [Fact]
    public void A_slot_is_never_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => KeyId.ForSlot(-1));

    [Fact]
    public void A_version_is_never_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => KeyId.ForSystem(-1));

    [Fact]
    public void The_zero_value_names_none() => Assert.Equal(KeyKind.None, default(KeyId).Kind);

    private static string Hex(KeyId id)
    {
        var bytes = new byte[KeyId.Size];
        Array.Fill(bytes, (byte)0xFF);
        id.WriteTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
