using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

// The key ring while the service runs: one directory and one record for all nodes, each with its own copy in memory.
public sealed partial class Vault
{
    /// <summary>What wraps the keys.</summary>
    internal (string Kind, string Description) Root => (_directory.RootKind, _directory.RootDescription);

    /// <summary>
    /// Runs a change of the ring while nobody else makes one, between two settlements: whatever an interrupted one left is
    /// finished before, and what this one began is finished after.
    /// </summary>
    /// <param name="change">Given the directory and the record as they are.</param>
    /// <param name="caller">Who wants it, for the ledger.</param>
    /// <param name="cancel">Ends the waiting; a change that has begun is brought to its end.</param>
    internal async Task ChangeRingAsync(
        Func<KeyDirectory, RingRecord, Task> change, Caller caller, CancellationToken cancel)
    {
        using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
        // A ring that was put back meanwhile, or made readable for others, is seen before anything is changed.
        await _directory.ReadRingAsync(cancel);
        await change(_directory, await RingSettlement.RunAsync(_directory, _database, RingSettlement.Caller, cancel));
        await RingSettlement.RunAsync(_directory, _database, caller, CancellationToken.None);
    }

    /// <summary>Whether another node has changed the ring since; if so, its keys are used from here on.</summary>
    /// <exception cref="KeyDirectoryException">This node's directory does not have them: the nodes have to share one.</exception>
    /// <exception cref="RootProviderException">What wraps the keys cannot be used now.</exception>
    internal async Task<bool> TryFollowRingAsync(CancellationToken cancel)
    {
        if (_database.Read(RingVersions.Epoch) == Ring.FileEpoch)
            return false;
        using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
        await RingSettlement.RunAsync(_directory, _database, RingSettlement.Caller, cancel);
        return true;
    }

    /// <summary>
    /// After a commit that was refused, perhaps because the blind-index key was rotated since its tags were made: the next
    /// try makes them under the active version. Mostly the new version was known before it was active, and the record says
    /// enough; else the ring is read. What keeps it from being read is told by <see cref="RotationWatch"/>.
    /// </summary>
    internal async Task CatchUpAsync(CancellationToken cancel)
    {
        if (_database.Read(RingVersions.Read) is { } record
            && Ring.TryFollow([.. record.Versions.Select(version => version.InFile)], record.Epoch))
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(IntakePatience);
        try
        {
            await TryFollowRingAsync(patience.Token);
        }
        catch (Exception refused) when (refused is KeyDirectoryException or RootProviderException
            || (refused is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // The next try is refused as well.
        }
    }

    /// <summary>Runs what makes tags and commits them; once more when the blind-index key was rotated in between.</summary>
    /// <exception cref="FencedException">It is refused again.</exception>
    internal async Task TagAsync(Func<Task> commit)
    {
        try
        {
            await commit();
        }
        catch (FencedException)
        {
            await CatchUpAsync(CancellationToken.None);
            await commit();
        }
    }

    /// <summary>Where the root provider has keys of its own: those of destroyed versions go. Again does nothing.</summary>
    internal Task DestroyVersionsAsync(CancellationToken cancel) => _directory.DestroyVersionsAsync(cancel);

    /// <summary>
    /// Before something is opened: a version of the system key that this node has not met is looked for in the ring's file.
    /// Whether it is there, the opening tells.
    /// </summary>
    internal async ValueTask KnowAsync(KeyId key, CancellationToken cancel)
    {
        if (key.Kind != KeyKind.System || Ring.System.Knows(key))
            return;
        using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
        await _directory.ReadRingAsync(cancel);
    }
}
