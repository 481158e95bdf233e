using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>How far something is, for whoever waits for it.</summary>
/// <param name="Name">fenced, destroyed, certified; released, wished; waiting.</param>
/// <param name="Waiting">What a second person has to approve; null but for the last.</param>
/// <param name="Dropped">
/// The reason that was given now and is put down nowhere, because what waits was asked for before with another one; mostly none.
/// </param>
internal sealed record DeskStep(string Name, Approval? Waiting = null, ErasureReason Dropped = ErasureReason.None);

/// <summary>
/// What people of the business do to erase somebody: directly, by releasing a hold whose person waits for it, or, with
/// <c>Privacy:FourEyes</c>, by approving what a colleague asked for. A person's own wish in the chat needs nobody.
/// </summary>
internal sealed partial class ErasureDesk(
    Database database, Erasure erasure, StaffNames names, Settings settings, TimeProvider clock)
{
    private static readonly Caller _privacy = Caller.Service("privacy", Permission.EraseSubjects);

    private long Hour => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>
    /// Erases a person as their own word in the chat would: fence, roll, certificate. What was begun is finished even if
    /// whoever waits goes away. With four eyes it is only asked for.
    /// </summary>
    /// <returns>False when there is nobody of that id, or no more.</returns>
    /// <exception cref="RefusedException">They are on hold.</exception>
    internal async Task<bool> EraseAsync(IActor who, SubjectId id, ErasureReason reason, Func<DeskStep, Task> told)
    {
        if (reason == ErasureReason.None || Find(id) is not { } person)
            return false;
        if (person.State == SubjectState.Live && settings.FourEyes)
        {
            var asked = await AskAsync(who, id, reason);
            await told(new("waiting", asked, asked.Reason == reason ? ErasureReason.None : reason));
            return true;
        }
        if (person.State == SubjectState.Live)
            await BeginAsync(who, id, reason, static _ => { });
        await FinishAsync(id, told);
        return true;
    }

    /// <summary>
    /// Ends a hold; whoever waits to be erased is fenced in the same commit, so that no other act comes in between. With
    /// four eyes that is only asked for.
    /// </summary>
    /// <returns>False when there is nobody of that id on hold.</returns>
    internal async Task<bool> ReleaseAsync(IActor who, SubjectId id, Func<DeskStep, Task> told)
    {
        Authorizer.Demand<ReleaseSubject>(who.Caller, Target.Of(id));
        var released = await database.CommitAsync(transaction =>
        {
            if (LegalHolds.Of(transaction, id) is not { } hold)
                return null;
            return settings.FourEyes && hold.WishedHour is not null
                ? new DeskStep("waiting", Approvals.Ask(
                    transaction, id, ApprovalAct.Release, ErasureReason.None, who.Id, Asked(who, id, ApprovalAct.Release)))
                : Release(transaction, who, hold);
        });
        if (released is null)
            return false;
        await TellAsync(id, released, told);
        return true;
    }

    /// <summary>Carries out what a colleague asked for.</summary>
    /// <returns>False when nothing of that id waits, or no longer.</returns>
    /// <exception cref="RefusedException">The same person asked, or it may be the same; or they are on hold.</exception>
    internal async Task<bool> ApproveAsync(IActor who, Guid id, Func<DeskStep, Task> told)
    {
        if (database.Read(session => Approvals.Find(session, id, Hour)) is not { } asked)
            return false;
        if (!who.IsSomebodyElseThan(asked.By))
            await RefuseAsync(who, asked);
        if (asked.Act == ApprovalAct.Erase)
        {
            await BeginAsync(who, asked.Subject, asked.Reason, transaction => Take(transaction, who, asked));
            await FinishAsync(asked.Subject, told);
            return true;
        }
        var released = await database.CommitAsync(transaction =>
        {
            Take(transaction, who, asked);
            return Release(transaction, who, LegalHolds.Of(transaction, asked.Subject)
                ?? throw new FencedException("the person is not on hold"));
        });
        await TellAsync(asked.Subject, released, told);
        return true;
    }

    private static DeskStep Release(Transaction transaction, IActor who, LegalHold hold)
    {
        var id = hold.Subject;
        LegalHolds.Release(transaction, Authorizer.Demand<ReleaseSubject>(who.Caller, Target.Of(id)));
        if (hold.WishedHour is null)
            return new("released");
        LedgerEntries.Append(transaction, ErasureReasons.Record(_privacy, id, ErasureReason.Request));
        Erasures.Begin(transaction, Authorizer.Demand<EraseSubject>(_privacy, Target.Of(id)), id);
        return new("fenced");
    }

    private async Task TellAsync(SubjectId id, DeskStep step, Func<DeskStep, Task> told)
    {
        if (step.Name != "fenced")
        {
            await told(step);
            return;
        }
        await told(new("released"));
        await told(new("wished"));
        await FinishAsync(id, told);
    }

    private Task<Approval> AskAsync(IActor who, SubjectId id, ErasureReason reason)
    {
        Authorizer.Demand<EraseSubject>(who.Caller, Target.Of(id));
        return UnlessOnHoldAsync(who, id, transaction =>
        {
            Subjects.RequireLive(transaction, id);
            return LegalHolds.Of(transaction, id) is null
                ? Approvals.Ask(transaction, id, ApprovalAct.Erase, reason, who.Id, Asked(who, id, ApprovalAct.Erase))
                : throw new OnHoldException();
        });
    }

    /// <param name="first">What comes before it in the same commit.</param>
    private async Task BeginAsync(IActor who, SubjectId id, ErasureReason reason, Action<Transaction> first)
    {
        var proof = Authorizer.Demand<EraseSubject>(who.Caller, Target.Of(id));
        await UnlessOnHoldAsync(who, id, transaction =>
        {
            first(transaction);
            Subjects.RequireLive(transaction, id);
            LedgerEntries.Append(transaction, ErasureReasons.Record(who.Caller, id, reason));
            Erasures.Begin(transaction, proof, id);
            return true;
        });
    }

    private async Task FinishAsync(SubjectId id, Func<DeskStep, Task> told)
    {
        await told(new("fenced"));
        await erasure.CompleteAsync(id, CancellationToken.None);
        await told(new("destroyed"));
        await erasure.UntilCertifiedAsync(id, CancellationToken.None);
        await told(new("certified"));
    }

    private Subject? Find(SubjectId id) => database.Read(session => Subjects.Find(session, id));
}
