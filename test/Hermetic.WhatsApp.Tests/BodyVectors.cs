using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>A body of the project's own vectors, and what is to be found in it.</summary>
public sealed record BodyVector(string Name, string Body, string[] Typed, string[] Parked)
{
    public override string ToString() => Name;
}

internal static class BodyVectors
{
    /// <summary>Bodies as they should not be.</summary>
    public static IReadOnlyList<BodyVector> Odd { get; } = Load("whatsapp/odd-bodies.json");

    /// <summary>A good body, or a few, for every kind.</summary>
    public static IReadOnlyList<BodyVector> Kinds { get; } = Load("whatsapp/kinds.json");

    public static IReadOnlyList<BodyVector> All { get; } = [.. Odd, .. Kinds];

    private static List<BodyVector> Load(string vector) =>
    [
        .. JsonDocument.Parse(File.ReadAllText(Repository.Vector(vector))).RootElement
            .EnumerateArray()
            .Select(row => new BodyVector(
                row.GetProperty("name").GetString()!,
                row.GetProperty("body").GetRawText(),
                Strings(row.GetProperty("typed")),
                Strings(row.GetProperty("parked")))),
    ];

    private static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
