namespace Hermetic.Assistant;

/// <summary>What the person did: wrote, pressed a button, or sent what cannot be read.</summary>
public abstract record Utterance
{
    private Utterance()
    {
    }

    /// <summary>Written text.</summary>
    /// <param name="Utf8">Opened content, valid for the length of the turn only.</param>
    public sealed record Text(ReadOnlyMemory<byte> Utf8) : Utterance
    {
        /// <summary>Never the content.</summary>
        public override string ToString() => "[text]";
    }

    /// <summary>
    /// A button whose authentication code, nonce and expiry the host has verified and whose action it has
    /// opened.
    /// </summary>
    public sealed record Button(Choice Choice, PendingAction Action) : Utterance;

    /// <summary>A button of ours that is used, expired, forged or belongs to an earlier question.</summary>
    public sealed record StaleButton : Utterance;

    /// <summary>Something other than text.</summary>
    public sealed record Unreadable(UnreadableKind Kind) : Utterance;
}

/// <summary>What was sent instead of text.</summary>
public enum UnreadableKind
{
    Other,
    Voice,
    Image,
    Video,
    Document,
    Sticker,
    Location,
    Contact,
}

/// <summary>
/// Which of up to three buttons was pressed, or which of up to ten rows of a list was chosen.
/// </summary>
public enum Choice
{
    None,
    Confirm,
    Change,
    Cancel,
    Option1,
    Option2,
    Option3,
    Option4,
    Option5,
    Option6,
    Option7,
    Option8,
    Option9,
    Option10,
}
