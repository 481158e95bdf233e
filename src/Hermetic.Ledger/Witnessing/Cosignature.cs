namespace Hermetic.Ledger.Witnessing;

/// <summary>Which kind of key a witness signs with: the signature type of C2SP tlog-cosignature.</summary>
public enum CosignatureAlgorithm
{
    /// <summary>0x04: Ed25519 over <c>cosignature/v1</c>, the time and the whole text of the checkpoint.</summary>
    Ed25519 = 0x04,

    /// <summary>0x06: ML-DSA-44 (FIPS 204), which quantum computers do not break, over names, size and root.</summary>
    MLDsa44 = 0x06,
}

/// <summary>What became of looking for one witness's signature on a note. The zero value says no.</summary>
public enum CosignatureState
{
    /// <summary>There is no line by this key.</summary>
    Missing,

    /// <summary>There is one, and it does not verify.</summary>
    Bad,

    /// <summary>Every line by this key verifies.</summary>
    Good,
}

/// <summary>One witness's signature on a note.</summary>
/// <param name="State">Whether it is there and verifies.</param>
/// <param name="Timestamp">When it was made, in seconds since 1970 by the witness's clock; 0 unless good, and where the
/// cosigner claims no time.</param>
public readonly record struct Cosignature(CosignatureState State, long Timestamp);
