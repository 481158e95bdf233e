using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Verbs;

/// <summary>What the <c>whatsapp</c> verbs say to machines: one line.</summary>
internal static class AccountJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"readable","findings":[{"subject","severity","sentence","whatToDo"}]}</c></summary>
    internal static string Write(bool isReadable, IReadOnlyList<Finding> findings) => Line(json =>
    {
        json.WriteBoolean("readable"u8, isReadable);
        json.WriteStartArray("findings"u8);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("subject"u8, finding.Subject);
            json.WriteString("severity"u8, finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("sentence"u8, finding.Sentence);
            json.WriteString("whatToDo"u8, finding.WhatToDo);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary><c>{"action","state","sentence"}</c>, state being <c>done</c>, <c>planned</c>, <c>ok</c> or
    /// <c>failed</c>.</summary>
    internal static string Write(SetupAction action, string state, string sentence) =>
        Write(action.ToString(), state, sentence);

    /// <summary><c>{"action","state","sentence"}</c></summary>
    internal static string Write(string action, string state, string sentence) => Line(json =>
    {
        json.WriteString("action"u8, action);
        json.WriteString("state"u8, state);
        json.WriteString("sentence"u8, sentence);
    });

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, _options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return new string(Encoding.UTF8.GetChars(line.ToArray()));
    }
}
