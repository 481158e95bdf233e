using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

// Access, erasure and portability (GDPR Art. 15, 17, 20).
internal sealed partial class TurnRunner
{
    private PersonRecord Record(OpenTurn turn) => new(
        database, turn.Key, turn.Row, turn.Card, turn.Business, preferences.Contains(turn.SuppressionTags), clock);

    /// <summary>
    /// The message counts as answered in the commit that fences the person; then key, rows and tags go. What they are told
    /// is sent from secret memory without a row: a crash loses it, never the erasure.
    /// </summary>
    private async Task<OpenReply?> EraseAsync(OpenTurn turn, TurnPlan plan, CancellationToken cancel)
    {
        var link = CertificateLink.Make(settings.PublicUrl, clock);
        try
        {
            await FenceAsync(turn, link);
        }
        catch (OnHoldException)
        {
            return await NoteWishAsync(turn, plan);
        }
        // From here on nobody needs it, and nothing certain can be said while somebody holds it.
        turn.Lent.Dispose();
        var finished = await TryCompleteAsync(turn.Person, cancel);
        var told = Turn.After(plan, new CallOutcome.Erased(finished, link?.Address));
        using var confirmation = new PlanExecutor(turn, occupancy, replies)
            .Add(Release(told, turn), mayAnswer: true).Drafts[0];
        var outcome = await client.SendAsync(
            settings.WhatsApp.PhoneNumberId, turn.Card.Recipient, Draft.Read(confirmation.Memory), AttemptId.New().ToString(),
            settings.WhatsApp.OnlyTo(turn.Card.IdentityKeyHash), cancel);
        ConfirmedErasure(finished, outcome is SendOutcome.Accepted);
        return null;
    }

    private Task FenceAsync(OpenTurn turn, CertificateLink? link) => database.CommitAsync(transaction =>
    {
        var advanced = Storage.Conversations.Advance(transaction, turn.Lease);
        Storage.Inbox.Done(transaction, advanced);
        var proof = Authorizer.Demand<EraseSubject>(Caller.Person(turn.Person), Target.Of(turn.Person));
        Erasures.Begin(transaction, proof, turn.Person, link?.Stored);
    });

    /// <summary>
    /// Their data must be kept for now: the wish is noted in the commit of the turn, and they are told so. When the hold was
    /// released meanwhile nothing is stored, and the turn that begins anew erases them.
    /// </summary>
    private Task<OpenReply?> NoteWishAsync(OpenTurn turn, TurnPlan plan)
    {
        var refused = new AccessRecord(
            EraseSubject.Name, Caller.Person(turn.Person).Actor, Target.Of(turn.Person), Allowed: false);
        return CommitAsync(turn, new PlanExecutor(turn, occupancy, replies)
            .Add(Release(Turn.After(plan, new CallOutcome.OnHold()), turn), mayAnswer: true)
            .With(transaction => LegalHolds.Wish(transaction, refused)));
    }

    /// <summary>False when a step has to be taken again later: whoever waits for it is told so.</summary>
    private async Task<bool> TryCompleteAsync(SubjectId person, CancellationToken cancel)
    {
        try
        {
            await erasure.CompleteAsync(person, cancel);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Unfinished(failure.GetType().Name);
            return false;
        }
    }

    /// <summary>
    /// The pieces first, each a commit of its own; the message with the code, the record and "ready" in the commit of the
    /// turn. A turn that fails in between leaves pieces that nobody can ask for, and begins anew.
    /// </summary>
    private async Task<OpenReply?> ExportAsync(
        OpenTurn turn, TurnPlan plan, bool mayAnswer, CancellationToken cancel)
    {
        if (export.Address is null || export.IsTooMuch(turn.Person))
        {
            var reason = export.Address is null ? HandOverReason.PrivacyRequest : HandOverReason.LargeExport;
            return await SayAsync(turn, Turn.After(plan, new CallOutcome.ByHand(reason)), mayAnswer);
        }
        var proof = Authorizer.Demand<ExportSubject>(Caller.Person(turn.Person), Target.Of(turn.Person));
        await turn.ClaimAsync(database);
        using var made = await export.MakeAsync(turn, proof, cancel);
        var told = Turn.After(plan, new CallOutcome.Exported(made.Download));
        return await CommitAsync(turn, new PlanExecutor(turn, occupancy, replies)
            .Add(Release(told, turn), mayAnswer)
            .With(transaction => Exports.Offer(transaction, proof, made.Id)));
    }
}
