using NodaTime;

namespace Hermetic.Assistant;

/// <summary>When a person is reminded of an appointment.</summary>
/// <param name="At">When the message goes out; never at night.</param>
/// <param name="MinutesBefore">
/// What was wished, by the clock on the wall: a day before is the same time of the day before, also when the clocks
/// change in between. It moves along with the appointment.
/// </param>
public sealed record Reminder(ZonedDateTime At, int MinutesBefore)
{
    /// <summary>Nobody is disturbed: the last message of a day goes out now, late ones next day.</summary>
    public static LocalTime Night { get; } = new(20, 0);

    public static LocalTime Morning { get; } = new(8, 0);

    /// <summary>What goes out by itself; later than planned it is only of use while the person can still plan.</summary>
    private static readonly Duration _enoughNotice = Duration.FromHours(1);

    /// <summary>So much later than planned is not late.</summary>
    private static readonly Duration _onTime = Duration.FromMinutes(10);

    /// <summary>The reminder that the business's rules give an appointment; null when there is none or its time has come.</summary>
    public static Reminder? ByItself(ZonedDateTime start, BookingRules rules, Instant now) =>
        rules.ReminderHours > 0 ? Before(start, rules.ReminderHours * 60, now) : null;

    /// <param name="minutes">At least 1.</param>
    /// <returns>Null when that time has come already.</returns>
    public static Reminder? Before(ZonedDateTime start, int minutes, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        var wished = start.LocalDateTime.PlusMinutes(-minutes);
        var at = start.Zone.AtLeniently(ByDay(wished));
        return at.ToInstant() > now ? new(at, minutes) : null;
    }

    /// <summary>
    /// The reminder of an appointment that moves: as it was wished, or as the business does it where there was none or
    /// its time has come; null for somebody who wants none.
    /// </summary>
    public static Reminder? OfMoved(Appointment from, ZonedDateTime to, BookingRules rules, Instant now)
    {
        if (from.WantsNoReminder)
            return null;
        var asWished = from.Reminder is { } reminder ? Before(to, reminder.MinutesBefore, now) : null;
        return asWished ?? ByItself(to, rules, now);
    }

    /// <summary>The wished time lies in a night.</summary>
    public bool IsMovedOutOfTheNight(ZonedDateTime start) =>
        At.LocalDateTime != start.LocalDateTime.PlusMinutes(-MinutesBefore);

    /// <summary>What to do now about a reminder that was planned for <paramref name="due"/>.</summary>
    public static ReminderStep Decide(Instant due, ZonedDateTime start, Instant now)
    {
        if (now < due)
            return ReminderStep.Wait;
        if (now >= TooLateFrom(due, start.ToInstant()))
            return ReminderStep.Drop;
        var late = now >= due + _onTime;
        return late && IsNight(now.InZone(start.Zone).TimeOfDay) ? ReminderStep.Wait : ReminderStep.Send;
    }

    /// <summary>Until when a message that may be sent now may still be sent, in the words of today.</summary>
    public static Instant GoodUntil(Instant due, ZonedDateTime start, Instant now)
    {
        var tonight = start.Zone.AtLeniently(now.InZone(start.Zone).Date + Night).ToInstant();
        return Instant.Min(Instant.Max(tonight, due + _onTime), TooLateFrom(due, start.ToInstant()));
    }

    public static bool IsNight(LocalTime time) => time >= Night || time < Morning;

    private static Instant TooLateFrom(Instant due, Instant start) =>
        Instant.Min(start, Instant.Max(due + _onTime, start - _enoughNotice));

    /// <summary>The wished time, or the evening before the night it falls into.</summary>
    private static LocalDateTime ByDay(LocalDateTime wished) => wished.TimeOfDay switch
    {
        var time when time >= Night => wished.Date + Night,
        var time when time < Morning => wished.Date.PlusDays(-1) + Night,
        _ => wished,
    };
}

/// <summary>What is to be done about a reminder at some moment.</summary>
public enum ReminderStep
{
    /// <summary>Not yet, or not at night.</summary>
    Wait,
    Send,

    /// <summary>The appointment is too near for a reminder that comes late, or over.</summary>
    Drop,
}
