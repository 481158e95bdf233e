using System.Buffers;
using System.Text.Json;

namespace Hermetic.Server.Verbs;

// For machines.
internal sealed partial record BusinessReport
{
    internal string Json()
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
            Write(json);
        return Facts.Rehearsal.Text(line.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("folder", From);
        json.WriteBoolean("usable", Reading.Said.Business is not null);
        if (Reading.Said.Business is { } business)
        {
            json.WriteString("sha256", Convert.ToHexStringLower(Reading.Sha256));
            json.WriteString("name", business.Name);
            json.WriteNumber("services", business.Services.Count);
            json.WriteNumber("staff", business.Staff.Count);
            json.WriteNumber("sections", business.Knowledge.Sum(one => one.Sections.Count));
        }
        json.WriteStartArray("problems");
        foreach (var problem in Reading.Said.Problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.File);
            json.WriteNumber("line", problem.Line);
            json.WriteString("what", problem.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var name in Reading.LeftOut)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("questions");
        foreach (var one in Rehearsed)
        {
            json.WriteStartObject();
            json.WriteString("question", one.Question);
            json.WriteString("answer", one.Answer);
            json.WriteString("outcome", one.Outcome.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
