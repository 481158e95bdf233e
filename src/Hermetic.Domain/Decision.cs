namespace Hermetic.Domain;

/// <summary>What may be done with one message.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Process it.</summary>
    /// <param name="MayAnswer">False when the request takes effect without a message to the person.</param>
    public sealed record Proceed(bool MayAnswer) : Decision;

    /// <summary>Ask the person for consent first (GDPR Art. 6(1)(a)); nothing else may be done yet.</summary>
    public sealed record Ask : Decision;

    /// <summary>
    /// A person of the business answers: the message is theirs, and nothing is done with it. Who still waits for them
    /// may be told so.
    /// </summary>
    public sealed record Wait : Decision;

    /// <summary>Leave it as it is stored; the assistant neither reads nor answers it.</summary>
    public sealed record Stop(StopReason Reason) : Decision
    {
        /// <summary>
        /// True when a person of the business has to look at it, because nobody was answered who should have
        /// been.
        /// </summary>
        public bool NeedsStaff => Reason is StopReason.Stale or StopReason.WindowClosed;
    }
}

/// <summary>Why a message is not processed.</summary>
public enum StopReason
{
    /// <summary>No purpose was stated (GDPR Art. 5(1)(b)).</summary>
    NoPurpose,

    /// <summary>A person of the business answers this conversation.</summary>
    HumanInCharge,

    /// <summary>The person said STOP.</summary>
    OptedOut,

    /// <summary>Processing is restricted to storage (GDPR Art. 18(2)).</summary>
    Restricted,

    /// <summary>The message waited so long that an automatic answer would surprise.</summary>
    Stale,

    /// <summary>WhatsApp's 24-hour window for free-form replies has closed.</summary>
    WindowClosed,
}
