using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Cryptography;

/// <summary>A key of the key ring, by what it is for. The numbers are stored.</summary>
public enum RingKey
{
    /// <summary>Seals what belongs to the business.</summary>
    System = 0,

    /// <summary>Picks buckets; dedupe and occupancy tags.</summary>
    BlindIndex = 1,

    /// <summary>Recognises who said STOP.</summary>
    Suppression = 2,

    /// <summary>MACs on confirmation buttons.</summary>
    Confirmation = 3,

    /// <summary>Signs checkpoints of the ledger.</summary>
    LedgerSeed = 4,
}

/// <summary>One version of a key of the ring, as it is at one moment.</summary>
/// <param name="Key">Which key.</param>
/// <param name="Version">From 1; never used again.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Since">The day (UTC) on which it came there; null where nobody noted it.</param>
public readonly record struct KeyVersion(RingKey Key, int Version, KeyState State, DateOnly? Since)
{
    /// <summary>Whether its bytes are still to be had.</summary>
    public bool IsKept => State != KeyState.Destroyed;
}

/// <summary>The words for keys and their states, as they stand in the ring's file and on the command line.</summary>
public static class RingWords
{
    private static readonly string[] _keys = ["system", "blind-index", "suppression", "confirmation", "ledger-seed"];
    private static readonly string[] _states = ["pre-active", "active", "decrypt-only", "destroyed"];

    /// <summary>The word for a key, such as <c>blind-index</c>: also the purpose for which it is wrapped.</summary>
    public static string Of(RingKey key) => _keys[(int)key];

    /// <summary>The word for a state (NIST SP 800-57), such as <c>pre-active</c>.</summary>
    public static string Of(KeyState state) => _states[(int)state];

    /// <summary>The key of that name; false when there is none.</summary>
    public static bool TryRead([NotNullWhen(true)] string? word, out RingKey key)
    {
        var index = Array.IndexOf(_keys, word);
        key = (RingKey)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The state of that name; false when there is none.</summary>
    public static bool TryRead([NotNullWhen(true)] string? word, out KeyState state)
    {
        var index = Array.IndexOf(_states, word);
        state = (KeyState)Math.Max(index, 0);
        return index >= 0;
    }
}
