using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Tree;

/// <summary>A stored page by the formats page alone, as somebody reads it who has no key tree.</summary>
public sealed class OpenPageTests
{
    [Fact]
    public async Task Every_page_is_sealed_for_the_place_that_the_formats_say()
    {
        using var tree = new TreeInMemory();
        await tree.MintAsync(0x102);

        var root = Open(tree, new(0, 0), tree.Root.Key, KeyId.ForErasableRoot(1), "03000000-0000-0000-0000-000000000000");
        var inner = Open(
            tree, new(1, 1), Entry(root, 1), KeyId.ForPage(new(1, 1), 1), "03000000-0000-0001-0000-000100000000");
        var leaf = Open(
            tree, new(2, 0x102), Entry(inner, 2), KeyId.ForPage(new(2, 0x102), 1), "03000000-0000-0002-0000-010200000000");

        using var slot = new ContentKey(
            KeyId.ForSlot(0x10207), Samples.Deployment, tree.Arena.Rent(32).Filled(Entry(leaf, 7)));
        using var pepper = slot.Pepper();
        Assert.Equal(await tree.FingerprintAsync(0x10207), pepper.Tag("fingerprint", "key"u8));
    }

    private static byte[] Open(TreeInMemory tree, PageAddress address, ReadOnlySpan<byte> key, KeyId keyId, string row)
    {
        var place = new SealContext("key_page", "envelope", new(row), RowVersion: 1, Subject: Guid.Empty);
        var keys = new byte[8192];
        Envelope.Open(
            key, keyId, new(Samples.Deployment, "key-page", 1, place), tree.Pages[address].Envelope.Span, keys);
        return keys;
    }

    private static ReadOnlySpan<byte> Entry(byte[] page, int entry) => page.AsSpan(entry * 32, 32);
}
