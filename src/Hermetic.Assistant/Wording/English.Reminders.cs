namespace Hermetic.Assistant;

internal static partial class English
{
    // Reminders. "same", "day" and "date": on the day of the appointment, within the week before it, or
    // earlier.
    private static Dictionary<string, string> Reminders => new(StringComparer.Ordinal)
    {
        ["remind.today"] = "Today, {when}: {service} at {business}, {address}. If you cannot come, write "
            + "\"cancel my appointment\".",
        ["remind.tomorrow"] = "Tomorrow, {when}: {service} at {business}, {address}. If you cannot come, "
            + "write \"cancel my appointment\".",
        ["remind.later"] = "{when}: {service} at {business}, {address}. If you cannot come, write "
            + "\"cancel my appointment\".",
        ["reminder.same"] = "I will remind you on the same day at {time}.",
        ["reminder.day"] = "I will remind you on {weekday} at {time}.",
        ["reminder.date"] = "I will remind you on {date} at {time}.",
        ["reminder.line.same"] = " (reminder on the same day at {time})",
        ["reminder.line.day"] = " (reminder on {weekday} at {time})",
        ["reminder.line.date"] = " (reminder on {date} at {time})",
        ["reminder.of"] = "{service} on {when}. ",
        ["reminder.other"] = " For another time, write for example \"remind me two hours before\".",
        ["reminders"] = "I will remind you of these appointments:",
        ["no.reminders"] = "No reminder is set. To get one, write for example \"remind me two hours "
            + "before\".",
        ["only.appointments"] = "I can remind you of your appointments with us, but of nothing else.",
        ["reminder.by.day"] = "I do not write between {from} and {until}. ",
        ["confirm.reminder.same"] = "Shall I remind you on the same day at {time}?",
        ["confirm.reminder.day"] = "Shall I remind you on {weekday} at {time}?",
        ["confirm.reminder.date"] = "Shall I remind you on {date} at {time}?",
        ["too.late.to.remind"] = "That time has passed, or it is not before your appointment. When shall "
            + "I remind you?",
        ["confirm.no.reminder"] = "Shall I leave out the reminder?",
        ["reminder.cancelled"] = "I will not remind you of it.",
        ["declined.reminder"] = "All right, I change nothing about the reminder.",
        ["waits.remind"] = "Your reminder still waits for its button.",
        ["waits.no.reminder"] = "Leaving out the reminder still waits for its button.",
        ["label.remind.Confirm"] = "Remind me",
        ["label.remind.Cancel"] = "No, thanks",
        ["label.no.reminder.Confirm"] = "No reminder",
        ["label.no.reminder.Cancel"] = "Keep it",
        ["label.SetReminder"] = "Set a reminder",
        ["label.ListReminders"] = "My reminders",
        ["label.CancelReminder"] = "No reminder",
    };
}
