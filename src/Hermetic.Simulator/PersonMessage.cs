using System.Text;
using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator;

/// <summary>
/// What a person sends: one of WhatsApp's message types with its content, and what may stand around it. The
/// factories make every type that Meta documents; <see cref="Of"/> makes any other.
/// </summary>
public sealed partial record PersonMessage
{
    private PersonMessage(string type, byte[]? content, string shown) =>
        (Type, Content, Shown) = (type, content, shown);

    /// <summary><c>messages[].type</c>.</summary>
    public string Type { get; }

    /// <summary>What the phone shows as the person's bubble; empty for what is no bubble.</summary>
    public string Shown { get; private init; }

    /// <summary>The wamid of the quoted message.</summary>
    public string? Context { get; init; }

    public bool Forwarded { get; init; }
    public bool FrequentlyForwarded { get; init; }

    /// <summary>
    /// The product that the person asks about: <c>context.referred_product</c>.
    /// </summary>
    public (string CatalogId, string RetailerId)? ReferredProduct { get; init; }

    /// <summary>The advertisement or post that the person came from.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The bytes behind a media message; the simulator gives them an id when it is sent.</summary>
    public MediaFile? File { get; private init; }

    /// <summary>The message that a reaction, an edit or a revoke is about.</summary>
    public string? Target { get; private init; }

    /// <summary>The emoji of a reaction; null when it is taken back.</summary>
    internal string? Emoji { get; private init; }

    /// <summary>What an edit puts in the place of <see cref="Target"/>.</summary>
    public PersonMessage? Replacement { get; private init; }

    /// <summary>The JSON value of the member that is named like the type.</summary>
    internal byte[]? Content { get; }

    /// <summary>Members beside the content, as JSON.</summary>
    internal IReadOnlyList<KeyValuePair<string, byte[]>> Members { get; private init; } = [];

    /// <summary>
    /// Whether it opens the 24-hour window. Meta does not say so of reactions, edits and revokes; here they
    /// do not.
    /// </summary>
    internal bool OpensWindow => Type is not ("reaction" or "edit" or "revoke" or "system");

    /// <summary>A message of any type.</summary>
    /// <param name="type">As in <c>messages[].type</c>; Meta's or invented.</param>
    /// <param name="contentJson">
    /// The value of the member with that name; null for a message without it.
    /// </param>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static PersonMessage Of(string type, string? contentJson) =>
        new(type, contentJson is null ? null : Checked(contentJson), $"[{type}]");

    /// <summary>
    /// As <see cref="Of"/>, with what an edit, a revoke or a reaction is about and what the phone shows.
    /// </summary>
    internal static PersonMessage Scripted(string type, JsonElement? content) =>
        Of(type, content?.GetRawText()) with
        {
            Emoji = type == "reaction" && content?.Text("emoji") is { Length: > 0 } emoji ? emoji : null,
            Target = content?.Text(type == "reaction" ? "message_id" : "original_message_id"),
            Shown = content?.Text("body") ?? content?.Text("text") ?? content?.Text("name")
                ?? content?.Member("message")?.Member("text")?.Text("body")
                ?? (type is "reaction" or "revoke" or "system" ? "" : $"[{type}]"),
        };

    /// <summary>
    /// The same message with one more member beside its content: <c>errors</c>, <c>identity</c>,
    /// <c>group_id</c> or one that nobody knows.
    /// </summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public PersonMessage With(string member, string json) =>
        this with { Members = [.. Members, new(member, Checked(json))] };

    private static byte[] Checked(string json)
    {
        using (JsonDocument.Parse(json))
            return Encoding.UTF8.GetBytes(json);
    }
}
