using NodaTime;

namespace Hermetic.Assistant;

// More than one appointment in one wish: the first now, the second remembered and asked about next.
internal sealed partial class BookingFlow
{
    /// <summary>
    /// "And a beard trim after that", beside what waits for its button or was just booked; else null.
    /// </summary>
    private async ValueTask<Move?> AddAsync(Heard heard)
    {
        if (heard is not { ServiceId: { } next, Adds: true, HasTimes: false, ServiceIds.Count: 1 })
            return null;
        if (_state.Pending is PendingAction.Book { Booking: var first } && !Same(first.ServiceId, next))
        {
            var asked = new Reply.SaidFirst(new Reply.OneServiceAtATime(next), new Reply.ConfirmBooking(first));
            return new(asked, _state with { NextVisit = new(next) });
        }
        return _state is { Flow: Flow.None, Booked: { } before } && Straight(before) is { } after
            ? await FillAsync(Begun() with { Date = after.Date, Time = after.TimeOfDay }, heard)
            : null;
    }

    /// <summary>When another one can begin straight after this; null when its service is no more.</summary>
    private LocalDateTime? Straight(Booking before)
    {
        if (Business.Find(before.ServiceId) is not { } service)
            return null;
        var step = Business.Booking.StepMinutes;
        var minutes = before.Start.Minute + service.Minutes + service.BufferMinutes;
        return before.Start.PlusMinutes(((minutes + step - 1) / step * step) - before.Start.Minute);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
