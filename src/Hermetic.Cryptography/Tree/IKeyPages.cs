namespace Hermetic.Cryptography;

/// <summary>Where the pages of a key tree are kept.</summary>
public interface IKeyPages
{
    /// <summary>
    /// The current page at an address, or null when none was ever stored. All pages of one call to the tree come
    /// from one snapshot: a parent from before a roll does not open a child from after it.
    /// </summary>
    ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel);
}
