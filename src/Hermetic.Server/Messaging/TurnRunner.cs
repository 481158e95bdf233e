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

    /// <summary>Answers one message; null when its person was erased by it.</summary>
    internal async Task<ConversationLease?> RunAsync(ConversationLease lease, InboxRow message, CancellationToken cancel)
    {
        var (row, subject) = database.Read(session => lease.Find(session));
        var key = await vault.OpenAsync(subject.Slot, cancel);
        if (message.Sealed is not { } content)
            return await SkipAsync(lease, row, key);
        var stopped = StopTags(key, lease.Subject);
        using var turn = new OpenTurn(key, row, lease, message.Id, content, current.Value, clock.GetCurrentInstant(), arena)
        {
            SuppressionTags = stopped,
        };
        if (!turn.IsUtterance)
            return await CommitAsync(turn, turn.IsFirstContact ? null : turn.State, turn.Row.State, static _ => { });
        await attachments.FetchAsync(turn, cancel);
        if (Probe.Read(turn, settings) is { IsEmpty: false } echo)
            return await EchoAsync(turn, echo);
        return await AnswerAsync(turn, cancel);
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
    private async Task<ConversationLease> SkipAsync(ConversationLease lease, ConversationRow row, KeyLease key)
    {
        using var held = key;
        var next = lease.Next;
        using var card = row.Person is null ? null : PersonCard.Open(key.Key, row);
        var (person, dialogue) = (card?.Seal(key.Key, next), OpenTurn.Reseal(key.Key, row, next));
        await database.CommitAsync(transaction =>
        {
            Storage.Conversations.Advance(transaction, lease);
            Storage.Inbox.Done(transaction, next);
            LedgerEntries.Record(
                transaction, Authorizer.Demand<RunTurn>(_assistant, Target.Of(row.Id, lease.Subject)));
            Storage.Conversations.Remember(transaction, next, person, dialogue, row.State, row.State);
        });
        return next;
    }

    /// <summary>
    /// Sets a message aside that cannot be answered, whatever is tried: it counts as drained, and a person of the
    /// business takes over. Nothing of it needs to be opened.
    /// </summary>
    internal Task<ConversationLease> GiveUpAsync(ConversationLease lease) => database.CommitAsync(transaction =>
    {
        var advanced = Storage.Conversations.Advance(transaction, lease);
        Storage.Inbox.Done(transaction, advanced);
        Storage.Conversations.HandOver(transaction, advanced);
        LedgerEntries.Append(transaction, new AccessRecord(
            "conversation.turn-failed", _assistant.Actor, Target.Of(lease.Id, lease.Subject), Allowed: true));
        return advanced;
    });

    private async Task<ConversationLease> EchoAsync(OpenTurn turn, ReadOnlyMemory<byte> echo)
    {
        using var draft = Draft.Of(echo.Span, turn.Card, clock.GetCurrentInstant(), arena);
        return await CommitAsync(turn, turn.Row.Dialogue is null ? null : turn.State, turn.Row.State,
            transaction => Queue(transaction, turn, draft, OutboundKind.Probe));
    }

    private async Task<ConversationLease?> AnswerAsync(OpenTurn turn, CancellationToken cancel)
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
    private Task<ConversationLease> LeaveAsync(OpenTurn turn, Decision decision)
    {
        var toStaff = decision is Decision.Ask or Decision.Stop { NeedsStaff: true };
        Left(toStaff);
        return CommitAsync(
            turn, turn.IsFirstContact ? null : turn.State, toStaff ? ConversationState.HumanInCharge : turn.Row.State,
            static _ => { });
    }

    private async Task<ConversationLease?> CarryOutAsync(
        OpenTurn turn, TurnPlan plan, PersonCalendar person, bool mayAnswer, CancellationToken cancel)
    {
        try
        {
            var executor = new PlanExecutor(turn, occupancy, replies).Add(Release(plan, turn), mayAnswer);
            if (executor.Erases)
                return await EraseAsync(turn, plan, cancel);
            if (executor.Exports)
                return await ExportAsync(turn, plan, mayAnswer, cancel);
            if (plan.Calls.Any(call => call.HasOutcome))
                executor.Add(Release(Turn.After(plan, new CallOutcome.Done()), turn), mayAnswer);
            return await CommitAsync(turn, executor);
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

    private Task<ConversationLease> SayAsync(OpenTurn turn, TurnPlan plan, bool mayAnswer) =>
        CommitAsync(turn, new PlanExecutor(turn, occupancy, replies).Add(Release(plan, turn), mayAnswer));

    /// <summary>
    /// The message counts as answered in the commit that fences the person; then key, rows and tags go. The
    /// confirmation is sent from secret memory without a row: a crash loses it, never the erasure.
    /// </summary>
    private async Task<ConversationLease?> EraseAsync(OpenTurn turn, TurnPlan plan, CancellationToken cancel)
    {
        var confirmation = new PlanExecutor(turn, occupancy, replies)
            .Add(Release(Turn.After(plan, new CallOutcome.Done()), turn), mayAnswer: true).Drafts[0];
        using var _ = confirmation;
        await database.CommitAsync(transaction =>
        {
            var advanced = Storage.Conversations.Advance(transaction, turn.Lease);
            Storage.Inbox.Done(transaction, advanced);
            var proof = Authorizer.Demand<EraseSubject>(Caller.Person(turn.Person), Target.Of(turn.Person));
            Erasures.Begin(transaction, proof, turn.Person);
        });
        var isOurs = await erasure.CompleteAsync(turn.Person, cancel);
        var outcome = await client.SendAsync(
            settings.WhatsApp.PhoneNumberId, turn.Card.Recipient, confirmation.Content(), AttemptId.New().ToString(),
            settings.WhatsApp.OnlyTo(turn.Card.IdentityKeyHash), cancel);
        ConfirmedErasure(outcome is SendOutcome.Accepted);
        // Nothing certain can be said while this turn still holds the key.
        turn.Dispose();
        if (isOurs)
            await erasure.CertifyAsync(turn.Person, cancel);
        return null;
    }

    private static ReleasedPlan Release(TurnPlan plan, OpenTurn turn) =>
        PlanPolicy.TryRelease(plan, turn.Person, out var released, out var refusal)
            ? released
            : throw new InvalidOperationException($"The plan was refused at {refusal.Sink}: {refusal.Offered}.");

    private Task<ConversationLease> CommitAsync(OpenTurn turn, PlanExecutor executor) =>
        CommitAsync(turn, executor.Next, executor.State, transaction =>
        {
            executor.Apply(transaction);
            foreach (var draft in executor.Drafts)
                Queue(transaction, turn, draft, OutboundKind.Reply);
        }, executor.Drafts);

    private async Task<ConversationLease> CommitAsync(
        OpenTurn turn, DialogueState? dialogue, ConversationState state, Action<Transaction> effects,
        IReadOnlyList<Draft>? drafts = null)
    {
        var next = turn.Lease.Next;
        var sealedDialogue = turn.SealDialogue(dialogue, next);
        var person = turn.Card.Seal(turn.Key, next);
        var detail = LedgerDetails.Seal(turn.Key, turn.Row.Id.Value, turn.Person, clock.GetUtcNow(), arena);
        try
        {
            await database.CommitAsync(transaction =>
            {
                Storage.Conversations.Advance(transaction, turn.Lease);
                Storage.Inbox.Done(transaction, next);
                var proof = Authorizer.Demand<RunTurn>(_assistant, Target.Of(turn.Row.Id, turn.Person));
                LedgerEntries.Record(transaction, proof, detail);
                effects(transaction);
                Storage.Conversations.Remember(transaction, next, person, sealedDialogue, turn.Row.State, state);
                // The person wrote or called: what waited for that goes out before the answers of this turn, unless they want none.
                if (turn.OpensWindow && !turn.SuppressionTags.Any(tag => Suppressions.Contains(transaction, tag)))
                    Storage.Outbox.Release(transaction, next);
            });
            return next;
        }
        finally
        {
            foreach (var draft in drafts ?? [])
                draft.Dispose();
        }
    }

    private static void Queue(Transaction transaction, OpenTurn turn, Draft draft, OutboundKind kind) =>
        Storage.Outbox.Queue(transaction, turn.Lease.Id, draft.Id, kind, draft.Seal(turn.Key, turn.Person));

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

    [LoggerMessage(21, LogLevel.Information, "A person was erased; confirmation accepted: {Accepted}.")]
    private partial void ConfirmedErasure(bool accepted);
}
