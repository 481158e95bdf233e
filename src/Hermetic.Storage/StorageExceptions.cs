namespace Hermetic.Storage;

/// <summary>More writes wait than the bound allows, or one waited too long; the caller answers 503 and the sender tries again.</summary>
public sealed class StorageStalledException() : Exception("Storage is stalled: writes wait too long, or too many of them.");

/// <summary>The store refused; nothing of the write is stored (but see <see cref="OutcomeUnknownException"/>).</summary>
public class StorageFailedException : Exception
{
    internal StorageFailedException(Exception inner)
        : this("The commit failed; nothing of it is stored.", inner)
    {
    }

    internal StorageFailedException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>
/// The engine did not come back in time to tell whether the write is stored. Whoever repeats it meets its own fence
/// or duplicate, if it is.
/// </summary>
public sealed class OutcomeUnknownException(Exception inner)
    : StorageFailedException("The database went away during the commit; whether it is stored is not known.", inner);

/// <summary>There is no room on the disk. Writes succeed again when there is.</summary>
public sealed class DiskFullException(Exception inner)
    : StorageFailedException("The disk is full; nothing of the write is stored.", inner);

/// <summary>Another node held the turn for longer than one waits for it.</summary>
public sealed class TurnMissedException(Exception inner)
    : StorageFailedException("The commit failed, nothing of it is stored: another node did not end its turn.", inner);

/// <summary>The database's file is damaged. Nothing repairs it: what it held is somebody's, and would be guessed.</summary>
public sealed class DatabaseDamagedException(Exception inner)
    : StorageFailedException("The database is damaged; nothing in it was repaired.", inner);

/// <summary>A page of the key tree does not open, and with it nothing that hangs from it. It is never minted anew.</summary>
/// <param name="leaf">The leaf page on whose way it lies; people are in groups of 256.</param>
public sealed class KeyPageDamagedException(int leaf, Exception inner)
    : StorageFailedException($"A key page on the way to leaf {leaf} is damaged or missing.", inner);

/// <summary>Another activation, a newer key epoch or an erasure got there first; nothing of this write is stored.</summary>
public sealed class FencedException(string what) : Exception($"Fenced: {what}.");

/// <summary>The data folder cannot be used as it is.</summary>
public sealed class StorageOpenException(string message) : Exception(message);
