using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Control;

/// <summary>
/// A message from a script: <c>{"text":"…"}</c>, or WhatsApp's own message object without id, sender and
/// time. The member named like the type goes out as it came; media has <c>data</c> (base64) in the place of
/// an id.
/// </summary>
internal static class ScriptedMessage
{
    public const string Shape =
        "Send JSON: {\"text\": \"1 to 4096 characters\"} or {\"type\": …, and a member of that name}.";

    private const int TextLimit = 4096;

    private static readonly string[] _own = ["id", "from", "from_user_id", "timestamp", "type", "context"];

    /// <summary>Null, and a sentence, when it is none.</summary>
    public static PersonMessage? Read(JsonElement body, out string problem)
    {
        problem = Shape;
        if (body.Text("text") is { Length: > 0 and <= TextLimit } text)
            return PersonMessage.Text(text) with { Context = body.Member("context")?.Text("id") };
        if (body.Text("type") is not { Length: > 0 } type || type == "text" && body.Member("text") is null)
            return null;
        if (Content(body, type, out problem) is not { } message)
            return null;
        if (body.Member("context") is { } context)
            message = message with
            {
                Context = context.Text("id"),
                Forwarded = context.Member("forwarded")?.ValueKind == JsonValueKind.True,
                FrequentlyForwarded = context.Member("frequently_forwarded")?.ValueKind == JsonValueKind.True,
            };
        return body.EnumerateObject()
            .Where(member => member.Name != type && !_own.Contains(member.Name, StringComparer.Ordinal))
            .Aggregate(message, static (made, member) => made.With(member.Name, member.Value.GetRawText()));
    }

    private static PersonMessage? Content(JsonElement body, string type, out string problem)
    {
        problem = "";
        var content = body.Member(type);
        if (content?.Text("data") is not { } data)
            return PersonMessage.Scripted(type, content);
        if (content.Value.Text("mime_type") is { } mimeType && Decode(data) is { } bytes)
            return PersonMessage.Media(type, new(bytes, mimeType)
            {
                Caption = content.Value.Text("caption"),
                Filename = content.Value.Text("filename"),
                Voice = Flag(content.Value, "voice"),
                Animated = Flag(content.Value, "animated"),
            });
        problem = "Media needs \"mime_type\", and \"data\" in base64.";
        return null;
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private static bool? Flag(JsonElement content, string name) => content.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
