using Hermetic.Cryptography.Tests.Tree;

namespace Hermetic.Cryptography.Tests.Keys;

public sealed class ErasableRootFileTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly KeyDirectory _keys;

    public ErasableRootFileTests() => _keys = _disk.CreateCommitted();

    public void Dispose()
    {
        _keys.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public void A_deployment_begins_with_the_root_of_epoch_one() => Assert.Equal([1], _keys.Epochs);

    [Fact]
    public void A_stored_root_is_the_same_when_it_is_loaded_and_by_another_opening_too()
    {
        using var stored = _keys.StoreRoot(2);
        using var loaded = _keys.LoadRoot(2);
        using var reopened = _disk.Open();
        using var elsewhere = reopened.LoadRoot(2);
        Assert.Equal(2, stored.Epoch);
        Assert.Equal(2, loaded.Epoch);
        Assert.True(stored.Key.SequenceEqual(loaded.Key));
        Assert.True(stored.Key.SequenceEqual(elsewhere.Key));
        Assert.Equal([1, 2], reopened.Epochs);
    }

    [Fact]
    public void The_old_root_stays_beside_the_new_one_until_it_is_destroyed()
    {
        _keys.StoreRoot(2).Dispose();
        _keys.LoadRoot(1).Dispose();
        _keys.DestroyRoot(1);
        Assert.Equal([2], _keys.Epochs);
        var missing = Assert.Throws<KeyDirectoryException>(() => _keys.LoadRoot(1));
        Assert.Contains("is missing", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_are_in_the_order_of_numbers_and_other_files_are_none()
    {
        _keys.StoreRoot(10).Dispose();
        _keys.StoreRoot(9).Dispose();
        File.WriteAllText(_disk.PathOf("erasable-root.txt"), "");
        File.WriteAllText(_disk.PathOf("erasable-root.0000000003.tmp"), "");
        Assert.Equal([1, 9, 10], _keys.Epochs);
    }

    [Fact]
    public void A_root_is_never_overwritten()
    {
        var before = File.ReadAllBytes(_disk.PathOf("erasable-root.0000000001"));
        Assert.Throws<KeyDirectoryException>(() => _keys.StoreRoot(1));
        Assert.Equal(before, File.ReadAllBytes(_disk.PathOf("erasable-root.0000000001")));
        Assert.Throws<ArgumentOutOfRangeException>(() => _keys.StoreRoot(0));
    }

    [Fact]
    public void The_only_root_is_never_destroyed()
    {
        Assert.Throws<KeyDirectoryException>(() => _keys.DestroyRoot(1));
        _keys.LoadRoot(1).Dispose();
    }

    [Fact]
    public void Destroying_a_destroyed_root_is_no_error()
    {
        _keys.StoreRoot(2).Dispose();
        _keys.DestroyRoot(1);
        _keys.DestroyRoot(1);
        Assert.Equal([2], _keys.Epochs);
    }

    [Fact]
    public void The_bytes_of_a_destroyed_root_are_overwritten_not_only_unlinked()
    {
        _keys.StoreRoot(2).Dispose();
        var path = _disk.PathOf("erasable-root.0000000001");
        var before = File.ReadAllBytes(path);
        // Whoever has the file open keeps its blocks after the unlinking.
        using var thief = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _keys.DestroyRoot(1);
        var after = new byte[before.Length];
        thief.ReadExactly(after);
        Assert.Equal(before.Length, thief.Length);
        Assert.All(
            Enumerable.Range(0, before.Length - 16),
            at => Assert.NotEqual(before[at..(at + 16)], after[at..(at + 16)]));
    }

    [Fact]
    public async Task A_person_is_gone_once_the_old_root_is_destroyed_whatever_backup_comes_back()
    {
        using var tree = new TreeInMemory();
        var keyTree = new KeyTree(_keys.Ring.Deployment, tree.Arena);
        using var first = _keys.LoadRoot(1);
        tree.Put(keyTree.CreateRootPage(first));
        foreach (var page in await keyTree.MintAsync(0, first, tree, default))
            tree.Put(page);
        var backup = tree.Backup();
        using var second = _keys.StoreRoot(2);
        foreach (var page in (await keyTree.RollAsync([5], first, second, tree, default)).Pages)
            tree.Put(page);
        _keys.DestroyRoot(1);

        tree.Restore(backup);
        foreach (var epoch in _keys.Epochs)
        {
            using var root = _keys.LoadRoot(epoch);
            await Assert.ThrowsAsync<EnvelopeException>(
                async () => await keyTree.OpenSlotAsync(5, root, tree, default));
        }
    }
}
