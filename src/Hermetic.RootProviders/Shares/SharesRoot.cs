using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Shares;

/// <summary>How many custodians there are, and how many have to agree to a start.</summary>
/// <param name="Folder">Where shares lie during a start, and where new ones are written.</param>
/// <param name="Setting">What names the folder in the configuration.</param>
/// <param name="Threshold">2 to <paramref name="Count"/>.</param>
/// <param name="Count">At most 255.</param>
public sealed record SharesOptions(string Folder, string Setting, int Threshold, int Count);

/// <summary>
/// A root provider whose key is nowhere: at each start enough custodians bring their shares of it, and take them away again.
/// Who has fewer shares than the threshold, and everything else, has nothing.
/// </summary>
/// <param name="options">For a new deployment; an old one knows its own numbers.</param>
public sealed class SharesRoot(SharesOptions options) : IRootSource
{
    private const string Pattern = "*.share";

    private static readonly RootAssurance _assurance = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten: whoever kept a copy of the key directory, or reads the old blocks "
        + "of its disk, and gets enough custodians to bring their shares, has it still.");

    /// <inheritdoc/>
    public string Kind => "shares";

    /// <summary>Makes the key and writes a file for each custodian. Move them away before anything else.</summary>
    /// <inheritdoc/>
    public ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel)
    {
        var key = place.Arena.Rent(LocalRoot.KeySize);
        RandomNumberGenerator.Fill(key.Span);
        IReadOnlyList<SecretBuffer> shares = [];
        try
        {
            shares = SecretSharing.Split(key, options.Threshold, options.Count, place.Arena);
            var file = SharesFile.Of(
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ShareText.SetLength / 2)), options.Threshold, shares);
            for (var i = 0; i < shares.Count; i++)
                WriteShare(file.Set, i + 1, shares[i], place.Arena);
            file.Write(place);
            return new(Root(place, file, key));
        }
        catch (Exception failure)
        {
            key.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw new RootProviderException(
                    RootFailure.Unavailable, $"The shares cannot be written into {options.Folder} ({options.Setting}). Make room, and let the service write there.");
            throw;
        }
        finally
        {
            foreach (var share in shares)
                share.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel)
    {
        var file = SharesFile.Read(place);
        var brought = new SortedDictionary<int, SecretBuffer>();
        var key = place.Arena.Rent(LocalRoot.KeySize);
        try
        {
            foreach (var path in SharePaths())
                Bring(path, file, place.Arena, brought);
            if (brought.Count < file.Threshold)
                throw Missing(file, brought.Keys);
            SecretSharing.Combine([.. brought.Take(file.Threshold).Select(share => (share.Key, share.Value))], key.Span);
            return new(Root(place, file, key));
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            foreach (var share in brought.Values)
                share.Dispose();
        }
    }

    /// <summary>How many files with shares lie in the folder, whosever they are.</summary>
    public int Lying => SharePaths().Count;

    private List<string> SharePaths() =>
        Directory.Exists(options.Folder) ? [.. Directory.EnumerateFiles(options.Folder, Pattern).Order(StringComparer.Ordinal)] : [];

    /// <summary>Takes a share of these keys; those of other keys may lie there as well.</summary>
    /// <exception cref="RootProviderException">It cannot be read, or was altered.</exception>
    private void Bring(string path, SharesFile file, SecretArena arena, SortedDictionary<int, SecretBuffer> brought)
    {
        var line = new CredentialFile(path, options.Setting).Read();
        var (number, value) = line.Use((file, arena), static (utf8, with) =>
            ShareText.TryRead(utf8, with.file.Set, with.arena, out var number, out var value) ? (number, value) : (0, null));
        if (value is null)
            return;
        if (file.Knows(number, value) && brought.TryAdd(number, value))
            return;
        value.Dispose();
        if (!brought.ContainsKey(number))
            throw new RootProviderException(
                RootFailure.Refused, $"Share {number} ({path}) was altered: its custodian has to bring it again. Nothing was changed.");
    }

    private RootProviderException Missing(SharesFile file, SortedDictionary<int, SecretBuffer>.KeyCollection brought) => new(
        RootFailure.Missing,
        $"A start needs {file.Threshold} of {file.Digests.Count} shares of the set {file.Set}; "
        + (brought.Count == 0 ? "none lies" : $"{string.Join(", ", brought.Select(number => $"share {number}"))} {(brought.Count == 1 ? "lies" : "lie")}")
        + $" in {options.Folder} ({options.Setting}). Custodians put theirs there as NAME.share, start, and take them away.");

    private void WriteShare(string set, int number, SecretBuffer value, SecretArena arena)
    {
        using var line = ShareText.Write(set, number, value, arena);
        Directory.CreateDirectory(options.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning disable RS0030 // The folder is the custodians', not the key directory.
        using var file = new FileStream(Path.Combine(options.Folder, $"{set}-{number}.share"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        file.Write(line.Span);
        file.Flush(flushToDisk: true);
#pragma warning restore RS0030
    }

    private static LocalRoot Root(RootPlace place, SharesFile file, SecretBuffer key) => new(
        $"{file.Threshold} of {file.Digests.Count} shares ({place.PathOf(SharesFile.FileName)})", _assurance, place.Deployment, key);
}
