namespace Hermetic.Assistant;

internal static partial class English
{
    // What is no task
    private static Dictionary<string, string> Courtesies => new(StringComparer.Ordinal)
    {
        ["not.understood"] = "I did not understand that.",
        ["not.understood.then"] = " What would you like to do? I can book, show, move and cancel "
            + "appointments here, and answer questions about {business}.",
        ["what.i.can.do"] = "I can book, show, move and cancel appointments at {business}, look for free "
            + "times, remind you, and answer questions about our hours, prices and services. Your data is "
            + "yours: ask \"what do you know about me\" at any time. To reach a person, write \"human\".",
        ["well"] = "Thank you for asking. I am an AI assistant and ready to help.",
        ["well.then"] = " What can I do for you?",
        ["pleased"] = "Thank you, that is kind.",
        ["farewell"] = "Goodbye, and thank you for writing.",
        ["no.harm.done"] = "No harm done.",
        ["no.harm.done.then"] = " What can I do for you?",
        ["all.right"] = "All right.",
        ["all.right.then"] = " Write to me whenever you need something.",
        ["unmoved"] = "I would still like to help. To talk to a person, write \"human\"; to get no more "
            + "messages, write \"STOP\".",
        ["sorry.to.hear"] = "I am sorry to hear that. Somebody from {business} should look into it. Shall I "
            + "bring in a person?",
        ["for.a.person"] = "A person from {business} has to see to that; I cannot.",
        ["for.a.person.then"] = " Shall I bring one in?",
        ["without.me"] = "I understand. A person from {business} can take over, STOP ends all messages, and "
            + "\"delete my data\" erases everything. Shall I bring in a person?",
        // Each claim has a test that guards it: see DataSafetyClaimsTests.
        ["data.safety"] = "{business} stores your messages encrypted, each person's with a key of their own; "
            + "every look by staff is recorded. Answered messages are deleted after {days} days, all of them "
            + "earlier when you write \"delete my data\". WhatsApp (Meta) carries our messages; I pass them to "
            + "nobody else.",
        ["about.others"] = "I say nothing about other people, just as I say nothing to others about you.",
        ["about.others.then"] = " What can I do for you?",
        ["no.own.calendar"] = "I cannot connect to your own calendar. Your appointments with us stand here: "
            + "write \"my appointments\".",
        ["no.medical.advice"] = "I am an AI assistant and cannot give medical advice; a doctor or a "
            + "pharmacist can. If it is urgent or somebody is unwell, please call the emergency number "
            + "now, in Europe 112.",
        ["speaks.english"] = "Yes, I understand and write English.",
        ["speaks.english.then"] = " What can I do for you?",
        ["person.asked"] = "A person from {business} has been asked and will write to you here. If it "
            + "cannot wait, you can call {phone}.",
        ["back.again"] = "All right, I go on without a person. What can I do for you?",
        ["sympathy"] = "I am very sorry for your loss.",
        ["english.only.German"] = "Leider verstehe ich bisher nur Englisch.",
        ["english.only.Spanish"] = "Por ahora solo entiendo inglés.",
        ["english.only.Portuguese"] = "Por enquanto só entendo inglês.",
        ["english.only.French"] = "Pour l'instant, je ne comprends que l'anglais.",
        ["english.only.then"] = "So far I understand English only. Please write in English, or write "
            + "\"human\" and a person from {business} will answer you.",
        ["stopped.too"] = "As you asked, you will get no more messages from {business}. To begin again, "
            + "write START.",
        ["handed.over.Distress"] = "I am an AI assistant and not the right help for this, but please do not "
            + "stay alone with it. If you are in danger now, call the emergency number, in Europe 112. At "
            + "findahelpline.com you find people to talk to in your country, free of charge. A person at "
            + "{business} will find this conversation waiting, but please do not wait for it.",
        ["handed.over.Danger"] = "If this is an emergency, please call the emergency number now, in Europe "
            + "112. I am an AI assistant and cannot send help. A person at {business} will find this "
            + "conversation waiting, but please do not wait for it; you can also call {phone}.",
    };
}
