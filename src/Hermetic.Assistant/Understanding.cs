using NodaTime;

namespace Hermetic.Assistant;

/// <summary>How one message was understood: data, never text of the message.</summary>
/// <param name="Language">BCP 47 primary tag, such as <c>en</c>.</param>
/// <param name="Confidence">
/// 0 to 1; at 0.70 the assistant acts, from 0.40 it asks, below it looks further.
/// </param>
/// <param name="RunnerUp">The second best intent, for a clarifying question.</param>
/// <param name="Times">The times named, in the order of the text.</param>
/// <param name="Reply">Whether the message answers a question: yes, no, or neither.</param>
/// <param name="Safety">
/// True when a safety word decided (stop, erase, export, what is known, human): never a model's guess.
/// </param>
public sealed record Understanding(
    string Language,
    Intent Intent,
    double Confidence,
    Intent? RunnerUp,
    IReadOnlyList<TimeReading> Times,
    YesNo Reply,
    bool Safety)
{
    /// <summary>A day that the message names and that no calendar has; it is not among the times.</summary>
    public NoSuchDay? NoSuchDay { get; init; }

    /// <summary>Days and hours that the message rules out; no time of it contains any of them.</summary>
    public IReadOnlyList<Exclusion> Excluded { get; init; } = [];
}

/// <summary>"31 June".</summary>
/// <param name="Day">1 to 39.</param>
/// <param name="Month">1 to 12.</param>
public sealed record NoSuchDay(int Day, int Month)
{
    /// <summary>The time of day named with it, without a day; null for none.</summary>
    public TimeReading? Hour { get; init; }
}

/// <summary>A bare "yes" or "no", or a sentence that begins with one ("no, 4pm").</summary>
public enum YesNo
{
    Neither,
    Yes,
    No,
}

/// <summary>One time expression of a message, resolved against the moment it was said.</summary>
/// <param name="Candidates">Best first; more than one when the text is ambiguous. Never empty.</param>
/// <param name="Ambiguity">Why it is ambiguous; the dialogue asks instead of guessing.</param>
public sealed record TimeReading(IReadOnlyList<LocalSpan> Candidates, TimeAmbiguity Ambiguity)
{
    public LocalSpan Best => Candidates[0];

    /// <summary>It or the one before will do: "wednesday or thursday".</summary>
    public bool Or { get; init; }
}

/// <summary>A span of local wall time; <paramref name="End"/> is exclusive.</summary>
/// <param name="HasDate">
/// The text named or implied a day ("friday", "tomorrow"); false for a bare "at 4".
/// </param>
/// <param name="HasTime">
/// The text named a time of day ("at 3", "15:00"); false for "friday" or "tomorrow afternoon".
/// </param>
public sealed record LocalSpan(LocalDateTime Start, LocalDateTime End, bool HasDate, bool HasTime);

/// <summary>What a person must be asked before a time can be acted on.</summary>
[Flags]
public enum TimeAmbiguity
{
    None = 0,

    /// <summary>"at 7": morning or evening.</summary>
    MorningOrEvening = 1,

    /// <summary>"3/4": the third of April or the fourth of March.</summary>
    DayOrMonth = 2,

    /// <summary>"next friday": this week's or the one after.</summary>
    WhichWeek = 4,
}
