using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>What is not said by a person: the business's own words, preferences and the account.</summary>
internal sealed partial class Arrivals
{
    /// <summary>
    /// The business answered with the WhatsApp Business app. The words are kept in the conversation, and the assistant
    /// steps back: two voices at once help nobody.
    /// </summary>
    internal async ValueTask AddAsync(MessageEcho echo, CancellationToken cancel)
    {
        var person = await _sender.ResolveAsync(echo.Recipient, cancel);
        using var lease = await vault.OpenAsync(person.Slot, cancel);
        using var draft = EchoDraft(echo);
        var envelope = draft.Seal(lease.Key, person.Id);
        var tag = vault.Ring.DedupeTag(echo.PhoneNumberId, echo.Id, arena);
        var edit = echo.Content as MessageEdit;
        var wamid = vault.Ring.WamidTag(edit?.OriginalMessageId ?? echo.Id, arena);
        var number = vault.Ring.NumberTag(echo.PhoneNumberId, arena);
        _writes.Add((transaction, _) =>
        {
            if (!Storage.Inbox.IsNew(transaction, tag))
                return;
            person.Introduce(transaction);
            var conversation = Storage.Conversations.Open(transaction, number, person.Id, ConversationId.New());
            if (edit is not null && Storage.Outbox.ForgetEcho(transaction, wamid, person.Id) is { } older)
                LedgerEntries.Record(
                    transaction, Authorizer.Demand<EditMessage>(_intake, Target.Of(older, person.Id)));
            Storage.Outbox.KeepEcho(transaction, conversation, draft.Id, wamid, envelope);
            Storage.Conversations.TakeOver(transaction, conversation);
            LedgerEntries.Record(
                transaction, Authorizer.Demand<AcceptMessage>(_intake, Target.Of(draft.Id, person.Id)));
        });
    }

    /// <summary>The business took back what it had written with the app: our copy goes.</summary>
    internal async ValueTask RevokeAsync(MessageEcho echo, MessageRevocation revocation, CancellationToken cancel)
    {
        var wamid = vault.Ring.WamidTag(revocation.OriginalMessageId, arena);
        if (await _sender.FindAsync(echo.Recipient, cancel) is not { } person)
            return;
        _writes.Add((transaction, _) =>
        {
            person.Introduce(transaction);
            if (Storage.Outbox.ForgetEcho(transaction, wamid, person.Id) is { } gone)
                LedgerEntries.Record(
                    transaction, Authorizer.Demand<RevokeMessage>(_intake, Target.Of(gone, person.Id)));
        });
    }

    /// <summary>
    /// Marketing wanted or not, as the person told WhatsApp. Nobody is introduced by it: the tags of what WhatsApp names
    /// are enough, and those of all that is known of the person.
    /// </summary>
    internal async ValueTask AddAsync(UserPreferencesUpdate update, CancellationToken cancel)
    {
        var changes = new List<Action<Transaction>>();
        foreach (var preference in update.Preferences.Where(one => one.Category == PreferenceCategory.MarketingMessages))
            changes.Add(await PreferAsync(preference, await _sender.FindAsync(preference.Person, cancel), cancel));
        // Once: a "resume" that is delivered again must not undo the "stop" that came after it.
        var tag = vault.Ring.AccountEventTag(update, arena);
        _writes.Add((transaction, _) =>
        {
            if (Storage.Inbox.IsNew(transaction, tag))
                changes.ForEach(change => change(transaction));
        });
        await KeepAsync(update, cancel);
    }

    /// <summary>
    /// A call of somebody who is known has its place in their conversation: it opens the window. One who never wrote is
    /// not introduced by it.
    /// </summary>
    internal async ValueTask AddAsync(CallsUpdate update, CancellationToken cancel)
    {
        foreach (var call in update.PhoneNumberId.IsEmpty ? [] : update.Calls)
        {
            if (call is { Direction: CallDirection.UserInitiated, Person: { } caller }
                && await _sender.FindAsync(caller, cancel) is { } person
                && InboundMessage.TryParse(call.Raw, out _) is { } message)
                await AppendAsync(message with { PhoneNumberId = update.PhoneNumberId }, person, changesIdentity: false, cancel);
        }
        await KeepAsync(update, cancel);
    }

    /// <summary>The retired field for what is now a notice of the system (<c>user_changed_user_id</c>).</summary>
    internal async ValueTask AddAsync(UserIdUpdate update, CancellationToken cancel)
    {
        foreach (var rotation in update.Rotations)
        {
            if (await _sender.FindAsync(rotation.Previous, cancel) is null)
                continue;
            var change = new IdentityChange(rotation.Previous, new(rotation.NewUserId, null), NumberChanged: false);
            if (await _sender.MoveAsync(change, cancel) is not { } person)
                await ParkAsync(ParkedReason.ConflictingIdentity, update.Raw, id: null, rotation.Previous, cancel);
            else
                _writes.Add((transaction, _) =>
                {
                    person.Introduce(transaction);
                    LedgerEntries.Record(
                        transaction, Authorizer.Demand<ChangeIdentity>(_intake, Target.Of(person.Id)));
                });
        }
        await KeepAsync(update, cancel);
    }

    /// <summary>An event of the account waits under the ring's system key until somebody has seen it.</summary>
    internal void Add(WebhookElement element, AccountNotice notice)
    {
        var keep = notice.Seal(
            vault, arena, element.Kind, element.Raw.Span, vault.Ring.AccountEventTag(element, arena), _intake);
        _writes.Add((transaction, _) => keep(transaction));
    }

    /// <summary>Understood and kept: under the person's key if they are known, else under the day's.</summary>
    internal async ValueTask KeepAsync(WebhookElement element, CancellationToken cancel)
    {
        var known = element.Person is { } person && await _sender.FindAsync(person, cancel) is not null;
        // A field's change has no id: with the time of its entry, two alike are two, and a redelivery is one.
        var id = element is FieldUpdate update ? update.EntryTime : element.Id.IsEmpty ? null : element.Id;
        await ParkAsync(ParkedReason.Kept, element.Raw, id, known ? element.Person : null, cancel);
    }

    private async ValueTask<Action<Transaction>> PreferAsync(
        UserPreference preference, Person? person, CancellationToken cancel)
    {
        var tags = preference.Person.All().Select(one => vault.Ring.MarketingTag(one.Value, arena)).ToList();
        if (person is not null)
        {
            using var key = await vault.OpenAsync(person.Slot, cancel);
            tags.AddRange(new Preferences(database, vault).MarketingTags(key, person.Id));
        }
        return transaction =>
        {
            foreach (var tag in tags)
            {
                if (preference.Value == PreferenceValue.Stop)
                    Suppressions.Add(transaction, tag);
                else if (preference.Value is PreferenceValue.Resume or PreferenceValue.Signup)
                    Suppressions.Remove(transaction, tag);
            }
            var target = person is null ? Target.Deployment : Target.Of(person.Id);
            LedgerEntries.Record(transaction, Authorizer.Demand<ChangePreference>(_intake, target));
        };
    }

    private Draft EchoDraft(MessageEcho echo)
    {
        var shown = Said.Shown(Said.Newest(echo.Content)) ?? default;
        using var text = arena.Rent(Math.Max(1, shown.MaxLength));
        return Draft.OfEcho(text.Span[..shown.Unescape(text.Span)], echo.Raw.Span, arena);
    }
}
