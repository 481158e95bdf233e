namespace Hermetic.Cryptography;

/// <summary>The key of this slot was destroyed. What it sealed is gone; the slot is never used again.</summary>
public sealed class SlotDestroyedException : Exception
{
    internal SlotDestroyedException(long slot) : base($"The key in slot {slot} was destroyed.") => Slot = slot;

    /// <summary>The slot.</summary>
    public long Slot { get; }
}
