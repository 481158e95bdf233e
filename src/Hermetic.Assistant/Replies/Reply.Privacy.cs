namespace Hermetic.Assistant;

// Access, portability and rectification (GDPR Art. 15, 20, 16).
public abstract partial record Reply
{
    /// <summary>What is kept about the person, why, for how long, who gets it, and what they can do.</summary>
    public sealed record KnownAboutYou(PersonSummary Summary) : Answer
    {
        internal override bool IsShort => false;
    }

    /// <summary>How often people of the business looked.</summary>
    public sealed record WhoSaw(StaffAccess Access) : Answer;

    /// <summary>A copy of everything is made only after a button.</summary>
    public sealed record ConfirmExport : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.Export();

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    /// <summary>The link, which opens nothing without <see cref="ExportCode"/>.</summary>
    public sealed record ExportReady(Download Download) : Reply;

    /// <summary>The code, in a message of its own.</summary>
    public sealed record ExportCode(Download Download) : Reply;

    /// <summary>What is the person called?</summary>
    public sealed record AskName : Reply;

    public sealed record ConfirmName(PersonName Name) : Reply
    {
        public override PendingAction Pending => new PendingAction.CorrectName(Name);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Change, Choice.Cancel];
    }

    public sealed record NameCorrected(PersonName Name) : Reply;

    /// <summary>The name is kept, and what was being done goes on.</summary>
    public sealed record NameCorrectedThen(PersonName Name, Reply Next) : Wrapped(Next);
}
