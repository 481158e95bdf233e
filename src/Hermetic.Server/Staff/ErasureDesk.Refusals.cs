using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

// What is refused, and what is said of who asked and who approved.
internal sealed partial class ErasureDesk
{
    private const string OnHold =
        "They are on hold: the law obliges the business to keep their data for now (GDPR Art. 17(3)(b), (e)). Nothing was "
        + "erased. `subject holds` says why; `subject release` ends it.";
    private const string Same =
        "You asked for it yourself: somebody else has to approve it, who logged in under another name. Nothing was done.";
    private const string Unsure =
        "It is not certain that you are somebody else than whoever asked: the kernel has to tell who logged in, for both, or "
        + "both have to be signed in to the console (docs/operate/subjects.md). Nothing was done.";

    /// <summary>A refused erasure is on record, without a reason.</summary>
    private async Task<T> UnlessOnHoldAsync<T>(IActor who, SubjectId id, Func<Transaction, T> work)
    {
        try
        {
            return await database.CommitAsync(work);
        }
        catch (OnHoldException)
        {
            await database.CommitAsync(transaction => LedgerEntries.Append(transaction, new AccessRecord(
                EraseSubject.Name, who.Caller.Actor, Target.Of(id), Allowed: false)));
            throw new RefusedException(OnHold);
        }
    }

    private async Task RefuseAsync(IActor who, Approval asked)
    {
        await database.CommitAsync(transaction => LedgerEntries.Append(
            transaction, Approved(who, asked) with { Allowed = false }));
        throw new RefusedException(asked.By == who.Id ? Same : Unsure);
    }

    private static void Take(Transaction transaction, IActor who, Approval asked) =>
        Approvals.Take(transaction, asked, Approved(who, asked));

    private static AccessRecord Asked(IActor who, SubjectId id, ApprovalAct act) =>
        new($"subject.approval-asked.{Word(act)}", who.Caller.Actor, Target.Of(id), Allowed: true);

    private static AccessRecord Approved(IActor who, Approval asked) =>
        new($"subject.approve.{Word(asked.Act)}", who.Caller.Actor, Target.Of(asked.Subject), Allowed: true);

    /// <summary>Writes what waits, for whoever is to approve it.</summary>
    /// <returns>False when nothing of that id waits, or no longer.</returns>
    internal async Task<bool> ShowAsync(Guid id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => Approvals.Find(session, id, Hour)) is not { } asked)
            return false;
        Write(json, asked, await names.OfAsync(asked.By, cancel));
        return true;
    }

    /// <summary>
    /// Writes everything that waits, whatever was asked for first first. Random ids and names of staff: no look at anybody.
    /// </summary>
    internal async Task ListAsync(Utf8JsonWriter json, CancellationToken cancel)
    {
        json.WriteStartArray();
        foreach (var asked in database.Read(session => Approvals.All(session, Hour)))
            Write(json, asked, await names.OfAsync(asked.By, cancel));
        json.WriteEndArray();
    }

    /// <summary>Writes <c>{"approval", "act", "person", "reason", "by", "staff", "until"}</c>; no reason of a release.</summary>
    /// <param name="by">What whoever asked is called.</param>
    internal static void Write(Utf8JsonWriter json, Approval asked, string by)
    {
        json.WriteStartObject();
        json.WriteString("approval"u8, asked.Id);
        json.WriteString("act"u8, Word(asked.Act));
        json.WriteString("person"u8, asked.Subject.Value);
        if (asked.Reason != ErasureReason.None)
            json.WriteString("reason"u8, ErasureReasons.Name(asked.Reason));
        json.WriteString("by"u8, by);
        json.WriteString("staff"u8, asked.By.Value);
        json.WriteString("until"u8, HoldDesk.Hour(asked.UntilHour));
        json.WriteEndObject();
    }

    private static string Word(ApprovalAct act) => JsonNamingPolicy.KebabCaseLower.ConvertName(act.ToString());
}
