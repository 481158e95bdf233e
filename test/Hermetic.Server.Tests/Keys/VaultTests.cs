using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Keys;

/// <summary>Two nodes with one key directory and one database.</summary>
public sealed class VaultTests : IAsyncLifetime
{
    private const int Today = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-vault-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(Today));
    private readonly SecretArena _arena = new(16 << 20);
    private Database _database = null!;
    private Vault _one = null!;
    private Vault _other = null!;

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        var opened = await Task.WhenAll(OpenAsync(), OpenAsync());
        (_one, _other) = (opened[0], opened[1]);
    }

    [Fact]
    public async Task Nodes_that_start_on_nothing_at_once_make_one_set_of_keys()
    {
        var slot = await _one.TakeSlotAsync(default);

        using var here = await _one.OpenAsync(slot, default);
        using var there = await _other.OpenAsync(slot, default);

        Assert.Equal(_one.Ring.Deployment, _other.Ring.Deployment);
        Assert.True(IsSame(here, there));
    }

    [Fact]
    public async Task Slots_that_nodes_take_at_once_are_different_ones_and_open_on_both()
    {
        var slots = await Task.WhenAll(Enumerable.Range(0, 800).Select(i => Task.Run(
            () => (i % 2 == 0 ? _one : _other).TakeSlotAsync(default).AsTask())));

        Assert.Equal(800, slots.Distinct().Count());
        foreach (var slot in slots.Where((_, i) => i % 40 == 0))
        {
            using var here = await _one.OpenAsync(slot, default);
            using var there = await _other.OpenAsync(slot, default);
            Assert.True(IsSame(here, there));
        }
    }

    [Fact]
    public async Task What_one_node_destroys_opens_on_no_node_once_its_cache_is_old_and_everything_else_does()
    {
        var (day, kept) = (await DayAsync(_one, 0), await _one.TakeSlotAsync(default));
        (await _other.OpenAsync(day, default)).Dispose();

        await RollAsync(_one, 0, day);
        _clock.Advance(OpenPages.Lifetime);

        await Assert.ThrowsAsync<FencedException>(async () => (await _other.OpenAsync(day, default)).Dispose());
        using var here = await _one.OpenAsync(kept, default);
        using var there = await _other.OpenAsync(kept, default);
        Assert.True(IsSame(here, there));
    }

    [Fact]
    public async Task A_node_that_needs_no_key_follows_another_ones_roll_all_the_same()
    {
        await RollAsync(_one, 0, await DayAsync(_one, 0));

        Assert.True(await _other.TryFollowAsync(default));

        Assert.Equal(_one.Epoch, _other.Epoch);
        Assert.False(await _other.TryFollowAsync(default));
    }

    [Fact]
    public async Task Rolls_of_several_nodes_take_turns_and_one_root_is_left()
    {
        var days = new List<long>();
        for (var i = 0; i < 6; i++)
            days.Add(await DayAsync(_one, i));
        var kept = await _other.TakeSlotAsync(default);

        await Task.WhenAll(days.Select((slot, i) => Task.Run(() => RollAsync(i % 2 == 0 ? _one : _other, i, slot))));

        Assert.Equal(7, _database.Read(Deployment.Find)!.KeyEpoch);
        Assert.Single(Directory.GetFiles(Keys, "erasable-root.*"));
        _clock.Advance(OpenPages.Lifetime);
        foreach (var slot in days)
            await Assert.ThrowsAsync<FencedException>(async () => (await _one.OpenAsync(slot, default)).Dispose());
        using var here = await _one.OpenAsync(kept, default);
        using var there = await _other.OpenAsync(kept, default);
        Assert.True(IsSame(here, there));
    }

    [Fact]
    public async Task A_node_whose_directory_is_another_one_says_so_and_uses_no_old_root()
    {
        var copy = Path.Combine(_folder.FullName, "copy");
        Directory.CreateDirectory(
            copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Keys))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        using var apart = await Vault.OpenAsync(copy, FileRoot.Source, _database, _arena, _clock);

        await RollAsync(_one, 0, await DayAsync(_one, 0));

        await Assert.ThrowsAsync<KeyDirectoryException>(() => apart.TryFollowAsync(default));
    }

    private Task<Vault> OpenAsync() => Task.Run(() => Vault.OpenAsync(Keys, FileRoot.Source, _database, _arena, _clock));

    /// <summary>The key of an earlier day: a slot that storage lets a test destroy.</summary>
    private async Task<long> DayAsync(Vault vault, int day)
    {
        var slot = await vault.TakeSlotAsync(default);
        return await _database.CommitAsync(transaction => DayKeys.Assign(transaction, day, slot));
    }

    private static Task RollAsync(Vault vault, int day, long slot) => vault.RollAsync(
        [slot], (transaction, roll, from, to) => DayKeys.Destroy(transaction, day, roll, from, to), default);

    /// <summary>What one seals the other opens.</summary>
    private static bool IsSame(KeyLease one, KeyLease other)
    {
        var context = new SealContext("test", "envelope", Guid.NewGuid(), 1, Guid.Empty);
        using var opened = other.Key.Open(one.Key.Seal<ParkedContent>("hello"u8, context), context);
        return opened.Utf8.SequenceEqual("hello"u8);
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }
}
