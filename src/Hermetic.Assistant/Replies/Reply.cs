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

    /// <summary>It answers and leaves the running task where it is.</summary>
    internal bool IsAnswer => this is Greeting or Courtesy or IAmABot or OutOfScope or NotUnderstood or DoNotKnow
        or WhatICanDo or Well or Pleased or Farewell or NoHarmDone or AllRight or Unmoved or AboutOthers or NoOwnCalendar or WeekHours
        or HoursOn or AddressAnswer or PhoneAnswer or ServicesAnswer or ServiceAnswer or Appointments
        or NoAppointments or FromKnowledge or Reminders or NoReminders or OnlyAppointments or KnownAboutYou
        or WhoSaw or StaleButton or WhoWorks or NobodyOfThatName or SaidFirst { Then.IsAnswer: true };

    /// <summary>So short that it fits above the buttons of something else: a few hundred characters.</summary>
    private bool IsShort => IsAnswer && this is not (WeekHours or ServicesAnswer or FromKnowledge or KnownAboutYou
        or Appointments { Coming.Count: > 1 } or Reminders { Coming.Count: > 1 });

    /// <summary>
    /// An answer in between, and what waits, with its buttons again; those above stop working then. Where the
    /// answer leaves no room for buttons, those above stay valid.
    /// </summary>
    /// <param name="Waiting">Null when an open question waits that had no buttons.</param>
    public sealed record Aside(Reply Answer, PendingAction? Waiting) : Reply
    {
        // What is not about an appointment or its person's data is not said again here, nor are its buttons.
        public override PendingAction? Pending => Answer.IsShort && Waiting is not (PendingAction.ChooseAppointment
            or PendingAction.HandOver or PendingAction.ChooseIntent) ? Waiting : null;
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
        public override PendingAction Pending { get; } = new PendingAction.HandOver();
    }

    public sealed record Greeting : Reply;

    public sealed record Courtesy : Reply;

    public sealed record IAmABot : Reply;

    /// <summary>Refuses, and says what it can do.</summary>
    public sealed record OutOfScope : Reply;

    /// <summary>A question about the business that its facts do not answer.</summary>
    public sealed record DoNotKnow : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver();
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

    public sealed record StaleButton : Reply;

    public sealed record HandedOver(HandOverReason Reason) : Reply;

    public sealed record OptedOut : Reply;

    public sealed record OptedIn : Reply;

    public sealed record ConfirmErasure : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.Erase();
    }

    /// <summary>
    /// Fixed text, sent from secret memory after the keys are gone; it depends on nothing that was erased.
    /// </summary>
    public sealed record Erased : Reply;

    /// <summary>A question was declined; nothing was done.</summary>
    public sealed record Declined(PendingAction What) : Reply;

    /// <summary>The hours of the usual week, and the special days of the next two weeks.</summary>
    public sealed record WeekHours(LocalDate Today) : Reply;

    /// <summary>The hours of certain dates, at most 7.</summary>
    public sealed record HoursOn(Options<LocalDate> Dates) : Reply;

    public sealed record AddressAnswer : Reply;

    public sealed record PhoneAnswer : Reply;

    public sealed record ServicesAnswer : Reply;

    public sealed record ServiceAnswer(string ServiceId) : Reply;

    /// <summary>A reply around another one, whose buttons it keeps.</summary>
    public abstract record Wrapped(Reply Inner) : Reply
    {
        public override PendingAction? Pending => Inner.Pending;
    }
}
