namespace Hermetic.Assistant.Language;

/// <summary>
/// How an ambiguous time is settled. What stays open is returned as ambiguity, never guessed in silence.
/// </summary>
/// <param name="DayFirst">"3/4" is the third of April.</param>
/// <param name="EarliestClear">A bare hour before this one is in the afternoon: "at 3" is 15:00.</param>
/// <param name="EarliestMorning">A bare hour from this one on is in the morning; the hours between are
/// unclear ("at 7", "at 8").</param>
public sealed record ResolutionPolicy(bool DayFirst, int EarliestClear, int EarliestMorning)
{
    public static ResolutionPolicy Business { get; } =
        new(DayFirst: true, EarliestClear: 7, EarliestMorning: 9);
}
