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

    /// <summary>What the vector of that name contains, typed.</summary>
    public static T One<T>(string name)
        where T : WebhookElement =>
        Assert.Single(Bodies.Read(All.Single(vector => vector.Name == name).Body).Elements.OfType<T>());

    /// <summary>The content of the one message in the vector of that name.</summary>
    public static T Content<T>(string name)
        where T : MessageContent => Assert.IsType<T>(One<InboundMessage>(name).Content);

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
