using System.Globalization;

namespace Hermetic.Ledger;

/// <summary>
/// The hour of an action, in UTC: all of the time that the ledger shows in the clear. The exact time is
/// sealed, because when a person wrote is about the person.
/// </summary>
public readonly record struct LedgerHour : IComparable<LedgerHour>
{
    private const string Format = "yyyy-MM-dd'T'HH'Z'";

    private readonly DateTime _start;

    private LedgerHour(DateTime start) => _start = start;

    /// <summary>The hour that a moment falls into; minutes and below are dropped here.</summary>
    public static LedgerHour Of(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return new(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerHour)));
    }

    /// <summary>Reads <c>2026-11-22T19Z</c>, and nothing else.</summary>
    public static bool TryParse(string? text, out LedgerHour hour)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var read = DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, utc, out var start);
        hour = new(start);
        return read;
    }

    /// <summary>The earlier one comes first.</summary>
    public int CompareTo(LedgerHour other) => _start.CompareTo(other._start);

    /// <summary>Whether one is earlier than the other.</summary>
    public static bool operator <(LedgerHour one, LedgerHour other) => one.CompareTo(other) < 0;

    /// <summary>Whether one is later than the other.</summary>
    public static bool operator >(LedgerHour one, LedgerHour other) => one.CompareTo(other) > 0;

    /// <summary>Whether one is not later than the other.</summary>
    public static bool operator <=(LedgerHour one, LedgerHour other) => one.CompareTo(other) <= 0;

    /// <summary>Whether one is not earlier than the other.</summary>
    public static bool operator >=(LedgerHour one, LedgerHour other) => one.CompareTo(other) >= 0;

    /// <summary><c>2026-11-22T19Z</c>.</summary>
    public override string ToString() => _start.ToString(Format, CultureInfo.InvariantCulture);
}
