using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Hermetic.Storage;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests.Verbs;

public sealed class KeysRewrapVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-rewrap-");
    private readonly SecretArena _arena = new(16 << 20);
    private readonly string _passphrase;

    public KeysRewrapVerbTests()
    {
        _passphrase = Path.Combine(_folder.FullName, "passphrase");
        File.WriteAllText(_passphrase, "six words that nobody would guess");
        File.SetUnixFileMode(_passphrase, UnixFileMode.UserRead);
    }

    public void Dispose()
    {
        _arena.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everybodys_keys_open_after_the_move_and_an_erasure_works()
    {
        var (file, passphrase) = (Settings("file"), Settings("passphrase"));
        var slot = await WithVaultAsync(file, async vault => await vault.TakeSlotAsync(default));
        await KeysRewrapVerb.MoveAsync(file, passphrase.Root, default);

        await Assert.ThrowsAsync<KeyDirectoryException>(() => WithVaultAsync(file, _ => Task.FromResult(0)));
        await WithVaultAsync(passphrase, async vault =>
        {
            (await vault.OpenAsync(slot, default)).Dispose();
            await vault.RollAsync(
                [], (transaction, roll, from, to) => DayKeys.Destroy(transaction, beforeDay: 0, roll, from, to), default);
            Assert.Equal(2, vault.Epoch);
            return 0;
        });
        Assert.Equal(
            ["erasable-root.0000000002", "keyring", "lock", "root.passphrase"],
            Directory.GetFiles(file.KeysDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(file.KeysDirectory + KeyRewrap.Beside));
    }

    [Fact]
    public async Task The_move_is_on_record_once_whatever_was_interrupted_before_it()
    {
        var (file, passphrase) = (Settings("file"), Settings("passphrase"));
        await WithVaultAsync(file, _ => Task.FromResult(0));
        using (var keys = await KeyDirectory.OpenAsync(file.KeysDirectory, _arena, file.Root, default))
            await keys.AddVersionAsync(RingKey.System, new DateOnly(2026, 11, 23), default);

        await KeysRewrapVerb.MoveAsync(file, passphrase.Root, default);
        await KeysRewrapVerb.MoveAsync(file, passphrase.Root, default);

        Assert.Equal(["key.create", "key.rewrap"], Recorded(file));
        Assert.Equal(3, await WithVaultAsync(passphrase, vault => Task.FromResult(vault.Ring.Epoch)));
    }

    [Fact]
    public async Task A_move_that_was_killed_before_its_record_is_recorded_by_the_next_start()
    {
        var (file, passphrase) = (Settings("file"), Settings("passphrase"));
        await WithVaultAsync(file, _ => Task.FromResult(0));
        await KeyRewrap.RunAsync(file.KeysDirectory, _arena, file.Root, passphrase.Root, default);

        await WithVaultAsync(passphrase, _ => Task.FromResult(0));
        await WithVaultAsync(passphrase, _ => Task.FromResult(0));

        Assert.Equal(["key.rewrap"], Recorded(file));
    }

    [Fact]
    public async Task It_refuses_while_a_service_holds_the_data()
    {
        var settings = Settings("file");
        await WithVaultAsync(settings, _ => Task.FromResult(0));
        using var service = DataLock.Take(settings.Data);
        await Assert.ThrowsAsync<StorageOpenException>(
            () => KeysRewrapVerb.MoveAsync(settings, Settings("passphrase").Root, default));
        await WithVaultAsync(settings, _ => Task.FromResult(0));
    }

    private async Task<T> WithVaultAsync<T>(Settings settings, Func<Vault, Task<T>> use)
    {
        using var database = await Database.OpenAsync(settings.Data, TimeProvider.System);
        using var vault = await Vault.OpenAsync(settings.KeysDirectory, settings.Root, database, _arena, TimeProvider.System);
        return await use(vault);
    }

    private static List<string> Recorded(Settings settings)
    {
        using var database = Database.OpenAsync(settings.Data, TimeProvider.System).GetAwaiter().GetResult();
        return
        [
            .. database.Read(session => LedgerEntries.Unnumbered(session, most: 100))
                .Select(entry => System.Text.Json.JsonDocument.Parse(entry.Body).RootElement.GetProperty("action").GetString()!)
                .Where(action => action.StartsWith("key.", StringComparison.Ordinal)),
        ];
    }

    private Settings Settings(string kind) => Server.Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = Path.Combine(_folder.FullName, "data"),
            ["Keys:Root"] = kind,
            ["Keys:Passphrase_File"] = _passphrase,
        }).Build(),
        intake: false);
}
