namespace Hermetic.Assistant;

// What is said while a task waits.
public abstract partial record Reply
{
    /// <summary>
    /// An answer in between, and what waits, with its buttons again; those above stop working then. An answer
    /// that leaves no room for buttons has none: <see cref="Messages"/> gives the question one of its own.
    /// </summary>
    /// <param name="Waiting">Null when an open question waits that had no buttons.</param>
    public sealed record Aside(Answer Said, PendingAction? Waiting) : Reply
    {
        public override PendingAction? Pending => Said.IsShort ? Question.Pending : null;

        /// <summary>One message where answer and question fit into one, else two.</summary>
        internal IReadOnlyList<Reply> Messages =>
            Said.IsShort || Question.Pending is null ? [this] : [new InBetween(Said), Question];

        private StillWaits Question => new(Waiting);
    }

    /// <summary>An answer that invites to nothing, because what waits follows.</summary>
    public sealed record InBetween(Answer Said) : Reply;

    /// <summary>What waits, with its buttons again.</summary>
    /// <param name="What">Null when an open question waits that had no buttons.</param>
    public sealed record StillWaits(PendingAction? What) : Reply
    {
        // What is not about an appointment or its person's data is not said again here, nor are its buttons.
        public override PendingAction? Pending => What is PendingAction.ChooseAppointment
            or PendingAction.HandOver or PendingAction.ChooseIntent ? null : What;
    }
}
