using System.Net.Sockets;
using System.Security.Cryptography;
using Hermetic.Cryptography;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Hermetic.RootProviders.Sftp;

/// <summary>Where an SFTP server is, and what it takes to be let in.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">22 as a rule.</param>
/// <param name="User">Who may write there.</param>
/// <param name="Path">A directory that exists.</param>
/// <param name="HostKey">The server's key as <c>ssh-keygen -l</c> prints it, without <c>SHA256:</c>; no other is
/// trusted.</param>
/// <param name="PrivateKey">An OpenSSH private key without a passphrase.</param>
public sealed record SftpOptions(
    string Host, int Port, string User, string Path, string HostKey, CredentialFile PrivateKey);

/// <summary>
/// An escrow on an SFTP server. SFTP has no way to ask for durability: a file is as durable as the server makes what it
/// has acknowledged.
/// </summary>
/// <param name="options">Where.</param>
public sealed class SftpPlace(SftpOptions options) : IEscrowPlace
{
    private const int LargestFile = 1 << 20;
    private const string Unfinished = ".tmp";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private SftpClient? _client;
    private bool _isStranger;

    /// <inheritdoc/>
    public string Kind => "sftp";

    /// <inheritdoc/>
    public string Description => $"sftp://{options.User}@{options.Host}:{options.Port}{options.Path}";

    /// <inheritdoc/>
    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file on somebody's server that was overwritten and deleted: whoever kept a copy, a version or a "
        + "snapshot of it has it still.");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancel) =>
        RunAsync<IReadOnlyList<string>>(
            async client =>
            {
                if (!await ExistsAsync(client, At(folder), cancel).ConfigureAwait(false))
                    return [];
                var names = new List<string>();
                await foreach (var file in client.ListDirectoryAsync(At(folder), cancel).ConfigureAwait(false))
                {
                    if (file.IsRegularFile && !file.Name.EndsWith(Unfinished, StringComparison.Ordinal))
                        names.Add(file.Name);
                }
                return names;
            },
            cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string folder, string name, CancellationToken cancel) =>
        RunAsync<ReadOnlyMemory<byte>?>(
            async client =>
            {
                var path = At(folder, name);
                if (!await ExistsAsync(client, path, cancel).ConfigureAwait(false))
                    return null;
                var file = await client.OpenAsync(path, FileMode.Open, FileAccess.Read, cancel).ConfigureAwait(false);
                await using (file.ConfigureAwait(false))
                {
                    if (file.Length > LargestFile)
                        throw new EscrowException($"{Description}: {name} is too large to be a file of an escrow.");
                    using var content = new MemoryStream();
                    await file.CopyToAsync(content, cancel).ConfigureAwait(false);
                    return content.ToArray();
                }
            },
            cancel);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(
        string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        await RunAsync(
            async client =>
            {
                if (!await ExistsAsync(client, At(folder), cancel).ConfigureAwait(false))
                    await client.CreateDirectoryAsync(At(folder), cancel).ConfigureAwait(false);
                var unfinished = At(folder, name + Unfinished);
                await WriteAsync(client, unfinished, FileMode.Create, content, cancel).ConfigureAwait(false);
                // POSIX: in place of what is there, in one step.
                client.RenameFile(unfinished, At(folder, name), isPosix: true);
                return true;
            },
            cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DestroyAsync(string folder, string name, CancellationToken cancel) =>
        await RunAsync(
            async client =>
            {
                var path = At(folder, name);
                if (!await ExistsAsync(client, path, cancel).ConfigureAwait(false))
                    return true;
                var length = (int)Math.Min(client.GetAttributes(path).Size, LargestFile);
                await WriteAsync(client, path, FileMode.Open, RandomNumberGenerator.GetBytes(length), cancel).ConfigureAwait(false);
                await client.DeleteFileAsync(path, cancel).ConfigureAwait(false);
                return true;
            },
            cancel).ConfigureAwait(false);

    /// <summary>Ends the connection; the next call makes another.</summary>
    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private static async Task WriteAsync(
        SftpClient client, string path, FileMode mode, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var file = await client.OpenAsync(path, mode, FileAccess.Write, cancel).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(content, cancel).ConfigureAwait(false);
            await file.FlushAsync(cancel).ConfigureAwait(false);
        }
    }

    private static Task<bool> ExistsAsync(SftpClient client, string path, CancellationToken cancel) =>
        client.ExistsAsync(path, cancel);

    private string At(string folder) => $"{options.Path.TrimEnd('/')}/{folder}";

    private string At(string folder, string name) => $"{At(folder)}/{name}";

    private async ValueTask<T> RunAsync<T>(Func<SftpClient, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            var client = await ConnectAsync(cancel).ConfigureAwait(false);
            return await work(client).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (EscrowException or OperationCanceledException or OutOfMemoryException))
        {
            Dispose();
            throw new EscrowException($"{Description} {Sentence(failure)}");
        }
    }

    private async Task<SftpClient> ConnectAsync(CancellationToken cancel)
    {
        if (_client is { IsConnected: true })
            return _client;
        Dispose();
        _isStranger = false;
        // For its checks: an empty file, or one that everybody may read, is refused.
        _ = options.PrivateKey.Read();
        using var key = new PrivateKeyFile(options.PrivateKey.Path);
        var method = new PrivateKeyAuthenticationMethod(options.User, key);
        var client = new SftpClient(new ConnectionInfo(options.Host, options.Port, options.User, method) { Timeout = _patience })
        {
            OperationTimeout = _patience,
        };
        client.HostKeyReceived += (_, seen) =>
        {
            seen.CanTrust = seen.FingerPrintSHA256 == options.HostKey;
            _isStranger = !seen.CanTrust;
        };
        try
        {
            await client.ConnectAsync(cancel).ConfigureAwait(false);
            if (!await ExistsAsync(client, options.Path, cancel).ConfigureAwait(false))
                throw new EscrowException($"{Description} is not there: make the directory first.");
            return _client = client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Words of ours: nothing that the server said.</summary>
    private string Sentence(Exception failure) => failure switch
    {
        _ when _isStranger => "shows another host key than the one that is configured. It is not used; find out why.",
        RootProviderException refused => $"cannot be used: {refused.Message}",
        SshAuthenticationException => "does not let us in: check the user and the private key.",
        SftpPermissionDeniedException => "does not permit it: check whose directory it is.",
        SshOperationTimeoutException or TimeoutException => "did not answer in time.",
        SocketException or SshConnectionException => "cannot be reached.",
        _ => $"cannot be used ({failure.GetType().Name}): the disk may be full, or the directory read-only.",
    };
}
