using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Keys;

/// <summary>One process has the data; a disk that says no is not mistaken for another process.</summary>
public sealed class DataLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-data-");

    [Fact]
    public void A_second_taker_is_told_that_somebody_has_it_and_has_it_afterwards()
    {
        using (DataLock.Take(_folder.FullName))
        {
            var refusal = Assert.Throws<StorageOpenException>(() => DataLock.Take(_folder.FullName));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
        }
        DataLock.Take(_folder.FullName).Dispose();
    }

    [Fact]
    public void A_lock_that_cannot_be_opened_is_not_called_in_use()
    {
        var file = Path.Combine(_folder.FullName, "hermetic.lock");
        File.CreateSymbolicLink(file, file);

        var refusal = Assert.ThrowsAny<IOException>(() => DataLock.Take(_folder.FullName));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
