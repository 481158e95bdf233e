using NodaTime;

namespace Hermetic.Assistant;

// Booking, listing and cancelling.
public sealed partial class Wording
{
    private static bool WriteAppointments(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.AskService { ServiceIds: var ids }:
                text.Say(ids.Count > 3 ? "ask.service.list" : "ask.service");
                if (ids.Count > 3)
                {
                    WriteNumbered(
                        ids.Take(MostServices), id => text.Say("name", ("name", Name(id, business))), text);
                }
                return true;
            case Reply.AskDate { ServiceId: var id }:
                text.Say("ask.date", ("service", Name(id, business)));
                return true;
            case Reply.AskTime ask:
                text.Say(ask.Free.Count == 1 ? "ask.time.one" : "ask.time", ("date", ask.Date));
                return true;
            case Reply.NothingFree none:
                text.Say(business.Hours.On(none.Date).Closed ? "nothing.free.closed" : "nothing.free",
                    ("date", none.Date));
                return true;
            case Reply.WhichTime { Readings: [{ Offset: not null, Date: { } date, Time: { } time }, ..] }:
                text.Say("which.occurrence", ("date", date), ("time", time));
                return true;
            case Reply.WhichTime { Readings: var readings }:
                text.Say(readings[0].Time is null ? "which.day" : "which.time");
                return true;
            case Reply.NotFree refused:
                var day = business.Hours.On(refused.Wanted.Date);
                var why = refused.Why == SlotState.Closed
                    ? Closed(day, refused.Wanted.TimeOfDay)
                    : $"{refused.Why}";
                text.Say($"not.free.{why}", ("when", refused.Wanted), ("time", refused.Wanted.TimeOfDay),
                    ("weekday", text.Weekday(day.Date.DayOfWeek)), ("date", day.Date), ("spans", day.Spans),
                    ("occasion", day.Occasion ?? string.Empty));
                text.Say(refused.Alternatives.Count switch
                {
                    0 => "not.free.other",
                    1 => "not.free.instead.one",
                    _ => "not.free.instead",
                });
                return true;
            default:
                return WriteConfirmations(reply, business, text);
        }
    }

    private static bool WriteConfirmations(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.ConfirmBooking { Booking: var booking }
                when business.Find(booking.ServiceId) is { } service:
                text.Say(service.Price is null ? "confirm.booking.unpriced" : "confirm.booking",
                    [("when", booking.Zoned), .. Holes(service)]);
                return true;
            case Reply.AskChange:
                text.Say("ask.change");
                return true;
            case Reply.Booked { Booking: var booking }:
                text.Say("booked", ("service", Name(booking.ServiceId, business)), ("when", booking.Zoned),
                    ("address", business.Address));
                WriteReminder(booking.Zoned, ((Reply.Booked)reply).Reminder, text);
                return true;
            case Reply.NoAppointments:
                text.Say("no.appointments");
                return true;
            case Reply.Appointments { Coming: [var only] }:
                text.Say("appointment.one", Holes(only, business));
                WriteReminder(only.Start, only.Reminder, text);
                return true;
            case Reply.Appointments { Coming: var coming }:
                text.Say("appointments");
                WriteNumbered(coming, one => WriteLine(one, business, text), text);
                return true;
            case Reply.WhichAppointment { Coming: var coming }:
                text.Say(coming.Count > 3 ? "which.appointment.number" : "which.appointment");
                WriteNumbered(coming, one => text.Say("appointment", Holes(one, business)), text);
                return true;
            case Reply.ConfirmCancel { Appointment: var one }:
                text.Say("confirm.cancel", Holes(one, business));
                return true;
            case Reply.Cancelled:
                text.Say("cancelled");
                return true;
            case Reply.AlreadyCancelled:
                text.Say("already.cancelled");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Which of the reasons for "closed" it is.</summary>
    private static string Closed(DayHours day, LocalTime time) => day switch
    {
        { Closed: true, Occasion: null } => "closed",
        { Closed: true } => "closed.occasion",
        _ => day.OpenAt(time) ? "late" : "outside",
    };

    // A service may have left the business since its appointment was made: its id is then the best name left.
    private static string Name(string serviceId, Business business) =>
        business.Find(serviceId)?.Name ?? serviceId;

    private static (string Name, object Value)[] Holes(Appointment one, Business business) =>
        [("service", Name(one.ServiceId, business)), ("when", one.Start)];

    private static void WriteNumbered<T>(IEnumerable<T> items, Action<T> write, Utf8Text text)
    {
        foreach (var (index, item) in items.Index())
        {
            text.Line();
            text.Say("number", ("number", index + 1));
            write(item);
        }
    }
}
