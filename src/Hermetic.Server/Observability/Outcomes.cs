namespace Hermetic.Server.Observability;

/// <summary>What became of a message on its way out.</summary>
internal enum SendResult
{
    Accepted,

    /// <summary>WhatsApp answered with an error; <c>hermetic.sends.refused</c> says of which kind.</summary>
    Refused,

    /// <summary>No byte of it left.</summary>
    NotSent,
    Unknown,
    Parked,
    Held,

    /// <summary>A reminder for which nothing may be sent any more.</summary>
    Unsent,

    /// <summary>WhatsApp's limits do not allow it.</summary>
    Unsendable,
}

/// <summary>What was done with a person's key.</summary>
internal enum KeyOperation
{
    /// <summary>It was open still.</summary>
    Cached,
    Opened,

    /// <summary>A page of 256 new ones.</summary>
    Minted,

    /// <summary>The tree has a new root, and keys are gone for good.</summary>
    Rolled,
}

/// <summary>How a message's turn ended.</summary>
internal enum TurnResult
{
    Done,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>Left to a person of the business after five failures.</summary>
    SetAside,
}

/// <summary>How far an erasure has come.</summary>
internal enum ErasureStep
{
    KeyDestroyed,
    Certified,
}

/// <summary>What went wrong with deleting by age.</summary>
internal enum RetentionTrouble
{
    Failed,

    /// <summary>The clock leapt, and nobody has said that it is right.</summary>
    Clock,

    /// <summary>What was planted did not go, or what was planted beside it did.</summary>
    Unproven,
}

/// <summary>How something at an escrow ended.</summary>
internal enum EscrowResult
{
    /// <summary>A root or pages lie there, and were read back.</summary>
    Shipped,

    /// <summary>It holds the current root and pages, and nothing else.</summary>
    Settled,
    Failed,
}

/// <summary>What is called of the Graph API, by the last part of its route; never an address.</summary>
internal enum GraphRoute
{
    Other,
    Messages,
    Media,

    /// <summary>A file of Meta's store.</summary>
    File,
}
