using System.Text.Json;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Counts the elements of a body in the most obvious way, sharing nothing with the reader.</summary>
internal static class NaiveCount
{
    public static int Of(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && Has(root, "entry") ? Sum(root, "entry", OfEntry) : 1;

    private static int OfEntry(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && Has(entry, "changes") ? Sum(entry, "changes", OfChange) : 1;

    private static int OfChange(JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object || Last(change, "value") is not { ValueKind: JsonValueKind.Object } value)
            return 1;
        string[] lists = ["messages", "statuses", "message_echoes"];
        var count = lists.Sum(list => Sum(value, list, _ => 1));
        if (!Has(value, "messages"))
            count += value.EnumerateObject().Count(member => member.NameEquals("errors") && !IsEmptyArray(member.Value));
        var isOther = Last(change, "field") is { ValueKind: JsonValueKind.String } field
            && !field.ValueEquals("messages") && !field.ValueEquals("smb_message_echoes");
        if (isOther)
            return count + 1;
        return lists.Append("errors").Any(name => Has(value, name)) ? count : 1;
    }

    private static int Sum(JsonElement owner, string name, Func<JsonElement, int> count) =>
        owner.EnumerateObject().Where(member => member.NameEquals(name)).Sum(member =>
            member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().Sum(count) : 1);

    private static bool Has(JsonElement owner, string name) => Last(owner, name) is not null;

    private static JsonElement? Last(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? value : null;

    private static bool IsEmptyArray(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0;
}
