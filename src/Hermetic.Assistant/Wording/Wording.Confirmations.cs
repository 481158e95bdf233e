namespace Hermetic.Assistant;

// What is about one appointment: confirming, listing, cancelling, moving.
public sealed partial class Wording
{
    private static bool WriteConfirmations(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.ConfirmBooking { Booking: var booking }
                when business.Find(booking.ServiceId) is { } service:
                text.Say(service.Price is null ? "confirm.booking.unpriced" : "confirm.booking",
                    [.. Holes(booking, business), ("minutes", service.Minutes),
                        ("price", service.Price ?? (object)string.Empty)]);
                return true;
            case Reply.AskChange:
                text.Say(business.Staff.Count > 1 ? "ask.change.staff" : "ask.change");
                return true;
            case Reply.Booked { Booking: var booking, Reminder: var reminder }:
                text.Say("booked", [.. Holes(booking, business), ("address", business.Address)]);
                WriteReminder(booking.Zoned, reminder, text);
                return true;
            case Reply.NoAppointments { Sought: var sought }:
                text.Say("no.appointments");
                if (sought)
                    text.Say("no.appointments.sought", ("business", business.Name));
                return true;
            case Reply.Appointments { Coming: [var only] }:
                var isNamed = business.Find(only.ServiceId) is not null || only.StaffId is not null;
                text.Say(isNamed ? "appointment.one" : "appointment.one.gone", Holes(only, business));
                WriteReminder(only.Start, only.Reminder, text);
                return true;
            case Reply.Appointments { Coming: var coming }:
                text.Say("appointments");
                WriteNumbered(coming, one => WriteLine(one, business, text), text);
                return true;
            default:
                return WriteChanges(reply, business, text);
        }
    }

    private static bool WriteChanges(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.WhichAppointment { Coming: var coming, For: var task }:
                text.Say($"which.appointment.{task}");
                // Buttons have room for the time only; the rows of a list say the rest themselves.
                if (coming.Count <= 3)
                    WriteNumbered(coming, one => WriteLine(one, business, text), text);
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
            case Reply.AskNewTime { Appointment: var one }:
                text.Say("ask.new.time", Holes(one, business));
                return true;
            case Reply.AlreadyThen { Appointment: var one }:
                text.Say("already.then", Holes(one, business));
                return true;
            case Reply.ConfirmMove { From: var from, To: var to }:
                var same = string.Equals(from.ServiceId, to.ServiceId, StringComparison.Ordinal);
                text.Say(same ? "confirm.move" : "confirm.move.other",
                    [.. Holes(to, business), ("from", from.Start)]);
                return true;
            case Reply.Moved { Booking: var booking, Reminder: var reminder }:
                text.Say("moved", [.. Holes(booking, business), ("address", business.Address)]);
                WriteReminder(booking.Zoned, reminder, text);
                return true;
            default:
                return false;
        }
    }

    private static string Name(string serviceId, Business business) =>
        business.Find(serviceId)?.Name ?? string.Empty;

    private static string StaffName(string? staffId, Business business) =>
        business.FindStaff(staffId)?.Name ?? string.Empty;

    /// <summary>
    /// "Haircut with Mira". A service or a person may have left the business since the appointment was made:
    /// then it is "your appointment".
    /// </summary>
    private static Utf8Text.Described Visit(
        string serviceId, string? staffId, Business business, int mostName = 200, int mostStaff = 200)
    {
        var key = (business.Find(serviceId), business.FindStaff(staffId)) switch
        {
            (null, null) => "gone",
            (null, _) => "gone.with",
            (_, null) => "name",
            _ => "with",
        };
        var (name, staff) = (
            Utf8Text.Cut(Name(serviceId, business), mostName),
            Utf8Text.Cut(StaffName(staffId, business), mostStaff));
        return new(key, ("service", name), ("name", name), ("staff", staff));
    }

    private static (string Name, object Value)[] Holes(Appointment one, Business business) =>
        [("service", Visit(one.ServiceId, one.StaffId, business)), ("when", one.Start)];

    private static (string Name, object Value)[] Holes(Booking one, Business business) =>
        [("service", Visit(one.ServiceId, one.StaffId, business)), ("when", one.Zoned)];
}
