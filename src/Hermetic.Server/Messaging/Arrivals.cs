using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>One webhook's elements, sealed and ready for one commit.</summary>
internal sealed partial class Arrivals(Vault vault, Database database, SecretArena arena, ArrivalTimes times) : IDisposable
{
    private static readonly Caller _intake = Caller.Service(
        "intake", Permission.AcceptMessages, Permission.ChangePreferences);

    /// <summary>The person told WhatsApp that they want no marketing; as an answer or, later, as a failed status.</summary>
    internal const int NoMarketing = 131050;

    private readonly Sender _sender = new(vault, database, arena);
    private readonly List<Action<Transaction, ISet<ConversationId>>> _writes = [];
    private readonly long _arrived = times.Now();

    /// <summary>What statuses came to, of the last run: a group commit may run it again.</summary>
    private readonly List<StatusOutcome> _outcomes = [];

    /// <summary>Why some elements are not among these: a key page, or a row that they need, does not open.</summary>
    internal Exception? Damage { get; private set; }

    /// <summary>One element that cannot be sealed keeps none of its neighbours out.</summary>
    internal async ValueTask TryAsync(ValueTask adding)
    {
        try
        {
            await adding;
        }
        catch (Exception damage) when (damage is KeyPageDamagedException or EnvelopeException)
        {
            Damage = damage;
        }
    }

    /// <summary>Everything or nothing; returns the conversations that have something to do.</summary>
    internal IReadOnlyCollection<ConversationId> Commit(Transaction transaction)
    {
        var woken = new HashSet<ConversationId>();
        _outcomes.Clear();
        _sender.RequireAsAsked(transaction);
        foreach (var write in _writes)
            write(transaction, woken);
        return woken;
    }

    /// <summary>To be called when the commit is durable.</summary>
    internal void Count() => _outcomes.ForEach(outcome => Instruments.Statuses.Add(outcome));

    /// <summary>A message, an edit or revocation of one, or a notice of the system about the person.</summary>
    internal async ValueTask AddAsync(InboundMessage message, CancellationToken cancel)
    {
        var change = IdentityChange.Of(message);
        if (Said.IsNotice(message.Content) && !await IsAboutSomebodyKnownAsync(message, change, cancel))
        {
            // WhatsApp's notice about a person introduces nobody, least of all somebody who was erased.
            await KeepAsync(message, cancel);
            return;
        }
        var person = change is null
            ? await _sender.ResolveAsync(message.Sender, cancel)
            : await _sender.MoveAsync(change, cancel);
        if (person is null)
            await ParkAsync(ParkedReason.ConflictingIdentity, message.Raw, message.Id, message.Sender, cancel);
        else if (message.Content is MessageRevocation revocation)
            Revoke(message, person, revocation);
        else
            await AppendAsync(message, person, change is not null, cancel);
    }

    private async ValueTask<bool> IsAboutSomebodyKnownAsync(
        InboundMessage notice, IdentityChange? change, CancellationToken cancel) =>
        await _sender.FindAsync(change?.Before ?? notice.Sender, cancel) is not null
        || (change is not null && await _sender.FindAsync(change.After, cancel) is not null);

    /// <summary>An edit is a message of its own, in whose commit the older wording goes.</summary>
    private async ValueTask AppendAsync(
        InboundMessage message, Person person, bool changesIdentity, CancellationToken cancel)
    {
        var id = MessageId.New();
        using var lease = await vault.OpenAsync(person.Slot, cancel);
        using var content = InboundEnvelope.Write(message, arena);
        var envelope = lease.Key.Seal<InboundContent>(content.WrittenSpan, InboundEnvelope.Context(id, person.Id));
        var detail = LedgerDetails.Seal(lease.Key, id.Value, person.Id, message.Timestamp, arena);
        var tag = vault.Ring.DedupeTag(message.PhoneNumberId, message.Id, arena);
        var number = vault.Ring.NumberTag(message.PhoneNumberId, arena);
        var edited = message.Content is MessageEdit edit
            ? (Original: vault.Ring.DedupeTag(message.PhoneNumberId, edit.OriginalMessageId, arena),
                Revoked: vault.Ring.RevokedTag(message.PhoneNumberId, edit.OriginalMessageId, arena))
            : ((RingTag Original, RingTag Revoked)?)null;
        _writes.Add((transaction, woken) =>
        {
            if (!Storage.Inbox.IsNew(transaction, tag)
                || (edited is { } taken && Storage.Inbox.IsKnown(transaction, taken.Revoked)))
                return;
            person.Register(transaction);
            if (edited is { } older)
                Redact<EditMessage>(transaction, person, older.Original, number, InboxState.Edited);
            times.Note(id, _arrived);
            var conversation = Storage.Conversations.Arrive(
                transaction, person.ConversationWith(number), number, person.Id, ConversationId.New());
            Storage.Inbox.Append(transaction, id, conversation, edited?.Original ?? tag, envelope);
            LedgerEntries.Record(
                transaction, Authorizer.Demand<AcceptMessage>(_intake, Target.Of(id, person.Id)), detail);
            if (changesIdentity)
                LedgerEntries.Record(transaction, Authorizer.Demand<ChangeIdentity>(_intake, Target.Of(person.Id)));
            woken.Add(conversation);
        });
    }

    private void Revoke(InboundMessage message, Person person, MessageRevocation revocation)
    {
        var tag = vault.Ring.DedupeTag(message.PhoneNumberId, message.Id, arena);
        var original = vault.Ring.DedupeTag(message.PhoneNumberId, revocation.OriginalMessageId, arena);
        var revoked = vault.Ring.RevokedTag(message.PhoneNumberId, revocation.OriginalMessageId, arena);
        var number = vault.Ring.NumberTag(message.PhoneNumberId, arena);
        _writes.Add((transaction, _) =>
        {
            // An edit that is still on its way must not bring the message back.
            Storage.Inbox.Note(transaction, revoked);
            if (Storage.Inbox.IsNew(transaction, tag))
                Redact<RevokeMessage>(transaction, person, original, number, InboxState.Revoked);
        });
    }

    /// <summary>Takes the content of the sender's own earlier message away, media included.</summary>
    private static void Redact<TAction>(
        Transaction transaction, Person person, RingTag original, RingTag number, InboxState state) where TAction : IAction
    {
        // Nobody is introduced for the sake of a message that is not there.
        if (person.IsKnown(transaction))
            person.Introduce(transaction);
        if (Storage.Inbox.Empty(transaction, original, number, person.Id, state) is not { } emptied)
            return;
        MediaChunks.Delete(transaction, emptied);
        LedgerEntries.Record(transaction, Authorizer.Demand<TAction>(_intake, Target.Of(emptied, person.Id)));
    }

    /// <param name="at">When it came: a refusal of the account is told once a day.</param>
    internal void Add(MessageStatus status, DateTimeOffset at)
    {
        var tag = vault.Ring.WamidTag(status.Id, arena);
        var attempt = AttemptIds.Read(status.Attempt);
        var state = OutboxStates.From(status.State);
        var code = status.ErrorCodes.Count > 0 ? status.ErrorCodes[0] : 0;
        var cost = Costs.From(status.Pricing);
        var blocked = GraphErrors.Find(code).Kind == GraphErrorKind.Account && state == OutboxState.Failed
            ? AccountNotice.OfRefusal(code).Seal(
                vault, arena, $"refusal:{code}", raw: default, vault.Ring.RefusalTag(code, at), _intake)
            : null;
        var unwanted = code == NoMarketing && status.Recipient is { } person
            ? person.All().Select(one => vault.Ring.MarketingTag(one.Value, arena)).ToList()
            : [];
        _writes.Add((transaction, woken) =>
        {
            var applied = SentTags.Apply(transaction, attempt, tag, state, code, cost);
            _outcomes.Add(applied.Outcome);
            unwanted.ForEach(one => Suppressions.Add(transaction, one));
            if (applied.Conversation is not { } conversation)
                return;
            if (applied.Outcome == StatusOutcome.ResolvedTry)
                woken.Add(conversation);
            if (applied.Refused && GraphErrors.Find(code).Person == PersonNotice.StaffWillAnswer)
                Storage.Conversations.TakeOver(transaction, conversation);
            if (applied.Refused)
                blocked?.Invoke(transaction);
        });
    }

    /// <summary>Seals under the sender's key where there is a sender, else under the day's.</summary>
    internal async ValueTask ParkAsync(
        ParkedReason reason, ReadOnlyMemory<byte> raw, JsonText? id, SenderIdentity? identity, CancellationToken cancel)
    {
        var person = identity is null ? null : await _sender.ResolveAsync(identity, cancel);
        var row = MessageId.New();
        using var lease = await vault.OpenAsync(person?.Slot ?? await vault.DaySlotAsync(cancel), cancel);
        var envelope = lease.Key.Seal<ParkedContent>(raw.Span, ParkedContext(row, person?.Id));
        var tag = vault.Ring.ParkedTag(raw, id, arena);
        _writes.Add((transaction, _) =>
        {
            if (!Storage.Inbox.IsNew(transaction, tag))
                return;
            person?.Introduce(transaction);
            Instruments.Parked.Add((int)reason);
            Parked.Keep(transaction, row, (int)reason, person?.Id, envelope);
        });
    }

    internal static SealContext ParkedContext(MessageId row, SubjectId? person) =>
        new("parked", "envelope", row.Value, 1, person?.Value ?? Guid.Empty);

    public void Dispose() => _sender.Dispose();
}
