using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>
/// Plans the answer to one message of one person. It reads the calendar through a port and changes nothing:
/// what is to happen comes out as data, for <see cref="PlanPolicy"/> to release and the host to carry out.
/// </summary>
public sealed partial class Turn(Business business, IBrain brain, ICalendar calendar, IPersonRecord record)
{
    private const int Clarifications = 2;

    public async ValueTask<TurnPlan> PlanAsync(TurnInput input, CancellationToken cancel)
    {
        var state = input.State.At(input.Now.ToInstant());
        var context = new TurnContext(business, calendar, record, input, state, cancel);
        var move = input.Said.ReleaseTo(Sinks.Understanding(input.Person)) switch
        {
            // Forwarded words are somebody else's: they may not stop, erase, call or book anything.
            Utterance.Text when input.Said.Label.Integrity < Integrity.Subject =>
                new(new Reply.Forwarded(), state),
            Utterance.Text text => await new Conversation(context).HearAsync(Hear(text, input)),
            Utterance.Button button => await new Conversation(context).PressAsync(button),
            Utterance.StaleButton => new Conversation(context).Stale(),
            Utterance.Unreadable { Kind: var kind } => new(new Reply.CannotReadThis(kind), state),
            var unknown => throw new ArgumentException(
                $"{unknown.GetType().Name} is not an utterance.", nameof(input)),
        };
        return Plan(await TakingBackAsync(move, context), context);
    }

    /// <summary>
    /// For what a message asks to be processed: what <see cref="Processing.Decide"/> wants to know first.
    /// </summary>
    public Purpose PurposeOf(TurnInput input) =>
        input.Said.ReleaseTo(Sinks.Understanding(input.Person)) switch
        {
            Utterance.Text when input.Said.Label.Integrity < Integrity.Subject => Purpose.AnswerEnquiry,
            Utterance.Text text =>
                Purposes.Of(Hear(text, input), input.State.At(input.Now.ToInstant())),
            Utterance.Button button => Purposes.Of(button),
            _ => Purpose.AnswerEnquiry,
        };

    /// <summary>
    /// What is said when the host has carried out a plan's booking, cancellation, erasure or export.
    /// </summary>
    /// <param name="plan">The plan with that call; the label and the state are taken from it.</param>
    public static TurnPlan After(TurnPlan plan, CallOutcome outcome)
    {
        var call = plan.Calls.Single(made => made.HasOutcome);
        if (call is PlannedCall.ExportSubject)
            return AfterExport(plan, call.Label, outcome);
        var (reply, next) = (call, outcome) switch
        {
            (PlannedCall.Book book, CallOutcome.Done) => AfterBooking(book, plan.Next),
            (PlannedCall.Book book, CallOutcome.NotFree late) =>
                (SlotCheck.Refusal(late.Answer, book.Booking, moves: false), plan.Next),
            (PlannedCall.Move move, CallOutcome.Done) => (
                new Reply.Moved(move.Booking) { Reminder = move.Reminder },
                plan.Next.Done() with { Booked = move.Booking }),
            (PlannedCall.Move move, CallOutcome.NotFree late) =>
                (SlotCheck.Refusal(late.Answer, move.Booking, moves: true), plan.Next),
            (PlannedCall.Move, CallOutcome.NotFound) => (new Reply.AlreadyCancelled(), plan.Next.Done()),
            (PlannedCall.Cancel, CallOutcome.Done) => (new Reply.Cancelled(), plan.Next.Done()),
            (PlannedCall.Cancel, CallOutcome.NotFound) => (new Reply.AlreadyCancelled(), plan.Next.Done()),
            (PlannedCall.Remind, _) or (PlannedCall.NoReminder, _) =>
                (AfterReminder(call, outcome), plan.Next.Done()),
            (PlannedCall.EraseSubject, CallOutcome.Done) => (new Reply.Erased(), DialogueState.Fresh),
            (PlannedCall.EraseSubject, CallOutcome.Erased erased) => (AfterErasure(erased), DialogueState.Fresh),
            (PlannedCall.EraseSubject, CallOutcome.OnHold) => (new Reply.ErasureOnHold(), plan.Next.Done()),
            _ => throw new ArgumentException(
                $"{outcome.GetType().Name} is no outcome of {call.GetType().Name}.", nameof(outcome)),
        };
        return new([new PlannedCall.Say(reply, call.Label)], next.Showing(reply));
    }

    private static TurnPlan Plan(Move move, TurnContext context)
    {
        var input = context.Input;
        var failures = move.Failed ? context.State.Failures + 1 : 0;
        var reply = Patiently(move.Say, failures);
        // The notice and the first answer travel together. Who says STOP first is not sent a notice.
        if (input.FirstContact && reply is not (null or Reply.OptedOut or Reply.HandedOverAndStopped))
            reply = new Reply.FirstContact(reply);
        List<PlannedCall> calls = [];
        if (move.Effect is not null)
            calls.Add(Reminding(move.Effect, context));
        if (move.Also is not null)
            calls.Add(move.Also);
        var messages = reply is Reply.Aside aside ? aside.Messages : reply is null ? [] : [reply];
        calls.AddRange(messages.Select(message => new PlannedCall.Say(message, context.Label)));
        var asked = input.HumanInCharge ? context.State.PersonAsked : null;
        var next = move.Next with
        {
            PersonAsked = move.Effect is PlannedCall.HandOver call ? call.Reason.After(asked) : asked,
            ToldToWait = input.HumanInCharge ? context.State.ToldToWait : null,
            Failures = failures,
            AskedHours = move.Say is Reply.HoursOn or Reply.WeekHours or Reply.WhoWorks,
            LastTurn = context.Input.Now.ToInstant(),
        };
        return new(calls, next.Showing(messages is [.., var last] ? last : null));
    }

    /// <summary>
    /// Two questions back, then a person. The second one says what there is to choose from.
    /// </summary>
    private static Reply? Patiently(Reply? say, int failures) => (failures, say) switch
    {
        (> Clarifications, _) => new Reply.OfferPerson(),
        (Clarifications, Reply.NotUnderstood) => new Reply.Clarify(new(
        [
            Intent.BookAppointment, Intent.Availability, Intent.ListAppointments, Intent.OpeningHours,
            Intent.TalkToHuman,
        ])),
        _ => say,
    };

    private Heard Hear(Utterance.Text text, TurnInput input) =>
        Heard.From(text.Utf8.Span, brain, input.Now.LocalDateTime, business);
}
