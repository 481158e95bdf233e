using System.Text.Json;

namespace Hermetic.Server.Doctor;

/// <summary>What a finding asks of whoever reads it.</summary>
internal enum Grade
{
    /// <summary>Works as promised.</summary>
    Good,

    /// <summary>A limit worth knowing; nothing is broken.</summary>
    Limit,

    /// <summary>A protection that is promised does not stand.</summary>
    Problem,
}

/// <param name="Topic">A word or two.</param>
/// <param name="Sentence">What is so, and what it means.</param>
/// <param name="Remedy">What to do; null when there is nothing to do or nothing has to be done.</param>
internal sealed record Finding(string Topic, Grade Grade, string Sentence, string? Remedy = null)
{
    internal static void Write(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("topic"u8, finding.Topic);
            json.WriteString("grade"u8, finding.Grade switch
            {
                Grade.Good => "good"u8,
                Grade.Limit => "limit"u8,
                _ => "problem"u8,
            });
            json.WriteString("sentence"u8, finding.Sentence);
            if (finding.Remedy is { } remedy)
                json.WriteString("remedy"u8, remedy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
