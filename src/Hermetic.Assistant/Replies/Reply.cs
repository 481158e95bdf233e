using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// What is said to the person, as facts; <see cref="IWording"/> makes the words. A reply never carries text
/// of the person.
/// </summary>
public abstract partial record Reply
{
    private Reply()
    {
    }

    /// <summary>What its buttons would do; null when it has none.</summary>
    public virtual PendingAction? Pending => null;

    /// <summary>Its buttons in order; more than 3 are the rows of a list, at most 10.</summary>
    public virtual IReadOnlyList<Choice> Choices => Pending?.Choices ?? [];

    /// <summary>What all its wrapping is around.</summary>
    internal Reply Innermost => this is Wrapped { Inner: var inner } ? inner.Innermost : this;

    /// <summary>It answers and leaves the running task where it is.</summary>
    public abstract record Answer : Reply
    {
        /// <summary>So short that it fits above the buttons of something else: a few hundred characters.</summary>
        internal virtual bool IsShort => true;
    }

    /// <summary>
    /// Who answers, what is kept and how to reach a person, before the first answer, as one message.
    /// </summary>
    public sealed record FirstContact(Reply Then) : Wrapped(Then);

    /// <summary>A typed "yes" confirms nothing; the question again, with its buttons.</summary>
    public sealed record UseTheButton(Reply Again) : Wrapped(Again);

    /// <summary>Two messages in a row were not understood: a person is offered.</summary>
    public sealed record OfferPerson : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.NotUnderstood);
    }

    public sealed record Greeting : Answer;

    public sealed record Courtesy : Answer;

    public sealed record IAmABot : Answer;

    /// <summary>Refuses, and says what it can do.</summary>
    public sealed record OutOfScope : Answer;

    /// <summary>A question about the business that its facts do not answer.</summary>
    public sealed record DoNotKnow : Answer
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.Unanswered);
    }

    /// <summary>Up to two guesses, and "something else".</summary>
    public sealed record Clarify(Options<Intent> Guesses) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseIntent(Guesses);
    }

    /// <summary>"Something else": what do you want?</summary>
    public sealed record HowCanIHelp : Reply;

    public sealed record CannotReadThis(UnreadableKind Kind) : Reply;

    /// <summary>Forwarded words are somebody else's: nothing is done because of them.</summary>
    public sealed record Forwarded : Reply;

    public sealed record StaleButton : Answer;

    public sealed record HandedOver(HandOverReason Reason) : Reply;

    /// <summary>Somebody in danger said STOP as well: both are done.</summary>
    public sealed record HandedOverAndStopped(HandOverReason Reason) : Reply;

    public sealed record OptedOut : Reply;

    public sealed record OptedIn : Reply;

    public sealed record ConfirmErasure : Reply
    {
        /// <summary>The data must be kept for now: what is confirmed is done when that ends.</summary>
        public bool OnHold { get; init; }

        public override PendingAction Pending { get; } = new PendingAction.Erase();
    }

    /// <summary>The data must be kept for now; the wish to be erased is noted (GDPR Art. 12(4), 17(3)).</summary>
    public sealed record ErasureOnHold : Reply;

    /// <summary>
    /// Fixed text, sent from secret memory after the keys are gone; it depends on nothing that was erased.
    /// </summary>
    /// <param name="Certificate">Where the certificate can be fetched, once; null when nobody could follow a
    /// link.</param>
    public sealed record Erased(Uri? Certificate = null) : Reply;

    /// <summary>Likewise, when a place that holds a key is out of reach: it is locked, and goes by itself.</summary>
    public sealed record ErasureBegun(Uri? Certificate = null) : Reply;

    /// <summary>A question was declined; nothing was done.</summary>
    public sealed record Declined(PendingAction What) : Reply
    {
        /// <summary>Of an erasure that could not be: a wish for it that was noted is taken back.</summary>
        public bool OnHold { get; init; }
    }

    /// <summary>The hours of the usual week, and the special days of the next two weeks.</summary>
    public sealed record WeekHours(LocalDate Today) : Answer
    {
        internal override bool IsShort => false;
    }

    /// <summary>The hours of certain dates, at most 7.</summary>
    public sealed record HoursOn(Options<LocalDate> Dates) : Answer;

    public sealed record AddressAnswer : Answer;

    public sealed record PhoneAnswer : Answer;

    public sealed record ServicesAnswer : Answer
    {
        internal override bool IsShort => false;
    }

    public sealed record ServiceAnswer(string ServiceId) : Answer;

    /// <summary>A reply around another one, whose buttons it keeps.</summary>
    public abstract record Wrapped(Reply Inner) : Reply
    {
        public override PendingAction? Pending => Inner.Pending;
    }
}
