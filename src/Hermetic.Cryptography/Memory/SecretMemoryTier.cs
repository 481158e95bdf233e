namespace Hermetic.Cryptography;

/// <summary>How well the memory under opened content is kept. The zero value claims nothing.</summary>
public enum SecretMemoryTier
{
    /// <summary>Left out of core dumps where the system allows it, but it can be swapped to disk.</summary>
    Ordinary = 0,

    /// <summary>Never swapped (<c>mlock</c>) and left out of core dumps (<c>MADV_DONTDUMP</c>).</summary>
    Locked = 1,

    /// <summary>As Locked, and unmapped from the kernel itself: <c>memfd_secret(2)</c>.</summary>
    MemfdSecret = 2,
}
