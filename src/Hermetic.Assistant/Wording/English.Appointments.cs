namespace Hermetic.Assistant;

internal static partial class English
{
    // Booking
    private static Dictionary<string, string> Booking => new(StringComparer.Ordinal)
    {
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
    };

    // Listing and cancelling
    private static Dictionary<string, string> Cancelling => new(StringComparer.Ordinal)
    {
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
    };
}
