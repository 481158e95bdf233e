namespace Hermetic.Ledger;

/// <summary>What about a log does not hold.</summary>
public enum VerificationFailureKind
{
    /// <summary>The verifier key is malformed, or is not the one that the export carries.</summary>
    VerifierKey,

    /// <summary>The checkpoint is missing, malformed or not signed by the key for its own origin.</summary>
    Checkpoint,

    /// <summary>A tile or bundle that the checkpoint's size requires is not there.</summary>
    Missing,

    /// <summary>A tile or bundle is too short, too long or torn.</summary>
    Length,

    /// <summary>An entry does not hash to its leaf.</summary>
    Entry,

    /// <summary>A tile contradicts the tiles below it, or an older width of itself.</summary>
    Tile,

    /// <summary>All tiles agree with each other, and yet their root is not the signed one.</summary>
    Root,

    /// <summary>A file that does not belong to the log.</summary>
    Extra,
}

/// <summary>The first thing that does not hold.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Entry">The index of the entry concerned, or of the first entry below the tile concerned; null
/// for neither.</param>
/// <param name="Path">The file concerned, relative to the export, as it is named there; null for
/// none.</param>
/// <param name="Sentence">The same in plain words, ready to show; never content of an entry.</param>
public sealed record VerificationFailure(
    VerificationFailureKind Kind, long? Entry, string? Path, string Sentence);

/// <summary>The outcome of verifying a log.</summary>
/// <param name="Checkpoint">The signed tree head; null when its signature could not be verified.</param>
/// <param name="Failure">The first thing that does not hold; null when everything does.</param>
public sealed record VerificationReport(Checkpoint? Checkpoint, VerificationFailure? Failure)
{
    /// <summary>
    /// The key under which the checkpoint stands: the one that the caller trusts, or the one that it has led to; null when
    /// the log does not hold.
    /// </summary>
    public NoteVerifier? Key => Keys.Count > 0 ? Keys[^1] : null;

    /// <summary>
    /// The key that the caller trusts, and each that it has led to, in their order; empty when the log does not hold.
    /// </summary>
    public IReadOnlyList<NoteVerifier> Keys { get; init; } = [];

    /// <summary>
    /// Every key that an entry of the log announces, believed or not; empty when the log does not hold.
    /// </summary>
    public IReadOnlyList<NoteVerifier> Announced { get; init; } = [];

    /// <summary>
    /// Whether every entry, tile and file of the export is the one that the checkpoint signs.
    /// </summary>
    public bool Ok => Failure is null;

    /// <summary>The log's name; null when the checkpoint did not verify.</summary>
    public string? Origin => Checkpoint?.Origin;

    /// <summary>Entries in the tree; 0 when the checkpoint did not verify.</summary>
    public long Size => Checkpoint?.Size ?? 0;

    /// <summary>The signed root; the zero hash when the checkpoint did not verify.</summary>
    public MerkleHash Root => Checkpoint?.Root ?? default;
}
