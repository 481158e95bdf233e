namespace Hermetic.Assistant;

/// <summary>
/// English, in the voice of a courteous and competent receptionist: short, concrete, one question at a time.
/// </summary>
internal static class English
{
    internal static WordTable Table { get; } = new(
        "en",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        DecimalPoint: '.',
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Dates, times, money
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

            // The conversation
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
            ["out.of.scope.then"] = " I can book, show and cancel appointments here, and tell you our "
                + "opening hours, services, prices and address.",
            ["do.not.know"] = "I do not know that, and I would rather not guess.",
            ["do.not.know.then"] = " Shall I bring in a person from {business}?",
            ["offer.person"] = "I am sorry, I do not understand. Shall I bring in a person from {business}?",
            ["clarify"] = "I am not sure that I understand. What would you like to do?",
            ["use.the.button"] = "So that nothing happens by accident, please press the button; a written "
                + "answer is not enough for this.",
            ["stale.button"] = "That button belongs to an earlier question and does nothing any more. What "
                + "can I do for you?",
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

            // People, preferences and privacy
            ["handed.over.Asked"] = "I hand over to a person from {business}. They will answer you here, and "
                + "I stay silent until they are done.",
            ["handed.over.PrivacyRequest"] = "I have passed your request about your data to a person at "
                + "{business}. They will answer you here within one month at the latest. You can also write "
                + "to {privacy}.",
            ["opted.out"] = "You will get no more messages from {business}. To begin again, write START. To "
                + "have your data erased, write \"delete my data\".",
            ["opted.in"] = "You will get messages from {business} again. Write STOP to end them at any time.",
            ["confirm.erasure"] = "This erases everything that {business} keeps about you here: your "
                + "messages, your appointments and your contact details. Coming appointments are lost, and "
                + "it cannot be undone. Shall I erase it?",
            ["erased"] = "Everything that {business} kept about you here is erased and can no longer be "
                + "read, not even from a backup. This message is not kept either. If you write again, we "
                + "begin anew.",
            ["declined"] = "All right. What else can I do for you?",
            ["declined.book"] = "All right, nothing is booked.",
            ["declined.cancel"] = "All right, your appointment stays as it is.",
            ["declined.erase"] = "All right, nothing is erased.",
            ["declined.person"] = "All right. What else can I do for you?",

            // Facts of the business
            ["week"] = "{business} is open:",
            ["week.day"] = "{first}: {spans}",
            ["week.day.closed"] = "{first}: closed",
            ["week.days"] = "{first} to {last}: {spans}",
            ["week.days.closed"] = "{first} to {last}: closed",
            ["hours.open"] = "On {date} we are open from {spans}.",
            ["hours.open.occasion"] = "On {date} ({occasion}) we are open from {spans}.",
            ["hours.closed"] = "On {date} we are closed.",
            ["hours.closed.occasion"] = "On {date} ({occasion}) we are closed.",
            ["address"] = "You will find {business} at {address}.",
            ["phone"] = "You can reach us by phone on {phone}.",
            ["services"] = "This is what we offer:",
            ["services.then"] = "\nName a service and a day, and I will look for a free time.",
            ["services.line"] = "{service}: {price}, {minutes} minutes",
            ["services.unpriced"] = "{service}: price on request, {minutes} minutes",
            ["service"] = "{service} costs {price} and takes {minutes} minutes.",
            ["service.unpriced"] = "{service} takes {minutes} minutes; the price depends on what you need.",
            ["service.then"] = " Name a day, and I will look for a free time.",

            // What waits while something else is answered
            ["waits.book"] = "Your booking still waits for its button: {service} on {when}.",
            ["waits.cancel"] = "Cancelling your appointment still waits for its button.",
            ["waits.erase"] = "Erasing your data still waits for its button.",
            ["waits.time"] = "Which of the times above shall it be?",
            ["waits.appointment"] = "Back to your appointment: which day and time would suit you?",

            // Booking
            ["ask.service"] = "Which service would you like?",
            ["ask.service.list"] = "Which service would you like? Please answer with its number or its name.",
            ["ask.date"] = "{service}, gladly. Which day would suit you?",
            ["ask.time"] = "Which time would suit you on {date}? These are free; you may also name another "
                + "one.",
            ["ask.time.one"] = "Which time would suit you on {date}? This one is free; you may also name "
                + "another one.",
            ["nothing.free"] = "On {date} there is no free time left for this service. Which other day would "
                + "suit you?",
            ["nothing.free.closed"] = "On {date} we are closed. Which other day would suit you?",
            ["which.day"] = "Which day do you mean?",
            ["which.time"] = "Which time do you mean?",
            ["which.occurrence"] = "On {date} the clocks go back, and {time} comes twice. Which one do you "
                + "mean?",
            ["not.free.Taken"] = "{when} is already taken.",
            ["not.free.closed"] = "On {date} we are closed, as on every {weekday}.",
            ["not.free.closed.occasion"] = "On {date} ({occasion}) we are closed.",
            ["not.free.outside"] = "{when} is outside our opening hours; on that day we are open from "
                + "{spans}.",
            ["not.free.late"] = "{when} is too close to closing time for this service; on that day we are "
                + "open from {spans}.",
            ["not.free.TooSoon"] = "{when} is too soon for us to prepare.",
            ["not.free.Past"] = "{when} has already passed.",
            ["not.free.TooFar"] = "{when} is farther ahead than we can book.",
            ["not.free.SkippedTime"] = "On {date} the clocks go forward, and {time} does not exist.",
            ["not.free.instead"] = " These times are free. Which would suit you?",
            ["not.free.instead.one"] = " This time is free. Would it suit you?",
            ["not.free.other"] = " Which other time would suit you?",
            ["confirm.booking"] = "{service} on {when}, {minutes} minutes, {price}. Shall I book it?",
            ["confirm.booking.unpriced"] = "{service} on {when}, {minutes} minutes. Shall I book it?",
            ["ask.change"] = "What shall I change: the service, the day or the time?",
            ["booked"] = "Booked: {service} on {when}, {address}. If you cannot come, write \"cancel my "
                + "appointment\".",

            // Listing and cancelling
            ["no.appointments"] = "You have no coming appointments.",
            ["appointment"] = "{service}, {when}",
            ["appointment.one"] = "Your next appointment: {service} on {when}.",
            ["appointments"] = "Your coming appointments:",
            ["which.appointment"] = "Which appointment shall I cancel?",
            ["which.appointment.number"] = "Which appointment shall I cancel? Please answer with its number.",
            ["confirm.cancel"] = "{service} on {when}. Shall I cancel this appointment?",
            ["cancelled"] = "Your appointment is cancelled.",
            ["already.cancelled"] = "That appointment is no longer in our calendar.",
            ["move"] = "I move an appointment in two steps: first I book the new time, then you tell me to "
                + "cancel the old one.",

            // Buttons, at most 20 characters
            ["label.book.Confirm"] = "Confirm",
            ["label.book.Change"] = "Change",
            ["label.book.Cancel"] = "Cancel",
            ["label.cancel.Confirm"] = "Yes, cancel it",
            ["label.cancel.Cancel"] = "Keep it",
            ["label.erase.Confirm"] = "Erase everything",
            ["label.erase.Cancel"] = "Keep my data",
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
        });
}
