using CsCheck;

namespace Hermetic.Cryptography.Tests.Tree;

public sealed class KeyTreeProperties
{
    /// <summary>A step mints a leaf, or destroys slots in the leaves that exist.</summary>
    private static readonly int[] Leaves = [0, 1, 2, 256, 257, 65535];
    private static readonly Gen<(bool Mints, int Leaf, int[] Entries)[]> Steps = Gen.Select(
        Gen.Bool, Gen.Int[0, 5].Select(number => Leaves[number]), Gen.Int[0, 255].Array[1, 4]).Array[1, 12];

    [Fact]
    public async Task Through_any_mintings_and_rolls_the_living_keep_their_keys_and_the_destroyed_stay_destroyed() =>
        await Steps.SampleAsync(async steps =>
        {
            using var tree = new TreeInMemory();
            var living = new Dictionary<long, Tag>();
            var destroyed = new HashSet<long>();
            var roots = new List<ErasableRoot>();
            await tree.MintAsync(0);
            await Remember(tree, 0, living);
            foreach (var (mints, leaf, entries) in steps)
            {
                if (mints && !tree.Pages.ContainsKey(PageAddress.Leaf(leaf)))
                {
                    await tree.MintAsync(leaf);
                    await Remember(tree, leaf, living);
                }
                else if (tree.Pages.ContainsKey(PageAddress.Leaf(leaf)))
                {
                    long[] slots = [.. entries.Select(entry => (leaf * 256L) + entry)];
                    roots.Add(await tree.RollAsync(slots));
                    destroyed.UnionWith(slots);
                    foreach (var slot in slots)
                        living.Remove(slot);
                }
            }
            foreach (var (slot, key) in living)
                Assert.Equal(key, await tree.FingerprintAsync(slot));
            foreach (var slot in destroyed)
                await Assert.ThrowsAsync<SlotDestroyedException>(async () => await tree.OpenAsync(slot));
            roots.ForEach(root => root.Dispose());
            Assert.Equal(64, tree.Arena.InUse);     // the current root
        }, iter: 60);

    private static async Task Remember(TreeInMemory tree, int leaf, Dictionary<long, Tag> living)
    {
        for (var entry = 0; entry < 256; entry += 15)
            living[(leaf * 256L) + entry] = await tree.FingerprintAsync((leaf * 256L) + entry);
    }
}
