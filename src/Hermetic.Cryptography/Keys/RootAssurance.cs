namespace Hermetic.Cryptography;

/// <summary>How far the destruction of an erasable root reaches. The zero value promises least.</summary>
public enum ErasureLevel
{
    /// <summary>L0: a file was overwritten, on storage that may have kept the old blocks or a snapshot of
    /// them.</summary>
    FileOverwritten = 0,

    /// <summary>L1: the same on a volume of its own that discards what was deleted.</summary>
    VolumeDiscarded = 1,

    /// <summary>L2: a key was destroyed in a token that it never left.</summary>
    TokenKeyDestroyed = 2,

    /// <summary>L3: a key was destroyed by a service that certifies it.</summary>
    ServiceCertified = 3,
}

/// <summary>What a root provider's destruction of an erasable root is worth, said before anybody relies on
/// it.</summary>
/// <param name="Level">How far it reaches.</param>
/// <param name="Horizon">After what time nobody can bring the root back; null when that cannot be known,
/// because it ends with the last copy that somebody kept.</param>
/// <param name="Explanation">Why, in a sentence for the operator.</param>
public sealed record RootAssurance(ErasureLevel Level, TimeSpan? Horizon, string Explanation);
