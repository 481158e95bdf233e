using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>The world stops before each step that reaches the disk; what is there then must be recoverable.</summary>
public sealed class KeyDirectoryCrashTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void A_crash_at_any_step_of_creation_leaves_a_directory_that_is_created_or_opened()
    {
        Assert.True(CrashEverywhere(Reset, CreateUntil, Recover) >= 9);

        void Reset()
        {
            if (Directory.Exists(_disk.Folder))
                Directory.Delete(_disk.Folder, recursive: true);
        }
    }

    [Fact]
    public void A_crash_at_any_step_of_starting_over_does_too()
    {
        Assert.True(CrashEverywhere(Reset, CreateUntil, Recover) >= 11);

        void Reset()
        {
            if (Directory.Exists(_disk.Folder))
                Directory.Delete(_disk.Folder, recursive: true);
            using var first = _disk.Create();
            first.StoreRoot(2).Dispose();
        }
    }

    [Fact]
    public void A_crash_while_a_root_is_stored_leaves_it_whole_or_absent_and_the_old_one_in_place()
    {
        _disk.CreateCommitted().Dispose();
        for (var crash = 0; crash < 2; crash++)
        {
            var directory = new DurableDirectory(_disk.Folder) { BeforeStep = StopAt(crash) };
            Assert.Throws<PowerCutException>(() => directory.Write("erasable-root.0000000002", new byte[154]));
            using var keys = _disk.Open();
            Assert.Equal([1], keys.Epochs);
            keys.LoadRoot(1).Dispose();
        }
        using var after = _disk.Open();
        after.StoreRoot(2).Dispose();
        after.LoadRoot(2).Dispose();
    }

    [Fact]
    public void A_crash_while_a_root_is_destroyed_is_finished_by_destroying_it_again()
    {
        using var keys = _disk.CreateCommitted();
        keys.StoreRoot(2).Dispose();
        var directory = new DurableDirectory(_disk.Folder) { BeforeStep = StopAt(1) };
        Assert.Throws<PowerCutException>(() => directory.Destroy("erasable-root.0000000001"));
        Assert.Equal([1, 2], keys.Epochs);
        Assert.Throws<KeyDirectoryException>(() => keys.LoadRoot(1));     // noise already
        keys.DestroyRoot(1);
        Assert.Equal([2], keys.Epochs);
        keys.LoadRoot(2).Dispose();
    }

    /// <summary>Runs the work with a crash before step 0, 1, 2 … until it comes through; returns the steps.</summary>
    private static int CrashEverywhere(Action reset, Action<Action<string>> work, Action recover)
    {
        for (var crash = 0; ; crash++)
        {
            reset();
            try
            {
                work(StopAt(crash));
                return crash;
            }
            catch (PowerCutException)
            {
                recover();
            }
        }
    }

    private void CreateUntil(Action<string> step) =>
        AtOnce.Result(KeyDirectory.CreateAsync(
            new DurableDirectory(_disk.Folder) { BeforeStep = step }, _disk.Folder, _disk.Arena, FileRoot.Source,
            Samples.Deployment, default)).Dispose();

    /// <summary>What the service does at its next start, when its database has no first commit.</summary>
    private void Recover()
    {
        if (KeyDirectory.Exists(_disk.Folder))
        {
            using var found = _disk.Open();
            Assert.True(found.Initialising);
            found.LoadRoot(1).Dispose();
        }
        using var keys = _disk.Create();
        keys.Commit();
        using var opened = _disk.Open();
        Assert.False(opened.Initialising);
        Assert.Equal([1], opened.Epochs);
        opened.LoadRoot(1).Dispose();
        Assert.Equal(KeysOnDisk.Fingerprint(keys.Ring), KeysOnDisk.Fingerprint(opened.Ring));
    }

    private static Action<string> StopAt(int step)
    {
        var left = step;
        return _ =>
        {
            if (left-- == 0)
                throw new PowerCutException();
        };
    }

    private sealed class PowerCutException : Exception;
}
