using Hermetic.Ledger;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <param name="Size">Entries that the note covers.</param>
/// <param name="Note">The signed checkpoint, with cosignatures where there are some.</param>
internal sealed record Published(long Size, ReadOnlyMemory<byte> Note);

/// <summary>
/// The checkpoint that everybody is shown. Without witnesses it is the newest; with them it is the newest that enough of
/// them have cosigned, and it never goes back. Cosignatures are kept in memory only: after a start the checkpoint of that
/// moment stands without them, until the witnesses have been asked.
/// </summary>
internal sealed class PublishedCheckpoint(Database database, LedgerSettings settings)
{
    private readonly Lock _gate = new();
    private Published? _shown;

    /// <summary>Null before the first checkpoint.</summary>
    internal Published? Newest()
    {
        if (settings.Policy is null)
            return Signed();
        lock (_gate)
            return _shown ??= Signed();
    }

    /// <summary>One that has this entry: with cosignatures when they reach so far; null when none has it.</summary>
    internal Published? Covering(long index)
    {
        if (Newest() is { } shown && index < shown.Size)
            return shown;
        return Signed() is { } signed && index < signed.Size ? signed : null;
    }

    /// <summary>Shows a checkpoint that enough witnesses have cosigned, unless a later one is shown already.</summary>
    internal void Show(Published cosigned)
    {
        lock (_gate)
        {
            if (_shown is null || cosigned.Size >= _shown.Size)
                _shown = cosigned;
        }
    }

    private Published? Signed()
    {
        var head = database.Read(LedgerLog.Head);
        return head.Checkpoint is { } note ? new(head.SignedSize, note) : null;
    }
}
