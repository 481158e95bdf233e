namespace Hermetic.Ledger;

/// <summary>
/// Follows a log from the key that somebody trusts to the key that it has now. A note counts when the present key signed
/// it; when it covers the announcement of a key and that key signed it too, that key is the present one from there on.
/// </summary>
/// <param name="trusted">The first key, from a source that the log does not control.</param>
internal sealed class KeyChain(NoteVerifier trusted)
{
    private readonly List<(long Index, NoteVerifier Key)> _announced = [];
    private readonly List<NoteVerifier> _keys = [trusted];

    /// <summary>The key that the chain has led to.</summary>
    public NoteVerifier Present => _keys[^1];

    /// <summary>The trusted key, and each that it has led to.</summary>
    public IReadOnlyList<NoteVerifier> Keys => [.. _keys];

    /// <summary>Every key that was announced.</summary>
    public IReadOnlyList<NoteVerifier> Announced => [.. _announced.Select(one => one.Key)];

    /// <summary>An entry of the log, already verified against its leaf.</summary>
    public void Read(long index, ReadOnlySpan<byte> entry)
    {
        if (KeyAnnouncement.TryRead(entry, trusted.Name, out var key))
            _announced.Add((index, key));
    }

    /// <summary>
    /// Takes the next note, oldest first; null when the present key did not sign it, and then nothing has changed.
    /// </summary>
    /// <returns>What the note says, of which the caller has to know that it is of this log.</returns>
    public Checkpoint? Follow(ReadOnlyMemory<byte> note)
    {
        if (!Present.TryOpen(note, out var checkpoint))
            return null;
        // Only forward: what the log announced before the present key is none that takes over from it.
        var since = _announced.FindLastIndex(one => one.Key == Present);
        var next = _announced.Skip(since + 1)
            .LastOrDefault(one => one.Index < checkpoint.Size && one.Key.TryOpen(note, out _)).Key;
        if (next is not null)
            _keys.Add(next);
        return checkpoint;
    }

    /// <summary>Whether the chain has come by this key.</summary>
    public bool Has(NoteVerifier key) => _keys.Contains(key);
}
