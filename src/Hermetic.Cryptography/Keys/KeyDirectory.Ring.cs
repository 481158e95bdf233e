namespace Hermetic.Cryptography;

// Changes of the key ring. Whoever makes or follows one holds the directory's lock meanwhile: nodes that share the
// directory then read a ring that is whole, and none of them is lost under another.
public sealed partial class KeyDirectory
{
    /// <summary>
    /// Makes the next version of a key, pre-active: it is in the file, and in <see cref="Ring"/>, and seals nothing.
    /// </summary>
    /// <param name="key">Which key.</param>
    /// <param name="since">Today (UTC).</param>
    /// <param name="cancel">Ends the waiting for the root provider; nothing has changed then.</param>
    /// <exception cref="KeyDirectoryException">The ring's file cannot be used, or is another one.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now; nothing was changed.</exception>
    public Task AddVersionAsync(RingKey key, DateOnly since, CancellationToken cancel) => ChangeRingAsync(
        (file, token) => KeyRingFile.AddAsync(file, key, since, _arena, _root, token), cancel);

    /// <summary>
    /// Brings the file to the states that are on record: an active version, others that only open, and those that are
    /// destroyed, whose bytes are then in no file.
    /// </summary>
    /// <param name="states">Every version of every key; none may go backwards.</param>
    /// <param name="epoch">The ring's epoch with them.</param>
    /// <param name="cancel">Ends the waiting for the root provider; nothing has changed then.</param>
    /// <exception cref="KeyDirectoryException">The ring's file cannot be used, is another one, or does not have these
    /// versions.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now; nothing was changed.</exception>
    public Task MoveVersionsAsync(IReadOnlyList<KeyVersion> states, int epoch, CancellationToken cancel) => ChangeRingAsync(
        (file, token) => KeyRingFile.MoveAsync(file, states, epoch, _root, token), cancel);

    /// <summary>
    /// Where the root provider has a key for each of what it wraps: destroys those of versions that are destroyed. Again
    /// does nothing.
    /// </summary>
    /// <exception cref="RootProviderException">Whether they are destroyed is not known; it may be asked again.</exception>
    public async Task DestroyVersionsAsync(CancellationToken cancel)
    {
        foreach (var gone in Ring.Versions.Where(version => !version.IsKept))
            await _root.DestroyAsync(RingWords.Of(gone.Key), gone.Version, cancel).ConfigureAwait(false);
    }

    /// <summary>The kind of root provider that wraps the keys in a directory, by what its ring says.</summary>
    /// <exception cref="KeyDirectoryException">There is no ring, or it is damaged.</exception>
    public static string ReadRootKind(string path, SecretArena arena)
    {
        using var file = new DurableDirectory(path).Read(KeyRingFile.FileName, arena);
        return KeyRingFile.ReadRootKind(file.Memory);
    }

    /// <summary>Reads the ring's file again, and goes over to what is in it.</summary>
    /// <exception cref="KeyDirectoryException">The ring's file cannot be used, or is another one.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now; the ring is as it was.</exception>
    public async Task ReadRingAsync(CancellationToken cancel)
    {
        using var file = ReadRingFile();
        Ring.Follow(await KeyRingFile.ReadAsync(file.Memory, _root, cancel).ConfigureAwait(false));
    }

    private async Task ChangeRingAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> change, CancellationToken cancel)
    {
        using (var file = ReadRingFile())
        {
            // Also tells whether it is still the ring of this process, before a word of it is replaced.
            Ring.Follow(await KeyRingFile.ReadAsync(file.Memory, _root, cancel).ConfigureAwait(false));
            _directory.Replace(KeyRingFile.FileName, await change(file.Memory, cancel).ConfigureAwait(false));
        }
        await ReadRingAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A process that was left running while the keys were rewrapped must not touch them.</summary>
    private SecretBuffer ReadRingFile()
    {
        _directory.RefuseOthers();
        var file = _directory.Read(KeyRingFile.FileName, _arena);
        try
        {
            RefuseOtherKind(_directory.PathOf(""), KeyRingFile.ReadRootKind(file.Memory), _kind);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
