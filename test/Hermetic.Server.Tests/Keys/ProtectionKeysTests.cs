using System.Text;
using System.Xml.Linq;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Keys;

/// <summary>What ASP.NET Core protects, two nodes open, before and after a rotation; its keys lie nowhere in the clear.</summary>
public sealed class ProtectionKeysTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-protection-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly SecretArena _arena = new(16 << 20);
    private Database _database = null!;
    private Vault _one = null!;
    private Vault _other = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        (_one, _other) = (await OpenAsync(), await OpenAsync());
    }

    [Fact]
    public void A_service_that_only_starts_makes_no_key()
    {
        Protector(_one);

        Assert.Empty(_database.Read(DataProtectionKeys.List));
    }

    [Fact]
    public async Task What_one_node_protects_the_other_opens_and_so_does_the_next_start()
    {
        var cookie = Protector(_one).Protect("who is there");

        Assert.Equal("who is there", Protector(_other).Unprotect(cookie));
        Assert.Equal("who is there", Protector(await OpenAsync()).Unprotect(cookie));
        Assert.Single(_database.Read(DataProtectionKeys.List));
    }

    [Fact]
    public async Task What_another_deployment_protected_is_not_opened()
    {
        var cookie = Protector(_one).Protect("who is there");
        var services = ProtectionKeys.Add(new ServiceCollection(), DeploymentIds.New());
        await using var elsewhere = Parts(services, _one);

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            elsewhere.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies").Unprotect(cookie));
    }

    [Fact]
    public void The_stored_bytes_hold_no_key_and_that_it_was_made_is_on_record()
    {
        Protector(_one).Protect("who is there");
        var element = Assert.Single(new ProtectionKeys(_database, _one).GetAllElements());
        var secret = element.Descendants("value").Single().Value;
        Assert.True(Convert.FromBase64String(secret).Length >= 32);

        foreach (var path in Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret[..16])));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromBase64String(secret).AsSpan(0, 12)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("masterKey"u8));
        }
        Assert.Contains(
            _database.Read(session => LedgerEntries.Unnumbered(session, most: 100)),
            entry => entry.Body.Span.IndexOf("\"data-protection-key.created\""u8) >= 0);
    }

    [Fact]
    public async Task A_rotation_seals_them_anew_and_what_was_protected_before_still_opens()
    {
        var cookie = Protector(_one).Protect("who is there");
        var caller = Caller.Staff(StaffId.New(), Permission.ChangeKeys);
        var rotation = new KeyRotation(
            _one, _database, new Retagging(_one, _database, _arena, "1"u8.ToArray(), _clock), RotationSettings.Default, _clock);
        await rotation.CreateAsync(RingKey.System, caller, default);
        await rotation.ActivateAsync(RingKey.System, caller, default);

        Assert.Equal(1, await rotation.ResealAsync(default));
        Assert.Equal(1, await rotation.TrimAsync(TimeSpan.Zero, _ => true, caller, default));

        Assert.Equal(2, _database.Read(DataProtectionKeys.List).Single().Sealed.KeyId.Version);
        Assert.Equal("who is there", Protector(_other).Unprotect(cookie));
        Assert.Equal("who is there", Protector(await OpenAsync()).Unprotect(cookie));
    }

    [Fact]
    public void An_element_comes_back_as_it_was()
    {
        var keys = new ProtectionKeys(_database, _one);
        var element = XElement.Parse("""<key id="1"><descriptor>a &lt; b ü</descriptor></key>""");

        keys.StoreElement(element, "key-1");

        Assert.True(XNode.DeepEquals(element, Assert.Single(keys.GetAllElements())));
    }

    private IDataProtector Protector(Vault vault) =>
        Parts(ProtectionKeys.Add(new ServiceCollection(), vault.Ring.Deployment), vault)
            .GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies");

    private ServiceProvider Parts(IServiceCollection services, Vault vault) =>
        services.AddSingleton(_database).AddSingleton(vault).BuildServiceProvider();

    private Task<Vault> OpenAsync() => Task.Run(() => Vault.OpenAsync(
        Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, _arena, _clock));

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
