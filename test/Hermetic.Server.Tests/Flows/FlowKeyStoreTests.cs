using Hermetic.Cryptography;
using Hermetic.Server.Flows;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Flows;

public sealed class FlowKeyStoreTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-flow-keys-");
    private readonly SecretArena _arena = new(16 << 20);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
    private Database _database = null!;
    private Vault _vault = null!;
    private FlowKeyStore _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _vault = await Vault.OpenAsync(Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, _arena, _clock);
        _keys = new FlowKeyStore(_database, _vault, _arena, _clock);
    }

    [Fact]
    public async Task The_key_is_made_on_first_use_and_stays()
    {
        Assert.Empty(await PemsAsync());
        var pem = await _keys.PublicKeyPemAsync();
        Assert.Equal(pem, await _keys.PublicKeyPemAsync());
        Assert.Equal([pem], await PemsAsync());
        Assert.Equal(1, Entries("flow-key.created"));
    }

    [Fact]
    public async Task Two_that_ask_first_at_the_same_time_are_told_the_same_key()
    {
        var both = await Task.WhenAll(_keys.PublicKeyPemAsync(), _keys.PublicKeyPemAsync());
        Assert.Equal(both[0], both[1]);
        Assert.Single(await PemsAsync());
        Assert.Equal(1, Entries("flow-key.created"));
    }

    [Fact]
    public async Task A_rotation_makes_a_new_key_the_one_before_opens_for_a_week_and_the_ledger_says_so()
    {
        var first = await _keys.PublicKeyPemAsync();
        var second = await _keys.RotateAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await _keys.PublicKeyPemAsync());
        Assert.Equal(1, Entries("flow-key.rotated"));

        _clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal([second, first], await PemsAsync());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([second], await PemsAsync());
    }

    [Fact]
    public async Task Nothing_of_the_key_is_on_disk_in_the_clear()
    {
        await _keys.PublicKeyPemAsync();
        byte[] rsaEncryption = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
        foreach (var path in Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(rsaEncryption));
        }
    }

    [Fact]
    public async Task Secret_memory_holds_no_key_between_requests()
    {
        await _keys.PublicKeyPemAsync();
        var before = _arena.InUse;
        foreach (var key in await _keys.OpenAsync(default))
            Assert.NotEmpty(key.PublicKeyPem);
        Assert.Equal(before, _arena.InUse);
    }

    private async Task<List<string>> PemsAsync() => [.. (await _keys.OpenAsync(default)).Select(key => key.PublicKeyPem)];

    private int Entries(string action) =>
        _database.Read(session => LedgerEntries.Unnumbered(session, most: 100))
            .Count(entry => entry.Body.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"{action}\"")) >= 0);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _vault.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
    }
}
