using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

public sealed class Rfc6962Tests
{
    [Fact]
    public void The_empty_root_is_the_hash_of_nothing() =>
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            Convert.ToHexStringLower(Rfc6962.EmptyRoot.ToArray()));

    [Fact]
    public void The_empty_leaf_is_not_the_empty_root() =>
        Assert.Equal(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            Convert.ToHexStringLower(Rfc6962.LeafHash([]).ToArray()));

    [Theory]
    [InlineData(1022), InlineData(1023), InlineData(1024), InlineData(65_535)]
    public void A_leaf_hash_covers_the_prefix_and_all_bytes_at_any_length(int length)
    {
        var entry = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();
        var expected = System.Security.Cryptography.SHA256.HashData([0, .. entry]);
        Assert.Equal(new MerkleHash(expected), Rfc6962.LeafHash(entry));
    }

    [Fact]
    public async Task The_constants_of_the_reference_implementation_come_out()
    {
        var path = Repository.Fixtures("ledger/rfc6962/rfc6962_constants.json");
        Assert.SkipWhen(path is null, "The RFC 6962 corpus is not beside this checkout.");
        using var constants = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        var leaves = Hex(constants, "leaf_inputs_hex");
        var nodes = Hex(constants, "node_hashes_by_level_flat").Select(bytes => new MerkleHash(bytes)).ToList();
        var roots = Hex(constants, "root_hashes_size_1_to_8").Select(bytes => new MerkleHash(bytes)).ToList();

        Assert.Equal(nodes[..8], leaves.Select(leaf => Rfc6962.LeafHash(leaf)));
        for (int child = 0, parent = 8; parent < nodes.Count; child += 2, parent++)
            Assert.Equal(nodes[parent], Rfc6962.NodeHash(nodes[child], nodes[child + 1]));

        var tiles = new MemoryTiles();
        foreach (var (leaf, root) in leaves.Zip(roots))
            Assert.Equal(root, (await tiles.AppendAsync([leaf])).Root);
    }

    private static List<byte[]> Hex(JsonDocument constants, string name) =>
        [.. constants.RootElement.GetProperty(name).EnumerateArray()
            .Select(hex => Convert.FromHexString(hex.GetString()!))];
}
