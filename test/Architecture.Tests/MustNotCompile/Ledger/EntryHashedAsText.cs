// expect CS1503
using Hermetic.Ledger;

internal static class EntryHashedAsText
{
    public static MerkleHash Hash(string entry) => Rfc6962.LeafHash(entry);
}
