namespace Hermetic.Assistant;

/// <summary>
/// English, in the voice of a courteous and competent receptionist: short, concrete, one question at a time.
/// </summary>
internal static partial class English
{
    internal static WordTable Table { get; } = new(
        "en",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        DecimalPoint: '.',
        Together(Figures, Talk, Privacy, OwnData, Courtesies, Facts, Remarks, Knowledge, Waiting, Booking,
            Cancelling, Reminders, Labels));

    private static Dictionary<string, string> Together(params IEnumerable<Dictionary<string, string>> parts) =>
        new(parts.SelectMany(part => part), StringComparer.Ordinal);

    // Dates, times, money
    private static Dictionary<string, string> Figures => new(StringComparer.Ordinal)
    {
        ["date"] = "{weekday}, {day} {month}",
        ["time"] = "{hour:2}:{minute:2}",
        ["date.time"] = "{date} at {time}",
        ["date.time.first"] = "{date} at {time} (summer time)",
        ["date.time.second"] = "{date} at {time} (winter time)",
        ["span"] = "{from} to {until}",
        ["spans.and"] = " and ",
        ["price"] = "{symbol}{amount}{point}{cents:2}",
        ["price.whole"] = "{symbol}{amount}",
        ["name"] = "{name}",
        ["name.time"] = "{time}",
        ["number"] = "{number}. ",
    };

    // The conversation
    private static Dictionary<string, string> Talk => new(StringComparer.Ordinal)
    {
        ["first.contact"] = "Hello, this is the AI assistant of {business}. I answer questions and book "
            + "appointments. WhatsApp (Meta) carries our messages, and we keep them for {days} days. "
            + "More about this: {link}\nTo reach a person at any time, write \"human\".",
        ["greeting"] = "Hello.",
        ["greeting.then"] = " What can I do for you? I can book an appointment, show free times, or tell "
            + "you our opening hours and prices.",
        ["how.can.i.help"] = "What can I do for you?",
        ["courtesy"] = "You are welcome.",
        ["bot"] = "I am an AI assistant, not a person, and I answer for {business}. If you would rather "
            + "talk to a person, write \"human\".",
        ["out.of.scope"] = "I cannot help with that.",
        ["out.of.scope.then"] = " I can book, show, move and cancel appointments here, and answer "
            + "questions about {business}.",
        ["do.not.know"] = "I do not know that, and I would rather not guess.",
        ["do.not.know.then"] = " Shall I bring in a person from {business}?",
        ["ask.a.person"] = " To ask a person from {business}, write \"human\".",
        ["offer.person"] = "I am sorry, I do not understand. Shall I bring in a person from {business}?",
        ["clarify"] = "I am not sure that I understand. What would you like to do?",
        ["use.the.button"] = "So that nothing happens by accident, please press the button; a written "
            + "answer is not enough for this.",
        ["stale.button"] = "That button belongs to an earlier question and does nothing any more.",
        ["stale.button.then"] = " What can I do for you?",
        ["forwarded"] = "This is a forwarded message, so I do not act on it. Please tell me in your own "
            + "words what you would like.",
        ["cannot.read.Other"] = "I cannot read this kind of message here. Please write to me, or write "
            + "\"human\" for a person.",
        ["cannot.read.Voice"] = "I cannot listen to voice messages, so I have not opened yours. Please "
            + "write to me, or write \"human\" for a person.",
        ["cannot.read.Image"] = "I cannot look at pictures, so I have not opened yours. Please write to "
            + "me, or write \"human\" for a person.",
        ["cannot.read.Video"] = "I cannot watch videos, so I have not opened yours. Please write to me, "
            + "or write \"human\" for a person.",
        ["cannot.read.Document"] = "I cannot read documents, so I have not opened yours. Please write to "
            + "me, or write \"human\" for a person.",
        ["cannot.read.Sticker"] = "I cannot see stickers. What can I do for you?",
        ["cannot.read.Location"] = "I cannot use locations. Please write to me, or write \"human\" for a "
            + "person.",
        ["cannot.read.Contact"] = "I cannot use contact cards, so I have not opened yours. Please write "
            + "to me, or write \"human\" for a person.",
    };

    // What waits while something else is answered
    private static Dictionary<string, string> Waiting => new(StringComparer.Ordinal)
    {
        ["waits.book"] = "Your booking still waits for its button: {service} on {when}.",
        ["waits.move"] = "Moving your appointment still waits for its button: {service} on {when}.",
        ["waits.cancel"] = "Cancelling your appointment still waits for its button.",
        ["waits.erase"] = "Erasing your data still waits for its button.",
        ["waits.export"] = "The copy of your data still waits for its button.",
        ["waits.name"] = "Your name still waits for its button.",
        ["waits.time"] = "Which of the times above shall it be?",
        ["waits.time.here"] = "Which of these times shall it be?",
        ["waits.leave"] = "Back to your appointment: what shall it be?",
        ["waits.which"] = "Which of your appointments do you mean?",
        ["waits.appointment"] = "Back to your appointment: which day and time would suit you?",
    };

    // Buttons, at most 20 characters, and the second lines of lists, at most 72
    private static Dictionary<string, string> Labels => new(StringComparer.Ordinal)
    {
        ["label.book.Confirm"] = "Confirm",
        ["label.book.Change"] = "Change",
        ["label.book.Cancel"] = "Cancel",
        ["label.move.Confirm"] = "Yes, move it",
        ["label.move.Change"] = "Change",
        ["label.move.Cancel"] = "Leave it",
        ["label.leave"] = "Nothing, thanks",
        ["label.leave.booked"] = "That is all, thanks",
        ["open.times"] = "Free times",
        ["open.services"] = "Our services",
        ["open.appointments"] = "Your appointments",
        ["open.staff"] = "Our team",
        ["open"] = "Choose",
        ["row.appointment"] = "{service}",
        ["row.service"] = "{minutes} minutes, {price}",
        ["row.service.unpriced"] = "{minutes} minutes",
        ["label.cancel.Confirm"] = "Yes, cancel it",
        ["label.cancel.Cancel"] = "Keep it",
        ["label.erase.Confirm"] = "Erase everything",
        ["label.erase.Cancel"] = "Keep my data",
        ["label.erase.wish"] = "Note my wish",
        ["label.export.Confirm"] = "Make the copy",
        ["label.export.Cancel"] = "No, thanks",
        ["label.name.Confirm"] = "Yes, that is right",
        ["label.name.Change"] = "Another name",
        ["label.name.Cancel"] = "Leave it as it is",
        ["label.person.Confirm"] = "Talk to a person",
        ["label.person.Cancel"] = "No, thanks",
        ["label.else"] = "Something else",
        ["label.date"] = "{weekday} {day} {month}",
        ["label.date.time"] = "{weekday} {day} {month}, {time}",
        ["label.first"] = "{time} summer time",
        ["label.second"] = "{time} winter time",
        ["label.OpeningHours"] = "Opening hours",
        ["label.BookAppointment"] = "Book an appointment",
        ["label.Reschedule"] = "Move an appointment",
        ["label.CancelAppointment"] = "Cancel appointment",
        ["label.ListAppointments"] = "My appointments",
        ["label.Availability"] = "Free times",
        ["label.TalkToHuman"] = "Talk to a person",
        ["label.StopMessages"] = "Stop all messages",
        ["label.ResumeMessages"] = "Messages again",
        ["label.DeleteMyData"] = "Delete my data",
        ["label.ExportMyData"] = "Send me my data",
        ["label.WhatDoYouKnow"] = "What you know of me",
        ["label.CorrectMyData"] = "Correct my data",
        ["label.WhoSawMyData"] = "Who saw my data",
    };
}
