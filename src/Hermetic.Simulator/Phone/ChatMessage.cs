using System.Text.Json;
using Hermetic.Simulator.Graph;
using Hermetic.Simulator.Media;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Phone;

/// <summary>A message as a phone shows it.</summary>
/// <param name="From"><c>person</c> or <c>business</c>.</param>
internal sealed record ChatMessage(string Wamid, string From, string Text, DateTimeOffset At)
{
    public const string FromPerson = "person";
    public const string FromBusiness = "business";

    /// <summary>
    /// A person's message: sent, delivered (the service answered 200), read, lost. A reply: its last status.
    /// </summary>
    public string State { get; init; } = "sent";

    /// <summary>Why the service has not accepted it yet: <c>HTTP 503</c> or <c>no answer</c>.</summary>
    public string? Trouble { get; init; }

    public string? Header { get; init; }
    public string? Footer { get; init; }
    public IReadOnlyList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>Id of the button that the person pressed.</summary>
    public string? Pressed { get; init; }

    /// <summary>The wamid of the quoted message.</summary>
    public string? Context { get; init; }

    /// <summary>
    /// <c>text</c>, <c>image</c>, <c>location</c>… ; of an interactive message of the business, its own type:
    /// <c>button</c>, <c>list</c>, <c>cta_url</c>.
    /// </summary>
    public string Kind { get; init; } = "text";

    /// <summary>What a card, a list or a file is drawn from: the member that is named like the type.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>Buttons that open an address.</summary>
    public IReadOnlyList<LinkButton> Links { get; init; } = [];

    /// <summary>The emoji of each side; null for none.</summary>
    public Reactions Reactions { get; init; } = new(Person: null, Business: null);

    public bool Edited { get; init; }

    /// <summary>The person deleted it for everyone.</summary>
    public bool Deleted { get; init; }

    /// <summary>The wamids of the edits, revokes and reactions that changed it, oldest first.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The rows of a list are buttons here; a file without a caption is shown by its kind.</summary>
    public static ChatMessage Of(SentMessage message) =>
        new(message.Wamid, FromBusiness, message.Text is "" ? $"📎 {message.Kind}" : message.Text, message.At)
        {
            Header = message.Header,
            Footer = message.Footer,
            Buttons = [.. message.Buttons, .. message.Rows.Select(static row => new ReplyButton(row.Id, row.Title))],
            Context = message.Context,
            Kind = message.Kind,
            Content = ContentOf(message),
            Links = message.Links,
        };

    /// <summary>A message that a person, or staff on the business's own phone, wrote.</summary>
    /// <param name="stored">What its file was stored as; null when it has none.</param>
    public static ChatMessage Of(
        string wamid, string from, DateTimeOffset at, PersonMessage message, StoredMedia? stored) =>
        new(wamid, from, message.Shown, at)
        {
            Context = message.Context,
            Kind = message.Type,
            Content = stored is not null ? ContentOf(stored)
                : message is { Type: not "text", Content: { } content } ? Parsed(content) : null,
        };

    private static JsonElement ContentOf(StoredMedia media) => Parsed(MetaJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", media.Id);
        json.WriteString("mime_type", media.File.MimeType);
        json.WriteNumber("size", media.File.Content.Length);
        json.WriteIfAny("caption", media.File.Caption);
        json.WriteIfAny("filename", media.File.Filename);
        json.WriteBoolean("voice", media.File.Voice == true);
        json.WriteEndObject();
    }));

    private static JsonElement Parsed(byte[] json)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.Clone();
    }

    private static JsonElement? ContentOf(SentMessage message)
    {
        using var request = JsonDocument.Parse(message.Json);
        return request.RootElement.Text("type") is { } type and not "text" ? request.RootElement.Member(type)?.Clone() : null;
    }
}

/// <summary>What each side put below a message.</summary>
internal sealed record Reactions(string? Person, string? Business);
