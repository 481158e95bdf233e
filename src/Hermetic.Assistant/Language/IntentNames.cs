using System.Text;

namespace Hermetic.Assistant;

/// <summary>
/// The fixed wire names of intents: <c>snake_case</c>, as in <c>understand --json</c> and in the tables.
/// </summary>
public static class IntentNames
{
    private static readonly string[] Wire =
    [
        "out_of_scope",
        "greet",
        "opening_hours",
        "knowledge_question",
        "book_appointment",
        "reschedule",
        "cancel_appointment",
        "list_appointments",
        "availability",
        "set_reminder",
        "list_reminders",
        "cancel_reminder",
        "talk_to_human",
        "stop_messages",
        "resume_messages",
        "delete_my_data",
        "export_my_data",
        "what_do_you_know",
        "correct_my_data",
        "who_saw_my_data",
        "are_you_a_bot",
        "connect_calendar",
        "disconnect_calendar",
        "thanks",
    ];

    /// <summary>How many intents there are.</summary>
    public static int Count => Wire.Length;

    public static string ToWire(Intent intent) => Wire[(int)intent];

    /// <summary>Null for a name that is not an intent's.</summary>
    public static Intent? FromWire(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Wire.Length; i++)
        {
            if (Ascii.Equals(name, Wire[i]))
                return (Intent)i;
        }
        return null;
    }

    public static Intent? FromWire(string name) =>
        Array.IndexOf(Wire, name) is var i and >= 0 ? (Intent)i : null;
}
