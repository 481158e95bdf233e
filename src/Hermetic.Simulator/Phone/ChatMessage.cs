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

    /// <summary>The rows of a list are buttons here; a file without a caption is shown by its kind.</summary>
    public static ChatMessage Of(SentMessage message) =>
        new(message.Wamid, FromBusiness, message.Text is "" ? $"📎 {message.Kind}" : message.Text, message.At)
        {
            Header = message.Header,
            Footer = message.Footer,
            Buttons = [.. message.Buttons, .. message.Rows.Select(static row => new ReplyButton(row.Id, row.Title))],
            Context = message.Context,
        };
}
