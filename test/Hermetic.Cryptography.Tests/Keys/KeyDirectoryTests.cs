using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

public sealed class KeyDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly KeysOnDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void A_root_that_is_adopted_is_stored_and_one_that_is_there_is_never_overwritten()
    {
        using var keys = _disk.CreateCommitted();
        using var adopted = ErasableRoot.Generate(2, _disk.Arena);
        using var another = ErasableRoot.Generate(2, _disk.Arena);

        AtOnce.Finish(keys.AdoptRootAsync(adopted, default));

        var refused = Assert.Throws<KeyDirectoryException>(() => AtOnce.Finish(keys.AdoptRootAsync(another, default)));
        Assert.Contains("exists already", refused.Message, StringComparison.Ordinal);
        using var kept = keys.LoadRoot(2);
        Assert.Equal(adopted.Key.ToArray(), kept.Key.ToArray());
    }

    [Fact]
    public void What_is_created_opens_with_the_same_keys()
    {
        Assert.False(KeyDirectory.Exists(_disk.Folder));
        using var created = _disk.CreateCommitted();
        Assert.True(KeyDirectory.Exists(_disk.Folder));
        using var opened = _disk.Open();
        Assert.Equal(KeysOnDisk.Fingerprint(created.Ring), KeysOnDisk.Fingerprint(opened.Ring));
        Assert.Equal(Samples.Deployment, opened.Ring.Deployment);
        Assert.Equal(32, opened.Ring.LedgerSeed.Length);
        Assert.Equal(1, opened.Ring.Epoch);
        Assert.Equal(KeyKind.System, opened.Ring.System.KeyId.Kind);
        Assert.Contains("root.key", opened.RootDescription, StringComparison.Ordinal);

        var box = created.Ring.System.Seal<Token>("secret"u8, Samples.Place);
        Assert.Equal("secret"u8.ToArray(), opened.Ring.System.OpenBytes(box, Samples.Place));
    }

    [Fact]
    public void All_keys_of_a_ring_are_different_and_so_are_two_rings()
    {
        using var other = new KeysOnDisk();
        using var keys = _disk.Create();
        using var others = other.Create();
        var prints = KeysOnDisk.Fingerprint(keys.Ring).Split(' ')[1..];
        Assert.Equal(5, prints.Distinct().Count());
        Assert.Empty(prints.Intersect(KeysOnDisk.Fingerprint(others.Ring).Split(' ')[1..]));
    }

    [Fact]
    public void Only_the_owner_may_use_the_directory_and_its_files()
    {
        using var keys = _disk.Create();
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_disk.Folder));
        var files = Directory.GetFiles(_disk.Folder);
        Assert.Equal(
            ["erasable-root.0000000001", "initialising", "keyring", "root.key"],
            files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void An_open_empty_directory_is_closed_when_keys_are_put_there()
    {
        Directory.CreateDirectory(_disk.Folder, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        using var keys = _disk.Create();
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_disk.Folder));
    }

    [Fact]
    public void No_key_stands_in_the_clear_but_that_of_the_root_file()
    {
        using var keys = _disk.Create();
        using var erasable = keys.LoadRoot(1);
        foreach (var file in Directory.GetFiles(_disk.Folder).Where(file => Path.GetFileName(file) is not "root.key"))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(keys.Ring.LedgerSeed.Span[..8]));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(erasable.Key[..8]));
        }
    }

    [Fact]
    public void Keys_are_never_created_over_keys()
    {
        using var keys = _disk.CreateCommitted();
        var before = File.ReadAllBytes(_disk.PathOf("keyring"));
        Assert.Throws<KeyDirectoryException>(() => _disk.Create());
        Assert.Equal(before, File.ReadAllBytes(_disk.PathOf("keyring")));
    }

    [Fact]
    public void Keys_are_not_created_among_other_files()
    {
        Directory.CreateDirectory(_disk.Folder);
        File.WriteAllText(_disk.PathOf("notes.txt"), "not ours");
        Assert.Throws<KeyDirectoryException>(() => _disk.Create());
        Assert.True(File.Exists(_disk.PathOf("notes.txt")));
    }

    [Fact]
    public void A_deployment_has_an_id() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _disk.Create(Guid.Empty));

    [Fact]
    public void It_is_initialising_until_the_databases_first_commit()
    {
        using var keys = _disk.Create();
        Assert.True(keys.Initialising);
        using (var reopened = _disk.Open())
            Assert.True(reopened.Initialising);
        keys.Commit();
        Assert.False(keys.Initialising);
        keys.Commit();
        using var after = _disk.Open();
        Assert.False(after.Initialising);
        Assert.Equal(KeysOnDisk.Fingerprint(keys.Ring), KeysOnDisk.Fingerprint(after.Ring));
    }

    [Fact]
    public void A_directory_that_is_still_initialising_is_started_over_with_other_keys()
    {
        string abandoned;
        using (var first = _disk.Create())
        {
            first.StoreRoot(2).Dispose();
            abandoned = KeysOnDisk.Fingerprint(first.Ring);
        }
        using var second = _disk.Create();
        Assert.True(second.Initialising);
        Assert.Equal([1], second.Epochs);
        Assert.NotEqual(abandoned, KeysOnDisk.Fingerprint(second.Ring));
    }

    [Fact]
    public void A_disposed_directory_leaves_no_key_in_memory()
    {
        var keys = _disk.Create();
        Assert.NotEqual(0, _disk.Arena.InUse);
        keys.Dispose();
        Assert.Equal(0, _disk.Arena.InUse);
    }
}
