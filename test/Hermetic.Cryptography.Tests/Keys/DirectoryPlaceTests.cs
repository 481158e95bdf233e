namespace Hermetic.Cryptography.Tests.Keys;

public sealed class DirectoryPlaceTests : EscrowPlaceContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-escrow-");

    private string Volume => Path.Combine(_folder.FullName, "volume");

    [Fact]
    public async Task A_directory_that_is_not_there_is_not_made()
    {
        using var place = new DirectoryPlace(Volume);
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.WriteAsync("roots", "a", new byte[1], default));
        Assert.Contains("mounted", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Volume));
    }

    [Fact]
    public async Task Files_are_the_owners_alone_and_one_that_is_not_is_refused()
    {
        using var place = await OpenAsync();
        await place.WriteAsync("roots", "a", new byte[1], default);
        var file = Path.Combine(Volume, "roots", "a");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.ReadAsync("roots", "a", default));
        Assert.Contains("chmod go=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_not_listed()
    {
        using var place = await OpenAsync();
        await place.WriteAsync("roots", "a", new byte[1], default);
        await File.WriteAllBytesAsync(Path.Combine(Volume, "roots", "b.tmp"), new byte[1]);
        Assert.Equal(["a"], await place.ListAsync("roots", default));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        using var place = await OpenAsync();
        await place.WriteAsync("roots", "a", new byte[(1 << 20) + 1], default);
        await Assert.ThrowsAsync<EscrowException>(async () => await place.ReadAsync("roots", "a", default));
    }

    protected override ValueTask<IEscrowPlace> OpenAsync()
    {
        Directory.CreateDirectory(Volume);
        return ReopenAsync();
    }

    protected override ValueTask<IEscrowPlace> ReopenAsync() => new(new DirectoryPlace(Volume));

    protected override ValueTask TakeAwayAsync()
    {
        Directory.Move(Volume, Volume + ".away");
        return default;
    }

    protected override ValueTask BringBackAsync()
    {
        Directory.Move(Volume + ".away", Volume);
        return default;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }
}
