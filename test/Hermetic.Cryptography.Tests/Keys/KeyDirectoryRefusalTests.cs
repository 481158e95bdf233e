using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>What is wrong with a key directory is said in a sentence, and nothing is repaired by guessing.</summary>
public sealed class KeyDirectoryRefusalTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();

    public void Dispose()
    {
        Assert.Equal(0, _disk.Arena.InUse);
        _disk.Dispose();
    }

    [Fact]
    public void There_is_none() => Assert.Contains("no key directory", _disk.WhyNot(), StringComparison.Ordinal);

    [Theory]
    [InlineData("keyring")]
    [InlineData("root.key")]
    public void A_file_is_missing(string name)
    {
        _disk.CreateCommitted().Dispose();
        File.Delete(_disk.PathOf(name));
        Assert.True(KeyDirectory.Exists(_disk.Folder));
        Assert.Contains($"{name} is missing", _disk.WhyNot(), StringComparison.Ordinal);
        Assert.Throws<KeyDirectoryException>(() => _disk.Create());
    }

    [Theory]
    [InlineData("keyring")]
    [InlineData("root.key")]
    [InlineData("erasable-root.0000000001")]
    public void A_file_was_cut_off(string name)
    {
        _disk.CreateCommitted().Dispose();
        var whole = File.ReadAllBytes(_disk.PathOf(name));
        foreach (var length in new[] { 0, 1, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(_disk.PathOf(name), whole[..length]);
            Assert.Throws<KeyDirectoryException>(OpenEverything);
        }
        File.WriteAllBytes(_disk.PathOf(name), [.. whole, 1]);
        Assert.Throws<KeyDirectoryException>(OpenEverything);
        File.WriteAllBytes(_disk.PathOf(name), new byte[(1 << 20) + 1]);
        Assert.Throws<KeyDirectoryException>(OpenEverything);
        File.WriteAllBytes(_disk.PathOf(name), whole);
        OpenEverything();
    }

    [Theory]
    [InlineData("keyring")]
    [InlineData("root.key")]
    [InlineData("erasable-root.0000000001")]
    public void A_file_belongs_to_another_deployment(string name)
    {
        using var other = new KeysOnDisk();
        other.Create(Guid.Parse("99999999-9999-4999-8999-999999999999")).Dispose();
        _disk.CreateCommitted().Dispose();
        File.Copy(other.PathOf(name), _disk.PathOf(name), overwrite: true);
        var refused = Assert.Throws<KeyDirectoryException>(OpenEverything);
        Assert.Contains("belongs to another", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keyring", UnixFileMode.GroupRead)]
    [InlineData("root.key", UnixFileMode.OtherRead)]
    [InlineData("root.key", UnixFileMode.GroupWrite)]
    [InlineData("erasable-root.0000000001", UnixFileMode.OtherWrite)]
    [InlineData("", UnixFileMode.GroupExecute)]
    [InlineData("", UnixFileMode.OtherRead)]
    public void It_is_open_to_others(string name, UnixFileMode opened)
    {
        _disk.CreateCommitted().Dispose();
        var path = Path.Combine(_disk.Folder, name);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | opened);
        Assert.Contains("open to others than its owner", _disk.WhyNot(), StringComparison.Ordinal);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~opened);
        OpenEverything();
    }

    [Fact]
    public void An_erasable_root_of_one_epoch_does_not_pass_for_another()
    {
        using var keys = _disk.CreateCommitted();
        keys.StoreRoot(2).Dispose();
        File.Copy(_disk.PathOf("erasable-root.0000000001"), _disk.PathOf("erasable-root.0000000002"), overwrite: true);
        Assert.Throws<KeyDirectoryException>(() => keys.LoadRoot(2));
        keys.LoadRoot(1).Dispose();
    }

    [Fact]
    public void A_ring_that_reads_well_and_is_not_the_one_that_was_written_is_refused()
    {
        _disk.CreateCommitted().Dispose();
        var ring = File.ReadAllText(_disk.PathOf("keyring"));
        Assert.Contains("\"epoch\":1,", ring, StringComparison.Ordinal);
        File.WriteAllText(_disk.PathOf("keyring"), ring.Replace("\"epoch\":1,", "\"epoch\":2,", StringComparison.Ordinal));
        Assert.Contains("does not match its digest", _disk.WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_altered_byte_of_the_key_ring_is_refused()
    {
        _disk.CreateCommitted().Dispose();
        var whole = File.ReadAllBytes(_disk.PathOf("keyring"));
        for (var position = 0; position < whole.Length; position++)
        {
            var altered = (byte[])whole.Clone();
            altered[position] ^= 0x01;
            File.WriteAllBytes(_disk.PathOf("keyring"), altered);
            var refused = Record.Exception(() => _disk.Open().Dispose());
            Assert.True(refused is KeyDirectoryException, $"byte {position}: {refused}");
        }
    }

    [Fact]
    public void Two_wrapped_keys_exchanged_within_the_ring_are_refused()
    {
        _disk.CreateCommitted().Dispose();
        var ring = File.ReadAllText(_disk.PathOf("keyring"));
        File.WriteAllText(
            _disk.PathOf("keyring"),
            ring.Replace("blind-index", "•", StringComparison.Ordinal)
                .Replace("suppression", "blind-index", StringComparison.Ordinal)
                .Replace("•", "suppression", StringComparison.Ordinal));
        Assert.Contains("altered", _disk.WhyNot(), StringComparison.Ordinal);
    }

    private void OpenEverything()
    {
        using var keys = _disk.Open();
        Assert.Equal(Samples.Deployment, keys.Ring.Deployment);
        keys.LoadRoot(1).Dispose();
    }
}
