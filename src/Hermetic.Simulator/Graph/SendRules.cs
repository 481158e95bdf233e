using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>Meta's rules about members of a send, and Meta's words for breaking them.</summary>
internal static class SendRules
{
    public static JsonElement RequiredObject(JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Object } value
            ? value : throw new InvalidSendException(GraphError.Missing(name));

    /// <summary>A string that is there, not empty, and at most so many characters long.</summary>
    public static string Required(JsonElement parent, string name, string parameter, int limit) =>
        Limited(parent.Text(name), parameter, limit)
            ?? throw new InvalidSendException(GraphError.Missing(parameter));

    /// <summary>Null when it is absent or empty.</summary>
    public static string? Limited(string? value, string parameter, int limit) =>
        value is not { Length: > 0 } ? null
        : value.Length <= limit ? value
        : throw Broken($"Parameter '{parameter}' must be at most {limit} characters long.");

    /// <summary>The number of items.</summary>
    public static void Count(string what, int count, int least, int most)
    {
        if (count < least || count > most)
            throw Broken(
                $"Invalid {what} count. Min allowed {what}: {least}, Max allowed {what}: {most}");
    }

    public static void Distinct(string what, IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!values.All(seen.Add))
            throw Broken($"Duplicated {what}");
    }

    /// <summary>An absolute http or https address.</summary>
    public static string Link(string? value, string parameter) =>
        Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
            ? value! : throw Broken($"Parameter '{parameter}' is not a valid URI.");

    public static InvalidSendException Broken(string details) => new(GraphError.Value(details));
}
