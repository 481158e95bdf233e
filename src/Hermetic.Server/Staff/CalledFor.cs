using System.Text.Json;
using Hermetic.Assistant;

namespace Hermetic.Server.Staff;

/// <summary>Why a conversation needs a person of the business, in the words in which staff read it.</summary>
internal static class CalledFor
{
    /// <summary>Writes <c>{"words", "emergency"}</c>.</summary>
    /// <param name="reason">
    /// Null when the assistant called nobody: staff took over themselves, or it had nothing that it might have said.
    /// </param>
    internal static void Write(Utf8JsonWriter json, HandOverReason? reason)
    {
        json.WriteStartObject("reason"u8);
        json.WriteString("words"u8, Words(reason));
        json.WriteBoolean("emergency"u8, reason?.IsEmergency() == true);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Words(HandOverReason? reason) => reason switch
    {
        HandOverReason.Asked => "Asked for a person"u8,
        HandOverReason.PrivacyRequest => "A right over their data"u8,
        HandOverReason.LargeExport => "A copy of their data that is too large for the chat"u8,
        HandOverReason.Distress => "May harm themselves"u8,
        HandOverReason.Danger => "May be in danger"u8,
        HandOverReason.Late => "Comes late today"u8,
        HandOverReason.Complaint => "A complaint"u8,
        HandOverReason.NotUnderstood => "Not understood"u8,
        HandOverReason.Unanswered => "A question without a written answer"u8,
        HandOverReason.Medical => "A medical question"u8,
        HandOverReason.Objection => "Does not want a machine to read along"u8,
        _ => "Taken over, or set aside by the assistant"u8,
    };
}
