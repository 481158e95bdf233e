namespace Hermetic.Assistant;

internal static partial class English
{
    // What is said before a question goes on, and who works when
    private static Dictionary<string, string> Remarks => new(StringComparer.Ordinal)
    {
        ["nobody.of.that.name"] = "Nobody of that name works here.",
        ["nobody.of.that.name.then"] = " You can see {who}.",
        ["nobody.in.particular"] = "Our appointments are not with a particular person: whoever is free takes "
            + "care of you.",
        ["who.or"] = " or ",
        ["one.person"] = "I book one person at a time. This is for the first; then I ask about the next.",
        ["one.service"] = "I book one at a time: first this one, then I ask about {service}.",
        ["next.service"] = "Next, {service}: straight after it would be {when}. Would that suit you? You may also "
            + "name another day or time.",
        ["it.is.booked"] = "Yes, it stands in our calendar: {service} on {when}.",
        ["not.yet"] = "Not yet: it counts once you press the button.",
        ["not.offered"] = "I do not find that among our services.",
        ["only.people"] = "I am sorry, our appointments are for people and not for animals.",
        ["none.on"] = "On {date} you have no appointment, but there is this:",
        ["none.then"] = "You have no such appointment, but there is this:",
        ["no.repeating"] = "I cannot book an appointment that repeats, only one at a time. This is for the first.",
        ["next.person"] = "For the next person, {service} as well: which time on {date} would suit? You may "
            + "also name another day or service.",
        ["not.booked"] = "{service} on {when} was not confirmed, so it is not booked.",
        ["nothing.at"] = "At {time} nothing is free on any of these days.",
        ["nothing.then"] = "At those hours nothing is free.",
        ["not.then"] = "{when} is not free.",
        ["late"] = "Thank you for telling us. I pass it on to a person at {business}, for this appointment: "
            + "{service} on {when}. They will answer you here if need be, and I stay silent until they are "
            + "done.",
        ["handed.over.Late"] = "Thank you for telling us. I see no appointment of yours for today, so I pass "
            + "it on to a person at {business}. They will answer you here, and I stay silent until they are "
            + "done.",
        ["who.works"] = "You can see {who}.",
        ["who.works.day"] = "On {date} you can see:",
        ["who.works.line"] = "{staff}: {spans}",
        ["who.works.names"] = "{date}: {who}",
        ["who.works.nobody"] = "On {date} nobody works here.",
        ["works.on"] = "{staff} works on {date} from {spans}.",
        ["works.not.on"] = "{staff} does not work on {date}.",
        ["works"] = "{staff} works on these days:",
        ["works.line"] = "{date}: {spans}",
        ["works.not"] = "{staff} does not work between {date} and {last}.",
    };
}
