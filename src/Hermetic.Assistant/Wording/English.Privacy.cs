namespace Hermetic.Assistant;

internal static partial class English
{
    // People, preferences and privacy
    private static Dictionary<string, string> Privacy => new(StringComparer.Ordinal)
    {
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
    };
}
