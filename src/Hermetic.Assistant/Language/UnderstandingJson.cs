using System.Text.Json;
using Hermetic.Assistant.Language;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>The output line of <c>understand --json</c>.</summary>
public static class UnderstandingJson
{
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.GeneralIso;

    /// <summary>
    /// Writes one object: <c>lang, intent, confidence, asked, pred[{start, end, hasTime}], us</c>. The
    /// readings stand in the order of the text, the candidates of each best first.
    /// </summary>
    /// <param name="microseconds">How long understanding took, measured by the caller.</param>
    public static void Write(Utf8JsonWriter json, Understanding understanding, double microseconds)
    {
        json.WriteStartObject();
        json.WriteString("lang"u8, understanding.Language);
        json.WriteString("intent"u8, IntentNames.ToWire(understanding.Intent));
        json.WriteNumber("confidence"u8, Math.Round(understanding.Confidence, 4));
        json.WriteBoolean("asked"u8, Asks(understanding));
        json.WriteStartArray("pred"u8);
        foreach (var time in understanding.Times)
        {
            foreach (var span in time.Candidates)
                Write(json, span);
        }
        json.WriteEndArray();
        json.WriteNumber("us"u8, Math.Round(microseconds, 1));
        json.WriteEndObject();
    }

    /// <summary>
    /// It would ask back instead of acting: unsure of the intent, or a time that may be two.
    /// </summary>
    private static bool Asks(Understanding understanding) =>
        !understanding.Safety
        && (
            understanding.Confidence < EmbeddedBrain.Acts
            || understanding.Times.Any(static time => time.Ambiguity != TimeAmbiguity.None)
        );

    private static void Write(Utf8JsonWriter json, LocalSpan span)
    {
        json.WriteStartObject();
        json.WriteString("start"u8, WallTime.Format(span.Start));
        json.WriteString("end"u8, WallTime.Format(span.End));
        json.WriteBoolean("hasTime"u8, span.HasTime);
        json.WriteEndObject();
    }
}
