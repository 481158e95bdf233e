using System.Buffers;

namespace Hermetic.Assistant;

// What stands on the buttons and in the rows of lists.
public sealed partial class Wording
{
    public void WriteLabel(Reply reply, Choice choice, Business business, IBufferWriter<byte> utf8)
    {
        var text = new Utf8Text(utf8, _words);
        switch (reply.Pending, choice)
        {
            case (PendingAction.ChooseTime choose, _) when choose.Options.TryGet(choice, out var time):
                if (time.Offset is null)
                    WriteTime(time, DayIsSaid(reply), text);
                else
                {
                    text.Say(
                        choice == Choice.Option1 ? "label.first" : "label.second",
                        ("time", time.Time!.Value));
                }
                break;
            case (PendingAction.ChooseService choose, _)
                when choose.Options.TryGet(choice, out var serviceId):
                text.Label(Name(serviceId, business), Length(reply));
                break;
            case (PendingAction.ChooseStaff choose, _) when choose.Options.TryGet(choice, out var staffId):
                text.Label(StaffName(staffId, business), Length(reply));
                break;
            case (PendingAction.ChooseAppointment, _) when Appointment(reply, choice) is { } appointment:
                WriteTime(TimeOption.At(appointment.Start.LocalDateTime), dayIsSaid: false, text);
                break;
            case (PendingAction.ChooseIntent choose, _) when choose.Options.TryGet(choice, out var intent):
                text.Say($"label.{intent}");
                break;
            case (PendingAction.Book, Choice.Confirm or Choice.Change or Choice.Cancel):
                text.Say($"label.book.{choice}");
                break;
            case (PendingAction.Move, Choice.Confirm or Choice.Change or Choice.Cancel):
                text.Say($"label.move.{choice}");
                break;
            case (PendingAction.Cancel, Choice.Confirm or Choice.Cancel):
                text.Say($"label.cancel.{choice}");
                break;
            case (PendingAction.Remind or PendingAction.NoReminder, Choice.Confirm or Choice.Cancel):
                text.Say(ReminderLabel(reply.Pending, choice));
                break;
            case (PendingAction.Leave leave, Choice.Cancel):
                text.Say(leave.Booked ? "label.leave.booked" : "label.leave");
                break;
            case (PendingAction.Erase, Choice.Confirm) when reply is Reply.ConfirmErasure { OnHold: true }:
                text.Say("label.erase.wish");
                break;
            case (PendingAction.Erase, Choice.Confirm or Choice.Cancel):
                text.Say($"label.erase.{choice}");
                break;
            case (PendingAction.Export, Choice.Confirm or Choice.Cancel):
                text.Say($"label.export.{choice}");
                break;
            case (PendingAction.CorrectName, Choice.Confirm or Choice.Change or Choice.Cancel):
                text.Say($"label.name.{choice}");
                break;
            case (PendingAction.HandOver, Choice.Confirm or Choice.Cancel):
                text.Say($"label.person.{choice}");
                break;
            case (PendingAction.ChooseIntent, Choice.Cancel):
                text.Say("label.else");
                break;
            default:
                throw new ArgumentException(
                    $"{reply.GetType().Name} has no button {choice}.", nameof(choice));
        }
    }

    public void WriteDescription(Reply reply, Choice choice, Business business, IBufferWriter<byte> utf8)
    {
        var text = new Utf8Text(utf8, _words);
        switch (reply.Pending)
        {
            case PendingAction.ChooseService choose
                when choose.Options.TryGet(choice, out var id) && business.Find(id) is { } service:
                text.Say(service.Price is null ? "row.service.unpriced" : "row.service", Holes(service));
                break;
            case PendingAction.ChooseAppointment when Appointment(reply, choice) is { } appointment:
                text.Say("row.appointment", ("service",
                    Visit(appointment.ServiceId, appointment.StaffId, business, mostName: 40, mostStaff: 24)));
                break;
        }
    }

    public void WriteOpener(Reply reply, IBufferWriter<byte> utf8) => new Utf8Text(utf8, _words).Say(
        reply.Pending switch
        {
            PendingAction.ChooseTime => "open.times",
            PendingAction.ChooseService => "open.services",
            PendingAction.ChooseAppointment => "open.appointments",
            PendingAction.ChooseStaff => "open.staff",
            _ => "open",
        });

    private static int Length(Reply reply) =>
        reply.Choices.Count > 3 ? Utf8Text.RowLength : Utf8Text.LabelLength;

    /// <summary>The question above the buttons already names the day.</summary>
    private static bool DayIsSaid(Reply reply) => reply switch
    {
        Reply.Wrapped wrapped => DayIsSaid(wrapped.Inner),
        Reply.AskTime => true,
        _ => false,
    };

    private static void WriteTime(TimeOption option, bool dayIsSaid, Utf8Text text)
    {
        switch (option)
        {
            case { Time: { } time } when dayIsSaid || option.Date is null:
                text.Say("name.time", ("time", time));
                break;
            case { Date: { } date, Time: { } time }:
                text.Say("label.date.time", [("time", time), .. text.ShortNames(date)]);
                break;
            case { Date: { } date }:
                text.Say("label.date", text.ShortNames(date));
                break;
        }
    }

    private static Appointment? Appointment(Reply reply, Choice choice) => reply switch
    {
        Reply.Wrapped wrapped => Appointment(wrapped.Inner, choice),
        Reply.WhichAppointment which when which.Coming.TryGet(choice, out var appointment) => appointment,
        _ => null,
    };
}
