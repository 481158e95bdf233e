namespace Hermetic.Simulator;

/// <summary>A message that the service sent and the simulator accepted.</summary>
/// <param name="Wamid">The id that the answer carried.</param>
/// <param name="Person">Whom it reached, as they were then.</param>
/// <param name="To"><c>to</c> or <c>recipient</c> exactly as the service wrote it.</param>
/// <param name="Kind">
/// <c>text</c>, <c>image</c>, <c>template</c>, <c>reaction</c>… or, of an interactive message, its own type:
/// <c>button</c>, <c>list</c>, <c>cta_url</c>, <c>flow</c>…
/// </param>
/// <param name="Text">
/// What the person reads: the body, the caption, the filled template, the emoji of a reaction.
/// </param>
/// <param name="Buttons">Reply buttons, at most 3; quick replies of a template.</param>
public sealed record SentMessage(
    string Wamid, SimulatedPerson Person, string To, string Kind, string Text,
    IReadOnlyList<ReplyButton> Buttons)
{
    public string? Header { get; init; }
    public string? Footer { get; init; }

    /// <summary>The rows of a list.</summary>
    public IReadOnlyList<ListRow> Rows { get; init; } = [];

    /// <summary>The address of a call-to-action, or of linked media.</summary>
    public string? Link { get; init; }

    /// <summary>The buttons of a call-to-action or a template that open an address.</summary>
    public IReadOnlyList<LinkButton> Links { get; init; } = [];

    /// <summary>Media that was uploaded before.</summary>
    public string? MediaId { get; init; }

    /// <summary>The name of the template.</summary>
    public string? Template { get; init; }

    /// <summary>The wamid that a reaction is about.</summary>
    public string? ReactionTo { get; init; }

    /// <summary><c>biz_opaque_callback_data</c>; every status of this message repeats it.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The wamid that this message quotes.</summary>
    public string? Context { get; init; }

    /// <summary>What it costs, as its statuses say.</summary>
    public MessagePrice Price { get; init; } = MessagePrice.Service;

    /// <summary>The whole body of the request, JSON.</summary>
    public string Json { get; init; } = "{}";

    public required DateTimeOffset At { get; init; }
}

/// <summary>A button below a message: id at most 256 characters, title at most 20.</summary>
public sealed record ReplyButton(string Id, string Title);

/// <summary>A button that opens an address: its words at most 20 characters.</summary>
public sealed record LinkButton(string Title, string Url);

/// <summary>A row of a list: id at most 200 characters, title 24, description 72.</summary>
public sealed record ListRow(string Id, string Title, string? Description);

/// <summary>The service marked a person's message as read, and perhaps showed that it is typing.</summary>
public sealed record ReadMark(string Wamid, bool Typing);

/// <summary><c>pricing</c> of a status.</summary>
/// <param name="Type">regular, free_customer_service, free_entry_point.</param>
/// <param name="Category">service, utility, marketing, authentication.</param>
public sealed record MessagePrice(bool Billable, string Type, string Category)
{
    /// <summary>Service messages are billable since 2026-10-01…</summary>
    public static MessagePrice Service { get; } = new(Billable: true, "regular", "service");

    /// <summary>…but for the first ones of a month.</summary>
    public static MessagePrice FreeService { get; } = new(Billable: false, "free_customer_service", "service");
}
