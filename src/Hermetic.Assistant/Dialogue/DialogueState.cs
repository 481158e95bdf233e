using Hermetic.Assistant.Language;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Where a dialogue stands between two turns. Small, sealed by the host, forgotten after 24 hours.
/// </summary>
public sealed partial record DialogueState
{
    public static Duration TimeToLive { get; } = Duration.FromHours(24);

    public static DialogueState Fresh { get; } = new();

    /// <summary>What is being done step by step.</summary>
    public Flow Flow { get; init; }

    public string? ServiceId { get; init; }

    /// <summary>With whom; null for whoever is free.</summary>
    public string? StaffId { get; init; }

    /// <summary>The appointment that is being moved.</summary>
    public AppointmentId? Moving { get; init; }

    public LocalDate? Date { get; init; }

    /// <summary>Any of these days will do, until one is named.</summary>
    internal IntervalSet<LocalDate>? Days { get; init; }

    public LocalTime? Time { get; init; }

    /// <summary>Which of two occurrences of the time, when the clocks go back over it.</summary>
    public Offset? Offset { get; init; }

    /// <summary>How many more people are to be booked after this one.</summary>
    public int Others { get; init; }

    /// <summary>What the person wants as well, after this.</summary>
    internal NextVisit? NextVisit { get; init; }

    /// <summary>What was booked just now: "how long does it take?" is about it.</summary>
    internal Booking? Booked { get; init; }

    /// <summary>"Afternoon": the times that are offered lie in it, until one is named.</summary>
    internal IntervalSet<LocalTime>? PartOfDay { get; init; }

    /// <summary>When the person wants to be reminded, while it is asked of which appointment.</summary>
    internal ReminderWish Wish { get; init; } = ReminderWish.Any;

    /// <summary>What the buttons on the person's screen would do.</summary>
    public PendingAction? Pending { get; init; }

    /// <summary>
    /// Ties the buttons to this question. The host sets it when <see cref="Pending"/> is new.
    /// </summary>
    public UInt128? Nonce { get; init; }

    /// <summary>The opening hours were asked for last: "and on monday?" is about them, too.</summary>
    public bool AskedHours { get; init; }

    /// <summary>
    /// Why a person of the business was asked to take over; null when nobody was, or the conversation was given back.
    /// </summary>
    public HandOverReason? PersonAsked { get; init; }

    /// <summary>When they were last told to wait for that person; null for not yet.</summary>
    public Instant? ToldToWait { get; init; }

    /// <summary>How many messages in a row were not understood.</summary>
    public int Failures { get; init; }

    /// <summary>BCP 47 primary tag in which the person is answered.</summary>
    public string Language { get; init; } = "en";

    /// <summary>When the last turn was.</summary>
    public Instant LastTurn { get; init; }

    /// <summary>This state, or a fresh one in the same language when it has outlived its time.</summary>
    public DialogueState At(Instant now) =>
        now - LastTurn < TimeToLive
            ? this
            : Fresh with
            {
                Language = Language, PersonAsked = PersonAsked, ToldToWait = ToldToWait,
            };

    /// <summary>The task is over; what is not about a task stays.</summary>
    internal DialogueState Done() =>
        Fresh with
        {
            Language = Language, LastTurn = LastTurn, Failures = Failures, PersonAsked = PersonAsked,
            ToldToWait = ToldToWait,
        };

    /// <summary>A new task, without what an earlier one had.</summary>
    internal DialogueState Begin(Flow flow) => Done() with { Flow = flow };

    /// <summary>New buttons make the old ones stale; a reply without buttons leaves them valid.</summary>
    internal DialogueState Showing(Reply? reply) =>
        reply?.Pending is { } pending ? this with { Pending = pending, Nonce = null } : this;
}

/// <summary>A task of several turns.</summary>
public enum Flow
{
    None,
    Book,
    Cancel,
    Move,

    /// <summary>A reminder of an appointment.</summary>
    Remind = 8,

    /// <summary>No reminder of an appointment.</summary>
    NoReminder = 9,

    /// <summary>
    /// The person was asked what they are called. Numbers of flows are stored: none is used twice.
    /// </summary>
    CorrectName = 31,
}
