using CsCheck;

namespace Hermetic.Ledger.Tests;

public sealed class EntryBundleTests
{
    [Fact]
    public void Lengths_are_two_bytes_big_endian() =>
        Assert.Equal(
            [0, 1, 0xAA, 0, 0, 1, 0, .. new byte[256]],
            EntryBundle.Encode([new byte[] { 0xAA }, Array.Empty<byte>(), new byte[256]]));

    [Fact]
    public void Entries_come_back_as_they_went_in() =>
        Gen.Byte.Array[0, 300].Array[0, 256].Sample(entries =>
        {
            var bundle = EntryBundle.Encode([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
            Assert.True(EntryBundle.TryDecode(bundle, entries.Length, out var read));
            Assert.Equal(entries, read.Select(entry => entry.ToArray()));
        }, iter: 20);

    [Fact]
    public void A_bundle_with_another_count_or_a_torn_entry_is_refused()
    {
        var bundle = EntryBundle.Encode([new byte[3], new byte[5]]);
        Assert.True(EntryBundle.TryDecode(bundle, 2, out _));
        Assert.False(EntryBundle.TryDecode(bundle, 1, out _));
        Assert.False(EntryBundle.TryDecode(bundle, 3, out _));
        Assert.False(EntryBundle.TryDecode((byte[])[.. bundle, 0], 2, out _));
        for (var length = 0; length < bundle.Length; length++)
            Assert.False(EntryBundle.TryDecode(bundle.AsMemory(0, length), 2, out _));
    }

    [Fact]
    public void The_longest_entry_has_65535_bytes()
    {
        Assert.Equal(65_537, EntryBundle.Encode([new byte[65_535]]).Length);
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
    }
}
