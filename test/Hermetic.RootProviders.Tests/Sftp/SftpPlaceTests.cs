using Hermetic.Cryptography;
using Hermetic.Cryptography.Tests.Keys;
using Hermetic.RootProviders.Sftp;

namespace Hermetic.RootProviders.Tests.Sftp;

/// <summary>The contract of all places, against a real sshd.</summary>
public sealed class SftpPlaceTests : EscrowPlaceContract
{
    private SftpServer? _server;

    [Fact]
    public async Task A_server_with_another_host_key_is_not_used()
    {
        await OpenAsync();
        using var place = Place(hostKey: new string('A', 43));
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.ListAsync("roots", default));
        Assert.Contains("another host key", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_server!.Root));
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_is_refused_in_a_sentence()
    {
        await OpenAsync();
        await File.WriteAllTextAsync(_server!.At("authorized"), "");
        using var place = Place();
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.ListAsync("roots", default));
        Assert.Contains("does not let us in", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_not_made()
    {
        await OpenAsync();
        using var place = Place(path: _server!.Root + "/none");
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.WriteAsync("roots", "a", new byte[1], default));
        Assert.Contains("make the directory first", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_that_everybody_may_read_is_refused()
    {
        await OpenAsync();
        File.SetUnixFileMode(_server!.ClientKey, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        using var place = Place();
        var refused = await Assert.ThrowsAsync<EscrowException>(async () => await place.ListAsync("roots", default));
        Assert.Contains("chmod o=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_broke_is_made_again()
    {
        using var place = await OpenAsync();
        await place.WriteAsync("roots", "a", "kept"u8.ToArray(), default);
        await _server!.StopAsync();
        await _server.ListenAsync();
        await Record.ExceptionAsync(async () => await place.ListAsync("roots", default));
        Assert.Equal(["a"], await place.ListAsync("roots", default));
    }

    protected override async ValueTask<IEscrowPlace> OpenAsync()
    {
        Assert.SkipUnless(SftpServer.IsThere, "sshd is not installed (Debian: openssh-server).");
        _server = await SftpServer.StartAsync();
        return Place();
    }

    protected override ValueTask<IEscrowPlace> ReopenAsync() => new(Place());

    protected override async ValueTask TakeAwayAsync() => await _server!.StopAsync();

    protected override async ValueTask BringBackAsync() => await _server!.ListenAsync();

    private SftpPlace Place(string? hostKey = null, string? path = null) => new(new SftpOptions(
        "127.0.0.1", _server!.Port, Environment.UserName, path ?? _server.Root, hostKey ?? _server.HostKey,
        new CredentialFile(_server.ClientKey, "PrivateKey_File")));

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
