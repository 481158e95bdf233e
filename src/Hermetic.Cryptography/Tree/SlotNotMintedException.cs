namespace Hermetic.Cryptography;

/// <summary>
/// A page on the way to a slot is missing. That is a lost page or a caller's mistake, never a reason to mint one.
/// </summary>
public sealed class SlotNotMintedException : Exception
{
    internal SlotNotMintedException(PageAddress address)
        : base($"Page {address.Index} of level {address.Level} of the key tree is missing.") => Address = address;

    /// <summary>The page that is missing.</summary>
    public PageAddress Address { get; }
}
