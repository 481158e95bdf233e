namespace Hermetic.Assistant;

internal static partial class English
{
    // People, preferences and privacy
    private static Dictionary<string, string> Privacy => new(StringComparer.Ordinal)
    {
        ["handed.over.Asked"] = "I hand over to a person from {business}. They will answer you here, and "
            + "I leave it to them.",
        ["handed.over.PrivacyRequest"] = "I have passed your request about your data to a person at "
            + "{business}. They will answer you here within one month at the latest. You can also write "
            + "to {privacy}.",
        ["handed.over.LargeExport"] = "There is more about you here than I can put into one download, so I "
            + "have passed your request to a person at {business}. They will answer you here within one "
            + "month at the latest. You can also write to {privacy}.",
        ["opted.out"] = "You will get no more messages from {business}. To begin again, write START. To "
            + "have your data erased, write \"delete my data\".",
        ["opted.in"] = "You will get messages from {business} again. Write STOP to end them at any time.",
        ["confirm.erasure"] = "This erases everything that {business} keeps about you here: your "
            + "messages, your appointments and your contact details. Coming appointments are lost, and "
            + "it cannot be undone. Shall I erase it?",
        ["confirm.erasure.on.hold"] = "The law obliges {business} to keep your data for now (GDPR Art. 17(3)(b), (e)), so "
            + "it cannot be erased yet. I can note your wish: then your messages, your appointments and your contact "
            + "details are erased by themselves as soon as that duty ends, and it cannot be undone. Shall I note it? A wish that "
            + "is noted already stays noted, unless you keep your data.",
        ["erasure.on.hold"] = "Your wish to have your data erased is noted. Nothing is erased yet: the law obliges "
            + "{business} to keep your data for now (GDPR Art. 17(3)(b), (e)). As soon as that duty ends, the erasure "
            + "begins by itself; I may not be able to tell you then. The reason is in your copy: write \"send me my data\". "
            + "Questions go to {privacy}. You may complain to a data protection authority, and go to court.",
        ["erased"] = "Everything that {business} kept about you here is erased and can no longer be "
            + "read, not even from a backup. This message is not kept either. If you write again, we "
            + "begin anew.",
        ["erased.certificate"] = "Here you can fetch a certificate of it within 30 days, once, and check it "
            + "without us: {link}",
        ["erasure.begun"] = "Everything that {business} keeps about you here is locked and is being "
            + "erased: nothing of it is used any more. A place that holds a key to it cannot be reached "
            + "just now, so it takes longer than usual. It goes on by itself. This message is not kept.",
        ["erasure.begun.certificate"] = "Here you see when it is done, and can fetch a certificate of it "
            + "within 30 days, once: {link}",
        ["declined"] = "All right. What else can I do for you?",
        ["declined.book"] = "All right, nothing is booked.",
        ["declined.change"] = "All right, nothing is booked. Write to me whenever you need something.",
        ["declined.more"] = "All right, nothing more is booked. Write to me whenever you need something.",
        ["declined.cancel"] = "All right, your appointment stays as it is.",
        ["declined.erase"] = "All right, nothing is erased.",
        ["declined.erase.wish"] = "All right, nothing is erased, and no wish of yours to be erased is noted.",
        ["declined.person"] = "All right. What else can I do for you?",
        ["declined.export"] = "All right, no copy is made.",
        ["declined.name"] = "All right, your name stays as it is.",
    };

    // What a person may know, take along and correct (GDPR Art. 15, 20, 16)
    private static Dictionary<string, string> OwnData => new(StringComparer.Ordinal)
    {
        ["known"] = "This is what {business} keeps about you here.",
        ["known.profile"] = "Your WhatsApp profile shows the name {name}.",
        ["known.profile.since"] = "Your WhatsApp profile shows the name {name}, which I have known since {date}.",
        ["known.own"] = " You asked to be called {name}.",
        ["known.own.only"] = "You asked to be called {name}.",
        ["known.number"] = "We have your phone number, which ends in {digits:2}.",
        ["known.no.number"] = "WhatsApp gives us an id for you instead of your phone number.",
        ["known.messages"] = "Messages: {received} from you and {sent} to you, the oldest of {date}. Each is "
            + "deleted after {days} days.",
        ["known.no.messages"] = "Messages: none at the moment. Each is deleted after {days} days.",
        ["known.no.appointments"] = "Appointments: none.",
        ["known.coming"] = "Appointments to come:",
        ["known.past"] = "Earlier appointments:",
        ["known.minutes"] = ", {minutes} minutes",
        ["known.no.reminder"] = " (no reminder, as you wished)",
        ["known.more"] = "and {count} more",
        ["known.cancelled"] = "Cancelled appointments: {count}.",
        ["known.kept"] = "Appointments are kept for {days} days after they were.",
        ["known.stop"] = "You told us to stop writing to you, so I only answer what you have a right to.",
        ["known.no.stop"] = "You have not told us to stop writing to you; STOP does that at any time.",
        ["known.why"] = "We use this to answer you and to make your appointments, because your questions and "
            + "bookings need it (GDPR Art. 6(1)(b)). Apart from {business} only Meta gets it, which carries "
            + "WhatsApp messages.",
        ["known.then"] = "For a copy of everything, write \"send me my data\". To correct your name, write \"my "
            + "name is\" and your name. To have it all erased, write \"delete my data\".",
        ["known.contact"] = "Questions go to {privacy}, more is at {link}, and you may complain to a data "
            + "protection authority at any time.",
        ["who.saw.nobody"] = "Nobody at {business} has opened our conversation.",
        ["who.saw.once"] = "Somebody at {business} has opened our conversation once, on {date}.",
        ["who.saw"] = "People at {business} have opened our conversation {count} times, the last time on {date}.",
        ["who.saw.list"] = " The list of all conversations, which shows your name, was opened {count} times.",
        ["who.saw.list.once"] = " The list of all conversations, which shows your name, was opened once.",
        ["who.saw.then"] = " Every such look is written into a ledger in which nothing can be changed "
            + "unnoticed. Apart from {business} only Meta gets our messages, because it carries them. For who it was, "
            + "write to {privacy}.",
        ["confirm.export"] = "I make a copy of everything that {business} keeps about you here: your messages, "
            + "your appointments and your contact details. You can download it once within a day, with a link "
            + "and a code that I send you here. Whoever has both can read it. Shall I make it?",
        ["export.ready"] = "Your data are ready: {link}\n\nThe page asks for a code, which I send you next. It "
            + "works once, until {until}.",
        ["export.code"] = "{code}\n\nThis is the code for your data. Please do not pass it on; five wrong codes "
            + "destroy the copy.",
        ["ask.name"] = "What may I call you?",
        ["confirm.name"] = "I will call you {name}. Is that right?",
        ["name.corrected"] = "Thank you. From now on we call you {name}.",
    };
}
