namespace Hermetic.Ledger;

/// <summary>
/// What an append made; nothing of it is stored yet. The owner commits the tiles, the bundles, the size and
/// the root together, and signs only after that.
/// </summary>
/// <param name="Size">Entries in the tree afterwards.</param>
/// <param name="Root">The root afterwards.</param>
/// <param name="Tiles">New full tiles and the new partial tile of every level that grew, 32 bytes × width
/// each.</param>
/// <param name="Bundles">New full entry bundles and the new partial one; their paths are level-0 tile
/// paths.</param>
public sealed record Appended(
    long Size,
    MerkleHash Root,
    IReadOnlyList<(TilePath Path, byte[] Bytes)> Tiles,
    IReadOnlyList<(TilePath Path, byte[] Bytes)> Bundles);
