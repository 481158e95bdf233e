using Hermetic.Domain;

namespace Hermetic.Assistant;

// Access, portability and rectification (GDPR Art. 15, 20, 16).
public abstract partial record PlannedCall
{
    /// <summary>Make a copy of all that is known; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record ExportSubject(Label Label) : PlannedCall(Label);

    /// <summary>Whoever wished to be erased when that can be does not wish it any more.</summary>
    public sealed record TakeBackErasure(Label Label) : PlannedCall(Label);

    /// <summary>Keep this name beside the one that WhatsApp tells.</summary>
    public sealed record CorrectName(PersonName Name, Label Label) : PlannedCall(Label);
}

public abstract partial record CallOutcome
{
    /// <summary>Only for exports: it can be downloaded.</summary>
    public sealed record Exported(Download Download) : CallOutcome;

    /// <summary>Only for erasures: everything is gone, or it is locked and goes as soon as it can.</summary>
    /// <param name="Finished">Nobody can read anything any more.</param>
    /// <param name="Certificate">Where the certificate is shown; null when nobody could follow a link.</param>
    public sealed record Erased(bool Finished, Uri? Certificate) : CallOutcome;

    /// <summary>Only for erasures: the data must be kept for now, and the wish is noted.</summary>
    public sealed record OnHold : CallOutcome;

    /// <summary>Only for exports: a person of the business has to do it.</summary>
    public sealed record ByHand(HandOverReason Reason) : CallOutcome;
}

/// <summary>Where and with what a copy of one's data can be fetched, once.</summary>
/// <param name="Link">No secret: whoever has it alone gets nothing.</param>
/// <param name="Code">
/// ASCII, as it is shown; in the host's secret memory, valid for the length of the turn.
/// </param>
/// <param name="Until">When it is destroyed, in the business's zone.</param>
public sealed record Download(string Link, ReadOnlyMemory<byte> Code, NodaTime.ZonedDateTime Until)
{
    /// <summary>Never the code.</summary>
    public override string ToString() => "[download]";
}
