using Hermetic.Storage.Tests.Postgres;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Storage.Tests;

/// <summary>How a database is entered, and what is refused at the door.</summary>
public sealed class PostgresAddressTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-storage-");

    [Theory]
    [InlineData("postgres", "neither")]
    [InlineData("Colour=blue", "neither")]
    [InlineData("Database=d;Username=u", "Host")]
    [InlineData("Host=localhost;Username=u", "Database")]
    [InlineData("Host=localhost;Database=d", "Username")]
    [InlineData("Host=db.example.com;Database=d;Username=u;Password=hunter2", "VerifyFull")]
    [InlineData("Host=db.example.com;Database=d;Username=u;SSL Mode=Require", "VerifyFull")]
    [InlineData("Host=localhost,192.0.2.7;Database=d;Username=u", "several hosts")]
    [InlineData("Host=localhost;Database=d;Username=u;Target Session Attributes=primary", "Target Session")]
    [InlineData("Host=localhost;Database=d;Username=u;Multiplexing=true", "Multiplexing")]
    public void What_cannot_be_used_is_refused_with_a_reason_that_names_no_secret(string text, string reason)
    {
        Assert.Null(PostgresAddress.Read(text, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=/run/postgresql;Database=d;Username=u")]
    [InlineData("Host=127.0.0.1;Database=d;Username=u")]
    [InlineData("Host=::1;Database=d;Username=u")]
    [InlineData("Host=db.example.com;Database=d;Username=u;SSL Mode=VerifyFull")]
    public void This_machine_and_verified_servers_are_accepted(string text) =>
        Assert.NotNull(PostgresAddress.Read(text, out _));

    [Fact]
    public void What_is_shown_of_an_address_names_neither_user_nor_password()
    {
        var address = PostgresAddress.Read("Host=localhost;Database=d;Username=anna;Password=hunter2", out _);

        Assert.Equal("localhost/d", address!.ToString());
    }

    [Fact]
    public async Task A_wrong_password_a_missing_database_and_a_server_that_is_not_there_are_told_apart()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var server = PostgresServer.Shared;

        await RefusedAsync(server.Address(password: "wrong"), "user or the password");
        await RefusedAsync(server.Address().Replace("Database=postgres", "Database=nothing", StringComparison.Ordinal), "no such database");
        await RefusedAsync($"Host=127.0.0.1;Port={FreePort.Next()};Database=d;Username=u", "nobody answers");
    }

    [Fact]
    public async Task A_server_that_may_forget_what_it_confirmed_is_refused()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var server = PostgresServer.New("fsync=off");

        await RefusedAsync(server.Address(), "fsync");
    }

    [Fact]
    public async Task Over_a_network_the_servers_certificate_and_name_are_verified()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var ours = new PrivateAuthority(DateTimeOffset.UtcNow);
        using var others = new PrivateAuthority(DateTimeOffset.UtcNow);
        var port = FreePort.Next();
        using var server = PostgresServer.NewWithTls(ours, "localhost", port);

        var named = $"Host=localhost;Port={port};Database=postgres;Username={PostgresServer.Owner}"
            + $";Password={PostgresServer.Password};SSL Mode=VerifyFull;Root Certificate=";
        (await Database.OpenAsync(Read(named + Root(ours, "ours")), _clock)).Dispose();
        await RefusedAsync(named + Root(others, "others"), "not trusted");
        await RefusedAsync((named + Root(ours, "ours")).Replace("localhost", "127.0.0.1", StringComparison.Ordinal), "not trusted");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Root(PrivateAuthority authority, string name)
    {
        var path = Path.Combine(_folder.FullName, name + ".pem");
        File.WriteAllText(path, authority.RootPem);
        return path;
    }

    private async Task RefusedAsync(string address, string reason)
    {
        var refused = await Assert.ThrowsAsync<StorageOpenException>(() => Database.OpenAsync(Read(address), _clock));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, refused.Message, StringComparison.Ordinal);
    }

    private static PostgresAddress Read(string text) =>
        PostgresAddress.Read(text, out var problem) ?? throw new InvalidOperationException(problem);
}
