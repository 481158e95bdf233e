using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Storage.Tests.Sqlite;

/// <summary>What only an engine made of files has to answer for.</summary>
public sealed class SqliteFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqliteEngine _engine = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Only_the_owner_can_read_the_folder_the_database_and_its_journals()
    {
        using var database = await _engine.OpenAsync(_clock);

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_engine.Data));
        var files = Directory.GetFiles(_engine.Data);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("pragma synchronous", 2)]      // FULL: a commit that returned survives a power cut
    [InlineData("pragma secure_delete", 1)]    // what was deleted is overwritten
    [InlineData("pragma foreign_keys", 1)]
    [InlineData("pragma page_size", 4096)]
    public async Task The_writer_is_set_up_for_durability(string pragma, long value)
    {
        using var database = await _engine.OpenAsync(_clock);

        Assert.Equal(value, await database.CommitAsync(transaction => transaction.Count(pragma)));
    }

    [Fact]
    public async Task A_refused_database_is_let_go_of()
    {
        (await _engine.OpenAsync(_clock)).Dispose();
        _engine.SchemaVersion = 9999;

        await Assert.ThrowsAsync<StorageOpenException>(() => _engine.OpenAsync(_clock));

        Assert.DoesNotContain(
            Directory.GetFiles("/proc/self/fd"),
            handle =>
                new FileInfo(handle).LinkTarget?.StartsWith(_engine.Data, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_a_sentence_and_left_as_it_is()
    {
        (await _engine.OpenAsync(_clock)).Dispose();
        var path = Path.Combine(_engine.Data, Database.FileName);
        var junk = Enumerable.Range(0, 40_000).Select(i => (byte)(i % 251)).ToArray();
        await File.WriteAllBytesAsync(path, junk);

        var refused = await Assert.ThrowsAsync<StorageOpenException>(() => _engine.OpenAsync(_clock));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(junk, await File.ReadAllBytesAsync(path));
    }

    /// <summary>Whoever reads or writes is told what it is; the start would have refused it.</summary>
    [Fact]
    public async Task Damage_that_happens_while_it_is_open_is_named_and_not_repaired()
    {
        (await _engine.OpenAsync(_clock)).Dispose();
        using var database = await _engine.OpenAsync(_clock);
        // Makes every connection forget what it has read.
        await database.CommitAsync(transaction => transaction.Execute("create table spare (id integer)"));
        var damaged = Enumerable.Repeat((byte)0xA5, 8192).ToArray();
        using (var file = new FileStream(
            Path.Combine(_engine.Data, Database.FileName), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            for (file.Position = damaged.Length; file.Position < file.Length;)
                file.Write(damaged);
        }

        Assert.Throws<DatabaseDamagedException>(() => database.Read(Conversations.List));
        await Assert.ThrowsAsync<DatabaseDamagedException>(
            () => database.CommitAsync(transaction => transaction.Count("select count(*) from conversation")));
    }

    [Fact]
    public async Task A_folder_without_a_database_has_none_and_one_with_has()
    {
        Assert.False(Database.Exists(_engine.Data));
        (await _engine.OpenAsync(_clock)).Dispose();
        Assert.True(Database.Exists(_engine.Data));
    }

    public void Dispose() => _engine.Dispose();
}
