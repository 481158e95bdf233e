using System.Text.Json;

namespace Load;

/// <summary>What the service itself lists as not arrived.</summary>
/// <param name="Parked">How many are parked, by person (digits of the phone number).</param>
/// <param name="Unsettled">Anything else it lists: still waiting, failed, held. Sentences.</param>
public sealed record ServiceLists(IReadOnlyDictionary<string, long> Parked, IReadOnlyList<string> Unsettled)
{
    public static readonly ServiceLists Empty = new(new Dictionary<string, long>(), []);

    /// <param name="outbox">What <c>outbox list --json</c> printed.</param>
    /// <param name="conversations">What <c>conversation list --json</c> printed.</param>
    public static ServiceLists Read(string outbox, string conversations)
    {
        var people = Parse(conversations, "conversations").ToDictionary(
            row => row.GetProperty("id").GetString()!,
            row => row.GetProperty("name").GetString()!.Split(' ')[^1],
            StringComparer.Ordinal);
        var rows = Parse(outbox, "outbox");
        var unsettled = rows.Where(row => row.GetProperty("delivery").GetString() != "parked")
            .Select(row => $"The service lists {row.GetProperty("id").GetString()} as {row.GetProperty("delivery").GetString()}.")
            .ToList();
        var parked = rows.Where(row => row.GetProperty("delivery").GetString() == "parked")
            .CountBy(row => people.GetValueOrDefault(row.GetProperty("conversation").GetString()!, "nobody"))
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value, StringComparer.Ordinal);
        return new(parked, unsettled);
    }

    private static List<JsonElement> Parse(string json, string what)
    {
        try
        {
            return [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The list of {what} cannot be read.", broken);
        }
    }
}
