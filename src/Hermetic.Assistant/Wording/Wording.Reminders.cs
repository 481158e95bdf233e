using System.Buffers;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// A place in the approved template of a reminder, by the name of its parameter in lower case.
/// </summary>
public enum ReminderPlace
{
    Service,
    Date,
    Time,
    Business,
}

// Reminders.
public sealed partial class Wording
{
    public void WritePlace(
        ReminderPlace place, Appointment appointment, Business business, IBufferWriter<byte> utf8)
    {
        object value = place switch
        {
            ReminderPlace.Service => Visit(appointment.ServiceId, appointment.StaffId, business),
            ReminderPlace.Date => appointment.Start.Date,
            ReminderPlace.Time => appointment.Start.TimeOfDay,
            _ => business.Name,
        };
        new Utf8Text(utf8, _words).Say("name", ("name", value));
    }

    private static bool WriteReminders(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.Reminding { Appointment: var one, Today: var today }:
                text.Say(Day(one.Start.Date, today), [("business", business.Name),
                    ("address", business.Address), .. Holes(one, business)]);
                return true;
            case Reply.Reminders { Coming: [var only] }:
                text.Say("reminder.of", Holes(only, business));
                SayReminder("reminder", only, text);
                text.Say("reminder.other");
                return true;
            case Reply.Reminders { Coming: var coming }:
                text.Say("reminders");
                WriteNumbered(coming, one => WriteLine(one, business, text), text);
                return true;
            case Reply.ConfirmReminder { Appointment: var one, Reminder: var reminder }:
                text.Say("reminder.of", Holes(one, business));
                if (reminder.IsMovedOutOfTheNight(one.Start))
                    text.Say("reminder.by.day", ("from", Reminder.Night), ("until", Reminder.Morning));
                SayReminder("confirm.reminder", one.Start, reminder, text);
                return true;
            case Reply.ReminderSet { Appointment: var one, Reminder: var reminder }:
                text.Say("reminder.of", Holes(one, business));
                SayReminder("reminder", one.Start, reminder, text);
                return true;
            case Reply.TooLateToRemind { Appointment: var one }:
                text.Say("reminder.of", Holes(one, business));
                text.Say("too.late.to.remind");
                return true;
            case Reply.ConfirmNoReminder { Appointment: var one }:
                text.Say("reminder.of", Holes(one, business));
                text.Say("confirm.no.reminder");
                return true;
            case Reply.ReminderCancelled { Appointment: var one }:
                text.Say("reminder.of", Holes(one, business));
                text.Say("reminder.cancelled");
                return true;
            default:
                return false;
        }
    }

    /// <summary>An appointment in a list, with its reminder where it has one.</summary>
    private static void WriteLine(Appointment one, Business business, Utf8Text text)
    {
        text.Say("appointment", Holes(one, business));
        SayReminder("reminder.line", one, text);
    }

    /// <summary>A sentence more, where there is a reminder.</summary>
    private static void WriteReminder(ZonedDateTime start, Reminder? reminder, Utf8Text text)
    {
        if (reminder is null)
            return;
        text.Space();
        SayReminder("reminder", start, reminder, text);
    }

    private static void SayReminder(string key, Appointment one, Utf8Text text)
    {
        if (one.Reminder is { } reminder)
            SayReminder(key, one.Start, reminder, text);
    }

    /// <summary>
    /// Within a week before the appointment, whose date is said, the weekday says which day it is.
    /// </summary>
    private static void SayReminder(string key, ZonedDateTime start, Reminder reminder, Utf8Text text)
    {
        var at = reminder.At;
        var which = Period.DaysBetween(at.Date, start.Date) switch
        {
            0 => "same",
            <= 6 => "day",
            _ => "date",
        };
        text.Say($"{key}.{which}", ("date", at.Date), ("time", at.TimeOfDay),
            ("weekday", text.Weekday(at.DayOfWeek)));
    }

    private static string Day(LocalDate date, LocalDate today) => Period.DaysBetween(today, date) switch
    {
        0 => "remind.today",
        1 => "remind.tomorrow",
        _ => "remind.later",
    };

    private static string ReminderLabel(PendingAction action, Choice choice) =>
        action is PendingAction.Remind ? $"label.remind.{choice}" : $"label.no.reminder.{choice}";
}
