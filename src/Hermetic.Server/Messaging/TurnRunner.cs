using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Evidence;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Steps 6 to 9 for one message: decide, plan, release, and ONE commit with the reply's row, the ledger entries and
/// the inbox row done. Its writes are fenced by the conversation's lease.
/// </summary>
internal sealed partial class TurnRunner(
    Database database, Vault vault, SecretArena arena, Settings settings, CurrentBusiness current, IBrain brain,
    Occupancy occupancy, Replies replies, ButtonSeal buttons, Preferences preferences,
    Attachments attachments, Erasure erasure, PersonExport export, CloudApiClient client, TimeProvider clock, ILogger<TurnRunner> log)
{
    private static readonly Caller _assistant = Caller.Service("assistant", Permission.RunConversations);

    /// <summary>Answers one message.</summary>
    /// <returns>What is to be sent first, for the caller to dispose; null when nothing is.</returns>
    /// <exception cref="FencedException">Another activation went on, or the person is being erased.</exception>
    internal async Task<OpenReply?> RunAsync(ConversationWork work, InboxRow message, CancellationToken cancel)
    {
        var (lease, row) = (work.Lease, work.Conversation);
        var key = await vault.OpenAsync(work.Person.Slot, cancel);
        if (message.Sealed is not { } content)
        {
            await SkipAsync(lease, row, key);
            return null;
        }
        var stopped = StopTags(key, lease.Subject);
        using var turn = new OpenTurn(key, row, lease, message.Id, content, current.Value, clock.GetCurrentInstant(), arena)
        {
            SuppressionTags = stopped,
            HasHeld = work.HasHeld,
        };
        return await (turn.IsUtterance ? HearAsync(turn, cancel) : KeepAsync(turn));
    }

    /// <summary>A reaction, say: it is remembered, and not answered.</summary>
    private Task<OpenReply?> KeepAsync(OpenTurn turn) =>
        CommitAsync(turn, turn.IsFirstContact ? null : turn.State, turn.Row.State, static _ => { });

    private async Task<OpenReply?> HearAsync(OpenTurn turn, CancellationToken cancel)
    {
        await attachments.FetchAsync(turn, cancel);
        return await (Probe.Read(turn, settings) is { IsEmpty: false } echo ? EchoAsync(turn, echo) : AnswerAsync(turn, cancel));
    }

    /// <summary>A key that nothing took over is given back when its identifiers do not open.</summary>
    private List<Tag> StopTags(KeyLease key, SubjectId person)
    {
        try
        {
            return preferences.StopTags(key, person);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The person took the message back before its turn came: there is nothing to answer.</summary>
    private async Task SkipAsync(ConversationLease lease, ConversationRow row, KeyLease key)
    {
        using var held = key;
        var next = lease.Next;
        using var card = row.Person is null ? null : PersonCard.Open(key.Key, row);
        var (person, dialogue) = (card?.Seal(key.Key, next), OpenTurn.Reseal(key.Key, row, next));
        await database.CommitAsync(transaction =>
        {
            Storage.Conversations.Conclude(transaction, lease, person, dialogue, row.State, row.State);
            Storage.Inbox.Done(transaction, next);
            LedgerEntries.Record(
                transaction, Authorizer.Demand<RunTurn>(_assistant, Target.Of(row.Id, lease.Subject)));
        });
    }

    /// <summary>
    /// Sets a message aside that cannot be answered, whatever is tried: it counts as drained, and a person of the
    /// business takes over. Nothing of it needs to be opened.
    /// </summary>
    internal Task GiveUpAsync(ConversationLease lease) => database.CommitAsync(transaction =>
    {
        var advanced = Storage.Conversations.Advance(transaction, lease);
        Storage.Inbox.Done(transaction, advanced);
        Storage.Conversations.HandOver(transaction, advanced);
        LedgerEntries.Append(transaction, new AccessRecord(
            "conversation.turn-failed", _assistant.Actor, Target.Of(lease.Id, lease.Subject), Allowed: true));
    });

    private Task<OpenReply?> EchoAsync(OpenTurn turn, ReadOnlyMemory<byte> echo)
    {
        var draft = Draft.Of(echo.Span, turn.Card, clock.GetCurrentInstant(), arena);
        return CommitAsync(
            turn, turn.Row.Dialogue is null ? null : turn.State, turn.Row.State, static _ => { }, [draft], OutboundKind.Probe);
    }

    private async Task<OpenReply?> AnswerAsync(OpenTurn turn, CancellationToken cancel)
    {
        var calendar = new BookingCalendar(turn.Business, occupancy, clock);
        var person = new PersonCalendar(calendar, database, turn.Key, turn.Person, turn.Business, clock);
        var assistant = new Turn(turn.Business, brain, person, Record(turn));
        var input = Input(turn);
        var decision = Processing.Decide(new ProcessingRequest(
            assistant.PurposeOf(input), LawfulBasis.Contract, Restricted: false,
            OptedOut: preferences.Contains(turn.SuppressionTags),
            turn.Row.State, turn.SaidAt, clock.GetCurrentInstant()) { Plain = assistant.IsPlain(input) });
        if (decision is Decision.Wait && Waits(turn) && Turn.WhileWaiting(input) is { } told)
            return await SayAsync(turn, told, mayAnswer: true);
        if (decision is not Decision.Proceed proceed)
            return await LeaveAsync(turn, decision);
        if (proceed.MayAnswer)
            ReadReceipt.Begin(client, settings, turn, arena, cancel);
        var plan = await assistant.PlanAsync(input, cancel);
        return await CarryOutAsync(turn, plan, person, proceed.MayAnswer, cancel);
    }

    /// <summary>Nobody of the business has written since the assistant did: two voices at once help nobody.</summary>
    private bool Waits(OpenTurn turn) =>
        database.Read(session => Storage.Outbox.LastVoice(session, turn.Row.Id)) == OutboundKind.Reply;

    /// <summary>Nothing is said; when somebody should have been answered, a person of the business takes over.</summary>
    private Task<OpenReply?> LeaveAsync(OpenTurn turn, Decision decision)
    {
        var toStaff = decision is Decision.Ask or Decision.Stop { NeedsStaff: true };
        Left(toStaff);
        return CommitAsync(
            turn, turn.IsFirstContact ? null : turn.State, toStaff ? ConversationState.HumanInCharge : turn.Row.State,
            static _ => { });
    }

    private async Task<OpenReply?> CarryOutAsync(
        OpenTurn turn, TurnPlan plan, PersonCalendar person, bool mayAnswer, CancellationToken cancel)
    {
        try
        {
            var executor = new PlanExecutor(turn, occupancy, replies).Add(Release(plan, turn), mayAnswer);
            if (plan.Calls.Any(call => call.HasOutcome) && !executor.Erases && !executor.Exports)
                executor.Add(Release(Turn.After(plan, new CallOutcome.Done()), turn), mayAnswer);
            return await (executor.Erases ? EraseAsync(turn, plan, cancel)
                : executor.Exports ? ExportAsync(turn, plan, mayAnswer, cancel)
                : CommitAsync(turn, executor));
        }
        catch (SlotTakenException)
        {
            var answer = await CheckAgainAsync(plan.Calls.Single(call => call.HasOutcome), person, cancel);
            return await SayAsync(turn, Turn.After(plan, new CallOutcome.NotFree(answer)), mayAnswer);
        }
        catch (AppointmentGoneException)
        {
            return await SayAsync(turn, Turn.After(plan, new CallOutcome.NotFound()), mayAnswer);
        }
    }

    /// <summary>Somebody was faster; what can be had instead?</summary>
    private static ValueTask<SlotAnswer> CheckAgainAsync(
        PlannedCall call, PersonCalendar person, CancellationToken cancel)
    {
        var (booking, moved) = call is PlannedCall.Move move
            ? (move.Booking, (AppointmentId?)move.Appointment.Id)
            : (((PlannedCall.Book)call).Booking, null);
        var visit = new Visit(booking.ServiceId, booking.StaffId, moved);
        return person.CheckAsync(visit, booking.Start, booking.Zoned.Offset, cancel);
    }

    private Task<OpenReply?> SayAsync(OpenTurn turn, TurnPlan plan, bool mayAnswer) =>
        CommitAsync(turn, new PlanExecutor(turn, occupancy, replies).Add(Release(plan, turn), mayAnswer));

    private static ReleasedPlan Release(TurnPlan plan, OpenTurn turn) =>
        PlanPolicy.TryRelease(plan, turn.Person, out var released, out var refusal)
            ? released
            : throw new InvalidOperationException($"The plan was refused at {refusal.Sink}: {refusal.Offered}.");

    private Task<OpenReply?> CommitAsync(OpenTurn turn, PlanExecutor executor) =>
        CommitAsync(turn, executor.Next, executor.State, executor.Apply, executor.Drafts);

    /// <param name="drafts">Are disposed here, or by whoever gets the first of them.</param>
    private async Task<OpenReply?> CommitAsync(
        OpenTurn turn, DialogueState? dialogue, ConversationState state, Action<Transaction> effects,
        IReadOnlyList<Draft>? drafts = null, OutboundKind kind = OutboundKind.Reply)
    {
        var left = drafts ?? [];
        try
        {
            var next = turn.Lease.Next;
            var sealedDialogue = turn.SealDialogue(dialogue, next);
            var person = turn.Card.Seal(turn.Key, next);
            var detail = LedgerDetails.Seal(turn.Key, turn.Row.Id.Value, turn.Person, clock.GetUtcNow(), arena);
            var messages = left.Select(draft => (draft.Id, Sealed: draft.Seal(turn.Key, turn.Person))).ToList();
            var releases = false;
            await database.CommitAsync(transaction =>
            {
                Storage.Conversations.Conclude(transaction, turn.Lease, person, sealedDialogue, turn.Row.State, state);
                Storage.Inbox.Done(transaction, next);
                var proof = Authorizer.Demand<RunTurn>(_assistant, Target.Of(turn.Row.Id, turn.Person));
                LedgerEntries.Record(transaction, proof, detail);
                effects(transaction);
                foreach (var message in messages)
                    Storage.Outbox.Queue(transaction, turn.Lease.Id, message.Id, kind, message.Sealed);
                // The person wrote or called: what waited for that goes out before the answers of this turn, unless they want none.
                releases = turn is { HasHeld: true, OpensWindow: true }
                    && !turn.SuppressionTags.Any(tag => Suppressions.Contains(transaction, tag));
                if (releases)
                    Storage.Outbox.Release(transaction, next);
            });
            if (left.Count == 0 || releases)
                return null;
            var first = left[0];
            left = [.. left.Skip(1)];
            return turn.HandOver(first, kind);
        }
        finally
        {
            foreach (var draft in left)
                draft.Dispose();
        }
    }

    private TurnInput Input(OpenTurn turn)
    {
        var forwarded = turn.Message.Context is { IsForwarded: true };
        var label = new Label(forwarded ? Integrity.Outside : Integrity.Subject, turn.Person);
        var now = clock.GetCurrentInstant().InZone(turn.Business.Zone);
        return new TurnInput(new Labeled<Utterance>(Said(turn), label), turn.State, now, turn.IsFirstContact)
        {
            HumanInCharge = turn.Row.State == ConversationState.HumanInCharge,
        };
    }

    private Utterance Said(OpenTurn turn)
    {
        if (turn.Content is not (ButtonReply or ListReply))
            return turn.Text.IsEmpty
                ? new Utterance.Unreadable(Messaging.Said.Unreadable(turn.Content))
                : new Utterance.Text(turn.Text);
        var choice = buttons.Verify(turn.Text.Span, turn.State, turn.Person, clock.GetCurrentInstant());
        return choice is { } pressed ? new Utterance.Button(pressed, turn.State.Pending!) : new Utterance.StaleButton();
    }

    [LoggerMessage(20, LogLevel.Information, "A message was left unanswered; to staff: {ToStaff}.")]
    private partial void Left(bool toStaff);

    [LoggerMessage(21, LogLevel.Information, "A person was erased (at once: {Finished}); confirmation accepted: {Accepted}.")]
    private partial void ConfirmedErasure(bool finished, bool accepted);

    [LoggerMessage(242, LogLevel.Error, "An erasure that has begun could not be finished at once ({Failure}); it goes on.")]
    private partial void Unfinished(string failure);
}
