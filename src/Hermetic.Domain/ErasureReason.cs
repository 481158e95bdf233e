namespace Hermetic.Domain;

/// <summary>Why a person is erased (GDPR Art. 17(1)). The zero value is no reason, and erases nobody.</summary>
public enum ErasureReason
{
    None,

    /// <summary>They asked for it, in whatever way.</summary>
    Request,

    /// <summary>(a) It is no longer necessary: everything of theirs was kept for its time.</summary>
    Retention,

    /// <summary>(b) They took back what they had consented to.</summary>
    Withdrawal,

    /// <summary>(c) They object.</summary>
    Objection,

    /// <summary>(d) It should not have been kept at all.</summary>
    Unlawful,

    /// <summary>(e) A law demands it.</summary>
    Obligation,
}
