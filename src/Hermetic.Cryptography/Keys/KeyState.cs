namespace Hermetic.Cryptography;

/// <summary>The life of a key in the key ring (NIST SP 800-57 part 1, section 7). It only moves forward.</summary>
public enum KeyState
{
    /// <summary>Made, not yet used.</summary>
    PreActive = 0,

    /// <summary>Seals and opens; one version of each key is.</summary>
    Active = 1,

    /// <summary>Opens what it sealed before.</summary>
    DecryptOnly = 2,

    /// <summary>Gone; its entry says that it existed.</summary>
    Destroyed = 3,
}
