using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Keys;

/// <summary>A root provider that goes away at the worst moments: nothing is destroyed, and it goes on when it is back.</summary>
public sealed class RootOutageTests : IAsyncLifetime
{
    private const int Today = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-outage-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(Today));
    private readonly SecretArena _arena = new(16 << 20);
    private readonly FickleRoot _root = new();
    private Database _database = null!;
    private Vault _vault = null!;

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private IEnumerable<string?> Roots =>
        Directory.GetFiles(Keys, "erasable-root.*").Select(Path.GetExtension).Order(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _vault = await Vault.OpenAsync(Keys, _root, _database, _arena, _clock);
    }

    [Theory]
    [InlineData(1)] // the present root is looked at
    [InlineData(2)] // the next one is wrapped
    public async Task A_roll_that_the_provider_interrupts_before_its_commit_changes_nothing(int call)
    {
        var slot = await DayAsync(0);
        _root.FailAt(call);
        await Assert.ThrowsAsync<RootProviderException>(() => RollAsync(slot, 0));
        _root.FailAt(null);
        Assert.Equal([".0000000001"], Roots);
        Assert.Equal(1, _vault.Epoch);
        (await _vault.OpenAsync(slot, default)).Dispose();
        await RollAsync(slot, 0);
        Assert.Equal([".0000000002"], Roots);
    }

    [Fact]
    public async Task A_roll_whose_commit_has_happened_needs_no_provider_to_come_to_its_end()
    {
        var slot = await DayAsync(0);
        _root.FailAt(3);
        await RollAsync(slot, 0);
        Assert.Equal((2, 2), (_vault.Epoch, _root.Calls));
        Assert.Equal([".0000000002"], Roots);
        await Assert.ThrowsAsync<FencedException>(async () => await _vault.OpenAsync(slot, default));
    }

    [Fact]
    public async Task A_key_that_could_not_be_destroyed_is_destroyed_at_the_next_start()
    {
        var slot = await DayAsync(0);
        _root.RefusesToDestroy = true;
        await Assert.ThrowsAsync<RootProviderException>(() => RollAsync(slot, 0));
        Assert.Equal([".0000000001", ".0000000002"], Roots);
        _root.RefusesToDestroy = false;
        using var again = await Vault.OpenAsync(Keys, _root, _database, _arena, _clock);
        Assert.Equal([".0000000002"], Roots);
        Assert.Equal(2, again.Epoch);
        Assert.Equal([("erasable-root", 1)], _root.Destroyed);
    }

    [Fact]
    public async Task A_start_without_the_provider_is_refused_in_its_words_and_changes_nothing()
    {
        var before = Directory.GetFiles(Keys).Select(File.ReadAllBytes).ToList();
        _root.FailAt(1);
        var refused = await Assert.ThrowsAsync<RootProviderException>(
            () => Vault.OpenAsync(Keys, _root, _database, _arena, _clock));
        Assert.Equal("It is away.", refused.Message);
        Assert.Equal(before, Directory.GetFiles(Keys).Select(File.ReadAllBytes));
        _root.FailAt(null);
        (await Vault.OpenAsync(Keys, _root, _database, _arena, _clock)).Dispose();
    }

    [Fact]
    public async Task A_start_with_another_kind_of_root_is_refused_before_that_one_is_asked()
    {
        var refused = await Assert.ThrowsAsync<KeyDirectoryException>(
            () => Vault.OpenAsync(Keys, FileRoot.Source, _database, _arena, _clock));
        Assert.Contains("set Keys:Root to fickle", refused.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _vault.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    /// <summary>The key of an earlier day: a slot that storage lets a test destroy.</summary>
    private async Task<long> DayAsync(int day)
    {
        var slot = await _vault.TakeSlotAsync(default);
        await _database.CommitAsync(transaction => DayKeys.Assign(transaction, day, slot));
        return slot;
    }

    private Task RollAsync(long slot, int day) => _vault.RollAsync(
        [slot], (transaction, roll, from, to) => DayKeys.Destroy(transaction, day + 1, roll, from, to), default);
}
