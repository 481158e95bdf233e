namespace Hermetic.Assistant;

/// <summary>
/// One language as data: templates by key, and the names that dates need. Holes are <c>{name}</c>, or
/// <c>{name:2}</c> for a number with two digits. Every language has exactly the keys of English.
/// </summary>
/// <param name="Language">BCP 47 primary tag.</param>
/// <param name="Weekdays">Monday first.</param>
/// <param name="ShortWeekdays">For button labels.</param>
/// <param name="DecimalPoint">Between euros and cents.</param>
internal sealed record WordTable(
    string Language,
    IReadOnlyList<string> Weekdays,
    IReadOnlyList<string> ShortWeekdays,
    IReadOnlyList<string> Months,
    IReadOnlyList<string> ShortMonths,
    char DecimalPoint,
    IReadOnlyDictionary<string, string> Texts);
