using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

// Access and portability (GDPR Art. 15, 20).
internal sealed partial class TurnRunner
{
    private PersonRecord Record(OpenTurn turn) => new(
        database, turn.Key, turn.Row, turn.Card, turn.Business, preferences.Contains(turn.SuppressionTags), clock);

    /// <summary>
    /// The pieces first, each a commit of its own; the message with the code, the record and "ready" in the commit of the
    /// turn. A turn that fails in between leaves pieces that nobody can ask for, and begins anew.
    /// </summary>
    private async Task<ConversationLease?> ExportAsync(
        OpenTurn turn, TurnPlan plan, bool mayAnswer, CancellationToken cancel)
    {
        if (export.Address is null || export.IsTooMuch(turn.Person))
        {
            var reason = export.Address is null ? HandOverReason.PrivacyRequest : HandOverReason.LargeExport;
            return await SayAsync(turn, Turn.After(plan, new CallOutcome.ByHand(reason)), mayAnswer);
        }
        var proof = Authorizer.Demand<ExportSubject>(Caller.Person(turn.Person), Target.Of(turn.Person));
        using var made = await export.MakeAsync(turn, proof, cancel);
        var told = Turn.After(plan, new CallOutcome.Exported(made.Download));
        return await CommitAsync(turn, new PlanExecutor(turn, occupancy, replies)
            .Add(Release(told, turn), mayAnswer)
            .With(transaction => Exports.Offer(transaction, proof, made.Id)));
    }
}
