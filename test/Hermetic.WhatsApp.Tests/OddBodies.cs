using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>The project's own vectors: bodies as they should not be, and what is to be found in
/// them.</summary>
public sealed record OddBody(string Name, string Body, string[] Typed, string[] Parked)
{
    public override string ToString() => Name;
}

internal static class OddBodies
{
    public static IReadOnlyList<OddBody> All { get; } =
    [
        .. JsonDocument.Parse(File.ReadAllText(Repository.Vector("whatsapp/odd-bodies.json"))).RootElement
            .EnumerateArray()
            .Select(row => new OddBody(
                row.GetProperty("name").GetString()!,
                row.GetProperty("body").GetRawText(),
                Strings(row.GetProperty("typed")),
                Strings(row.GetProperty("parked")))),
    ];

    private static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
