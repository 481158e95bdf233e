namespace Hermetic.Simulator;

/// <summary>A message that the service sent and the simulator accepted.</summary>
/// <param name="Wamid">The id that the answer carried.</param>
/// <param name="Person">Whom it reached.</param>
/// <param name="To"><c>to</c> or <c>recipient</c> exactly as the service wrote it.</param>
/// <param name="Kind"><c>text</c> or <c>button</c>.</param>
/// <param name="Text">Body text, at most 4096 characters (1024 above buttons).</param>
/// <param name="Buttons">Reply buttons, at most 3.</param>
public sealed record SentMessage(
    string Wamid, SimulatedPerson Person, string To, string Kind, string Text,
    IReadOnlyList<ReplyButton> Buttons)
{
    public string? Header { get; init; }
    public string? Footer { get; init; }

    /// <summary><c>biz_opaque_callback_data</c>; every status of this message repeats it.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The wamid that this message quotes.</summary>
    public string? Context { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A button below a message: id at most 256 characters, title at most 20.</summary>
public sealed record ReplyButton(string Id, string Title);

/// <summary>The service marked a person's message as read, and perhaps showed that it is typing.</summary>
public sealed record ReadMark(string Wamid, bool Typing);
