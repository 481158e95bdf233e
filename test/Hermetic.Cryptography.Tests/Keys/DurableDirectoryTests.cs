namespace Hermetic.Cryptography.Tests.Keys;

public sealed class DurableDirectoryTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly List<string> _steps = [];
    private readonly DurableDirectory _directory;

    public DurableDirectoryTests() => _directory = new(_disk.Folder) { BeforeStep = _steps.Add };

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void A_directory_that_is_not_there_has_no_names()
    {
        Assert.Empty(_directory.Names);
        Assert.False(_directory.Contains("a"));
    }

    [Fact]
    public void What_is_written_is_read_and_a_second_writing_replaces_it_whole()
    {
        _directory.Make();
        _directory.Write("a", "the first, longer content"u8);
        _directory.Write("a", "the second"u8);
        using var read = _directory.Read("a", _disk.Arena);
        Assert.Equal("the second"u8.ToArray(), read.Span.ToArray());
        Assert.Equal(["a"], _directory.Names);
    }

    [Fact]
    public void Until_the_rename_the_old_content_stands()
    {
        _directory.Make();
        _directory.Write("a", "old"u8);
        var interrupted = new DurableDirectory(_disk.Folder)
        {
            BeforeStep = step =>
            {
                if (step.StartsWith("rename", StringComparison.Ordinal))
                    throw new IOException(step);
            },
        };
        Assert.Throws<IOException>(() => interrupted.Write("a", "new"u8));
        using var read = _directory.Read("a", _disk.Arena);
        Assert.Equal("old"u8.ToArray(), read.Span.ToArray());
        Assert.Equal(["a"], _directory.Names);      // the unfinished file does not count
    }

    [Fact]
    public void Steps_come_in_the_order_that_makes_them_safe()
    {
        _directory.Make();
        _directory.Write("a", "x"u8);
        _directory.Destroy("a");
        _directory.Destroy("a");
        Assert.Equal(["make directory", "write a", "rename a", "overwrite a", "unlink a"], _steps);
    }

    [Fact]
    public void A_directory_that_is_destroyed_loses_each_file_by_overwriting()
    {
        _directory.Make();
        _directory.Write("a", "secret"u8);
        _steps.Clear();
        _directory.DestroyAll();
        Assert.Equal(["overwrite a", "unlink a", "remove directory"], _steps);
        Assert.False(Directory.Exists(_disk.Folder));
    }

    [Fact]
    public void What_is_replaced_is_overwritten_last()
    {
        _directory.Make();
        _directory.Write("a", "old"u8);
        _steps.Clear();
        _directory.Replace("a", "new"u8);
        Assert.Equal(["write a", "rename a", "overwrite a"], _steps);
    }

    [Fact]
    public void A_file_that_others_may_read_is_not_read()
    {
        _directory.Make();
        _directory.Write("a", "secret"u8);
        File.SetUnixFileMode(_disk.PathOf("a"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Throws<KeyDirectoryException>(() => _directory.Read("a", _disk.Arena).Dispose());
    }

    [Fact]
    public void A_file_of_a_MiB_is_read_and_a_longer_one_is_none_of_keys()
    {
        _directory.Make();
        _directory.Write("a", new byte[1 << 20]);
        using (var read = _directory.Read("a", _disk.Arena))
            Assert.Equal(1 << 20, read.Length);
        _directory.Write("a", new byte[(1 << 20) + 1]);
        var refused = Assert.Throws<KeyDirectoryException>(() => _directory.Read("a", _disk.Arena).Dispose());
        Assert.Contains("too large", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_read_as_empty()
    {
        _directory.Make();
        _directory.Write("a", []);
        using var read = _directory.Read("a", _disk.Arena);
        Assert.Equal(0, read.Length);
    }

    [Fact]
    public void A_directory_without_a_parent_is_not_made_durable_silently()
    {
        Directory.CreateDirectory(_disk.Folder);
        File.WriteAllText(_disk.PathOf("file"), "");
        var impossible = new DurableDirectory(_disk.PathOf("file"));
        Assert.ThrowsAny<IOException>(impossible.Make);
    }
}
