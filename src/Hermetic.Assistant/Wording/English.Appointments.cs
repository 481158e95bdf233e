namespace Hermetic.Assistant;

internal static partial class English
{
    // Booking
    private static Dictionary<string, string> Booking => new(StringComparer.Ordinal)
    {
        ["with"] = "{service} with {staff}",
        ["gone"] = "Your appointment",
        ["gone.with"] = "Your appointment with {staff}",
        ["ask.service"] = "Which service would you like?",
        ["ask.service.number"] = "Which service would you like? Please answer with its number or its name.",
        ["ask.date"] = "{service}, gladly. Which day would suit you?",
        ["ask.other.time"] = "All right. Which other day or time would suit you?",
        ["no.such.date"] = "There is no {day} {month}. Which day do you mean?",
        ["ask.time"] = "{service} on {date}: which time would suit you? These are free; you may also name "
            + "another one.",
        ["ask.time.one"] = "{service} on {date}: this time is free. Would it suit you?",
        ["ask.slot"] = "{service}: these times are free. Which would suit you?",
        ["ask.slot.one"] = "{service}: this time is free. Would it suit you?",
        ["ask.time.move"] = "Moving {service} to {date}: which time would suit you? These are free; you may also name "
            + "another one.",
        ["ask.time.move.one"] = "Moving {service} to {date}: this time is free. Would it suit you?",
        ["ask.slot.move"] = "Moving {service}: these times are free. Which would suit you?",
        ["ask.slot.move.one"] = "Moving {service}: this time is free. Would it suit you?",
        ["ask.staff"] = "With whom would you like to come?",
        ["nothing.Taken"] = "On {date} there is no free time left for this service. Which other day "
            + "would suit you?",
        ["nothing.Taken.with"] = "On {date} {staff} has no free time left for this service. Which other day would "
            + "suit you?",
        ["nothing.Taken.days"] = "From {date} to {last} there is no free time left for this service. Which other day "
            + "would suit you?",
        ["nothing.Taken.days.with"] = "From {date} to {last} {staff} has no free time left for this service. Which "
            + "other day would suit you?",
        ["nothing.Closed"] = "On {date} we are closed. Which other day would suit you?",
        ["nothing.Past"] = "{date} has already passed. Which day would suit you?",
        ["nothing.TooFar"] = "{date} {year} is farther ahead than we can book. Which earlier day would "
            + "suit you?",
        ["nothing.Away.with"] = "{staff} does not work on {date}. Which other day would suit you?",
        ["nothing.later"] = "There is nothing later within a week of that. Which other time would suit you?",
        ["nothing.earlier"] = "There is nothing earlier that I could offer. Which other time would suit you?",
        ["which.of.two"] = "Do you mean {first} or {second}?",
        ["which.day"] = "Which day do you mean?",
        ["which.time"] = "Which time do you mean?",
        ["which.occurrence"] = "On {date} the clocks go back, and {time} comes twice. Which one do you mean?",
        ["not.free.Taken"] = "{when} is already taken.",
        ["not.free.Taken.with"] = "{staff} is not free on {when}.",
        ["not.free.closed"] = "On {date} we are closed, as on every {weekday}.",
        ["not.free.closed.occasion"] = "On {date} ({occasion}) we are closed.",
        ["not.free.outside"] = "{when} is outside our opening hours; on that day we are open from {spans}.",
        ["not.free.late"] = "{when} is too close to closing time for this service; on that day we are open from "
            + "{spans}.",
        ["not.free.Away"] = "Nobody who does this works on {when}.",
        ["not.free.Away.day"] = "{staff} does not work on {date}.",
        ["not.free.Away.with"] = "{staff} does not work on {when}; on that day {staff} is here from {spans}.",
        ["not.free.TooSoon"] = "{when} is too soon for us to prepare.",
        ["not.free.Past"] = "{when} has already passed.",
        ["not.free.TooFar"] = "{date} {year} at {time} is farther ahead than we can book.",
        ["not.free.SkippedTime"] = "On {date} the clocks go forward, and {time} does not exist.",
        ["not.free.others"] = " {who} would be free then.",
        ["not.free.stays"] = " Your appointment stays as it is for now.",
        ["not.free.instead"] = " These times are free. Which would suit you?",
        ["not.free.instead.with"] = " These times with {staff} are free. Which would suit you?",
        ["not.free.instead.one"] = " This time is free. Would it suit you?",
        ["not.free.instead.one.with"] = " This time with {staff} is free. Would it suit you?",
        ["not.free.other"] = " Which other time would suit you?",
        ["else.Away"] = "{staff} does not work on {when}, but {who} would have time.",
        ["else.Taken"] = "{staff} has no free time on {when}, but {who} would.",
        ["else.not.then"] = "{staff} is not free on {when}, but {who} would be.",
        ["else.one"] = " Would that suit you? You may also name another day.",
        ["else.whom"] = " With whom shall I book? You may also name another day.",
        ["does.not.one"] = "{staff} does not do {service}, but {who} does. Would that suit you?",
        ["does.not.whom"] = "{staff} does not do {service}, but {who} do. With whom would you like to come?",
        ["does.not.none"] = "{staff} does not do {service}. Which other service would you like?",
        ["who.and"] = " and ",
        ["confirm.booking"] = "{service} on {when}, {minutes} minutes, {price}. Shall I book it?",
        ["confirm.booking.unpriced"] = "{service} on {when}, {minutes} minutes. Shall I book it?",
        ["ask.change"] = "What shall I change: the service, the day or the time?",
        ["ask.change.staff"] = "What shall I change: the service, with whom, the day or the time?",
        ["booked"] = "Booked: {service} on {when}, {address}. If you cannot come, write \"cancel my "
            + "appointment\".",
    };

    // Listing, cancelling and moving
    private static Dictionary<string, string> Cancelling => new(StringComparer.Ordinal)
    {
        ["no.appointments"] = "You have no coming appointments.",
        ["no.appointments.sought"] = " If you made one by phone, write \"human\", and a person from "
            + "{business} will look it up.",
        ["appointment"] = "{service}, {when}",
        ["appointment.one"] = "Your next appointment: {service} on {when}.",
        ["appointment.one.gone"] = "Your next appointment is on {when}.",
        ["appointments"] = "Your coming appointments:",
        ["which.appointment.Cancel"] = "Which appointment shall I cancel?",
        ["which.appointment.Move"] = "Which appointment shall I move?",
        ["which.appointment.Remind"] = "Of which appointment shall I remind you?",
        ["which.appointment.NoReminder"] = "Which appointment needs no reminder?",
        ["confirm.cancel"] = "{service} on {when}. Shall I cancel this appointment?",
        ["cancelled"] = "Your appointment is cancelled.",
        ["already.cancelled"] = "That appointment is no longer in our calendar.",
        ["ask.new.time"] = "{service} on {when}. Which day and time would suit you instead?",
        ["already.then"] = "{service} is on {when} already. Which other time would suit you?",
        ["confirm.move"] = "{service}: shall I move it from {from} to {when}?",
        ["confirm.move.other"] = "Your appointment on {from} would become {service} on {when}. Shall I "
            + "change it?",
        ["moved"] = "Moved: {service} is now on {when}, {address}. If you cannot come, write \"cancel my "
            + "appointment\".",
    };
}
