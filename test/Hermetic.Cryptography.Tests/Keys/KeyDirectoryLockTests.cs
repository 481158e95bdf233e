namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>Nodes wait for each other, and never for a disk that says no.</summary>
public sealed class KeyDirectoryLockTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-lock-");

    [Fact]
    public async Task The_second_has_it_when_the_first_has_let_it_go_and_not_before()
    {
        var first = await TakeAsync();
        var second = TakeAsync();
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(200, TestContext.Current.CancellationToken)));

        first.Dispose();

        (await second.WaitAsync(s_patience)).Dispose();
    }

    [Fact]
    public async Task Who_waits_can_be_told_to_stop_waiting()
    {
        using var first = await TakeAsync();
        using var cancel = new CancellationTokenSource();
        var second = KeyDirectoryLock.TakeAsync(_folder.FullName, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_opened_is_an_error_and_nothing_to_wait_for()
    {
        // Too many links, as any other error of the disk: it would never go away by waiting.
        var file = Path.Combine(_folder.FullName, KeyDirectoryLock.FileName);
        File.CreateSymbolicLink(file, file);

        await Assert.ThrowsAnyAsync<IOException>(() => TakeAsync().WaitAsync(s_patience));
    }

    private Task<KeyDirectoryLock> TakeAsync() => KeyDirectoryLock.TakeAsync(_folder.FullName, CancellationToken.None);

    public void Dispose() => _folder.Delete(recursive: true);
}
