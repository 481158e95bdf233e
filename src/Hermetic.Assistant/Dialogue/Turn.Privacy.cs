using Hermetic.Domain;

namespace Hermetic.Assistant;

// Rights over one's own data.
public sealed partial class Turn
{
    /// <summary>
    /// Whether words of the safety list or a button said what the message is for, and no guess: what
    /// <see cref="ProcessingRequest.Plain"/> wants to know.
    /// </summary>
    public bool IsPlain(TurnInput input) =>
        input.Said.ReleaseTo(Sinks.Understanding(input.Person)) switch
        {
            Utterance.Text when input.Said.Label.Integrity < Integrity.Subject => false,
            Utterance.Text text => Hear(text, input).Understanding.Safety,
            Utterance.Button => true,
            _ => false,
        };

    /// <summary>"Nothing is erased" has to stay true when a wish waits for the end of a hold.</summary>
    private static async ValueTask<Move> TakingBackAsync(Move move, TurnContext context) =>
        move is { Effect: null, Say: Reply.Declined { What: PendingAction.Erase } declined } && await context.IsOnHoldAsync()
            ? move with { Effect = new PlannedCall.TakeBackErasure(context.Label), Say = declined with { OnHold = true } }
            : move;

    private static Reply AfterErasure(CallOutcome.Erased outcome) => outcome.Finished
        ? new Reply.Erased(outcome.Certificate)
        : new Reply.ErasureBegun(outcome.Certificate);

    private static TurnPlan AfterExport(TurnPlan plan, Label label, CallOutcome outcome) => outcome switch
    {
        CallOutcome.Exported exported => new(
            [
                // Two messages: who passes one on, or has it shown in a preview, passes on half of what it takes.
                new PlannedCall.Say(new Reply.ExportReady(exported.Download), label),
                new PlannedCall.Say(new Reply.ExportCode(exported.Download), label),
            ],
            plan.Next.Done()),
        CallOutcome.ByHand byHand => new(
            [
                new PlannedCall.HandOver(byHand.Reason, label),
                new PlannedCall.Say(new Reply.HandedOver(byHand.Reason), label),
            ],
            plan.Next.Done() with { PersonAsked = byHand.Reason.After(plan.Next.PersonAsked) }),
        _ => throw new ArgumentException(
            $"{outcome.GetType().Name} is no outcome of an export.", nameof(outcome)),
    };
}
