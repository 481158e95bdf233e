using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// When somebody wants to be reminded, before it is known of which appointment: so long before, a time so
/// many days before, or a day and a time.
/// </summary>
/// <param name="Minutes">So long before the appointment.</param>
/// <param name="Days">On the day so many days before; 0 is the day of the appointment.</param>
/// <param name="Date">On this day.</param>
/// <param name="Time">At this time; without a day, the last one before the appointment.</param>
internal sealed record ReminderWish(int? Minutes, int? Days, LocalDate? Date, LocalTime? Time)
{
    internal static ReminderWish Any { get; } = new(Minutes: null, Days: null, Date: null, Time: null);

    /// <summary>For a day without a time.</summary>
    private static readonly LocalTime _usual = new(9, 0);

    /// <param name="own">
    /// A day or a time on which one of them begins names the appointment, not the time of its reminder.
    /// </param>
    internal static ReminderWish Of(Heard heard, IReadOnlyList<Appointment> own)
    {
        var words = heard.Reminder;
        var times = heard.Understanding.Times;
        if (words.Minutes is { } minutes)
            return Any with { Minutes = minutes };
        if (words.Days is { } days)
            return Any with { Days = days, Time = Clock(times) ?? words.Time };
        var meant = times.Where(time => !own.Any(one => one.IsOn(time))).ToList();
        var day = meant.FirstOrDefault(time => time.Best.HasDate);
        return Any with { Date = day?.Best.Start.Date, Time = Clock(meant) ?? PartOf(day) };
    }

    /// <summary>The reminder that this is for an appointment; null when it cannot be had any more.</summary>
    internal Reminder? For(ZonedDateTime start, BookingRules rules, Instant now) =>
        this == Any ? Usual(start, rules, now) : At(start, MinutesBefore(start), now);

    private long MinutesBefore(ZonedDateTime start)
    {
        if (Minutes is { } minutes)
            return minutes;
        var begins = start.LocalDateTime;
        var date = Days is { } days ? begins.Date.PlusDays(-days)
            : Date ?? (Time < begins.TimeOfDay ? begins.Date : begins.Date.PlusDays(-1));
        var time = Time ?? (Days is null ? _usual : begins.TimeOfDay);
        return Period.Between(date + time, begins, PeriodUnits.Minutes).Minutes;
    }

    /// <summary>As the business does it by itself, or as soon as is still possible.</summary>
    private static Reminder? Usual(ZonedDateTime start, BookingRules rules, Instant now)
    {
        int[] hours = [rules.ReminderHours > 0 ? rules.ReminderHours : 24, 2, 1];
        return hours.Select(before => Reminder.Before(start, before * 60, now))
            .FirstOrDefault(found => found is not null);
    }

    private static Reminder? At(ZonedDateTime start, long minutes, Instant now) =>
        minutes is > 0 and <= 366 * 24 * 60 ? Reminder.Before(start, (int)minutes, now) : null;

    /// <summary>
    /// The time of day that was named. Of morning and evening the one by day, the morning if both are: the
    /// question that follows says which.
    /// </summary>
    private static LocalTime? Clock(IEnumerable<TimeReading> times)
    {
        var clock = times.FirstOrDefault(time => time.Best.HasTime);
        if (clock is null)
            return null;
        var readings = clock.Candidates.Select(Named).Order().ToList();
        var byDay = readings.Where(time => !Reminder.IsNight(time)).ToList();
        return byDay.Count > 0 ? byDay[0] : readings[0];
    }

    /// <summary>"Tomorrow afternoon" is when that begins; "tomorrow morning" begins in the night.</summary>
    private static LocalTime? PartOf(TimeReading? day) =>
        day is { Best.Start.TimeOfDay: var begins } && !Reminder.IsNight(begins) ? begins : null;

    /// <summary>"the day before at 9" is also read as a time before nine.</summary>
    private static LocalTime Named(LocalSpan span) =>
        span.Start.TimeOfDay == LocalTime.Midnight && span.End.TimeOfDay != LocalTime.Midnight
        && Period.Between(span.Start, span.End, PeriodUnits.Minutes).Minutes > 60
            ? span.End.TimeOfDay
            : span.Start.TimeOfDay;
}
