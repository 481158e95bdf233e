namespace Hermetic.Assistant;

/// <summary>Which of the person's appointments a message means.</summary>
internal static class OwnAppointments
{
    /// <summary>Those that fit what is named; none when nothing fits.</summary>
    internal static List<Appointment> Narrow(this IReadOnlyList<Appointment> own, Heard? heard) =>
    [
        .. own.Of(heard).Where(one => heard is not { HasTimes: true }
            || heard.Understanding.Times.Any(time => one.Fits(time.Best))),
    ];

    /// <summary>Those of the service and the person that are named.</summary>
    internal static IEnumerable<Appointment> Of(this IReadOnlyList<Appointment> own, Heard? heard) =>
        own.Where(one =>
            (heard?.ServiceId is not { } service
                || string.Equals(one.ServiceId, service, StringComparison.Ordinal))
            && (heard?.Staff?.StaffId is not { } staff
                || string.Equals(one.StaffId, staff, StringComparison.Ordinal)));

    internal static bool Fits(this Appointment appointment, LocalSpan span)
    {
        var start = appointment.Start.LocalDateTime;
        if (!span.HasDate)
            return start.TimeOfDay == span.Start.TimeOfDay;
        // A day with a time means that time; a day or a longer span means anything in it.
        return span.HasTime ? start == span.Start : start >= span.Start && start < span.End;
    }
}
