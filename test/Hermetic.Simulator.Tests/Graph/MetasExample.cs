using System.Text.Json.Nodes;

namespace Hermetic.Simulator.Tests.Graph;

/// <summary>A request of Meta's collection with its placeholders filled in.</summary>
internal static class MetasExample
{
    public static JsonObject Adapt(JsonNode recorded, CloudApiSimulator simulator, string wamid, string mediaId)
    {
        var request = recorded["body"]!.DeepClone().AsObject();
        if (request.ContainsKey("to"))
            request["to"] = "+491511234567";
        if (request.ContainsKey("message_id"))
            request["message_id"] = wamid;
        Replace(request, wamid, mediaId);
        if (request["template"] is JsonObject template)
            simulator.SetTemplate(TemplateFor(template));
        return request;
    }

    /// <summary>Texts in angle brackets say what belongs there; the member's name decides.</summary>
    private static void Replace(JsonObject parent, string wamid, string mediaId)
    {
        foreach (var (name, value) in parent.ToList())
        {
            if (value is JsonObject child)
                Replace(child, wamid, mediaId);
            else if (value is JsonArray items)
                items.OfType<JsonObject>().ToList().ForEach(item => Replace(item, wamid, mediaId));
            else if (value is JsonValue text && text.TryGetValue<string>(out var written)
                && Instead(name, written, parent, wamid, mediaId) is { } other)
                parent[name] = other;
        }
    }

    private static string? Instead(
        string name, string written, JsonObject parent, string wamid, string mediaId) => name switch
    {
        "id" when written.EndsWith("_OBJECT_ID>", StringComparison.Ordinal) => mediaId,
        "message_id" => wamid,
        "emoji" => "😀",
        "latitude" or "longitude" => "12.5",
        "link" when !Uri.TryCreate(written, UriKind.Absolute, out _) || written.Contains('<') => "https://example.org/a",
        "link" when written.StartsWith("http(s)", StringComparison.Ordinal) => "https://example.org/a",
        "title" when parent.ContainsKey("rows") => written[..Math.Min(24, written.Length)],
        "title" when written.Length > 20 => written[..12] + written[^8..],
        _ => null,
    };

    /// <summary>An approved template with exactly the places that the example fills.</summary>
    private static SimulatedTemplate TemplateFor(JsonObject template)
    {
        var components = template["components"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        int Count(string type) => components
            .Find(part => (string)part["type"]! == type)?["parameters"]?.AsArray().Count ?? 0;
        var header = components.Find(part => (string)part["type"]! == "header")?["parameters"]?[0]?["type"];
        var buttons = components.Where(part => (string)part["type"]! == "button")
            .Select(part => new TemplateButton(((string)part["sub_type"]!).ToUpperInvariant(), "Button"));
        return new(
            (string)template["name"]!, (string)template["language"]!["code"]!, SimulatedTemplate.Utility,
            string.Join(' ', Enumerable.Range(1, Count("body")).Select(i => $"{{{{{i}}}}}")))
        {
            Header = header is null ? null : (string)header! == "text" ? "{{1}}" : ((string)header!).ToUpperInvariant(),
            Buttons = [.. buttons],
        };
    }
}
