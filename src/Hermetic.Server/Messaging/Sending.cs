using System.Diagnostics.CodeAnalysis;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>What one activation remembers about the message it is sending; lost with it, and rebuilt from the row.</summary>
internal sealed class Pending
{
    /// <summary>The row with an open try.</summary>
    internal MessageId? Open { get; set; }

    /// <summary>Timestamp at which the open try counts as unknown for good.</summary>
    internal long Until { get; set; }

    /// <summary>Tries that were refused in a row, for the back-off.</summary>
    internal int Refusals { get; set; }

    /// <summary>A reminder for which WhatsApp said that the window has closed.</summary>
    internal MessageId? WindowClosed { get; set; }

    /// <summary>Timestamp at which the message arrived whose answer is still to go out, where it is known.</summary>
    internal long? Arrived { get; set; }

    /// <summary>Timestamp before which a refused message is not tried again.</summary>
    internal long NotBefore { get; set; }
}

/// <summary>
/// Step 9, the sending half, and step 10. The try is recorded before a byte leaves; its outcome is recorded after. An
/// unknown outcome makes only its own conversation wait: for a status, or until it is parked and shown. Never guessed.
/// </summary>
internal sealed partial class Sending(
    Database database, Vault vault, SecretArena arena, CloudApiClient client, Settings settings, SendLimits limits,
    Preferences preferences, TimeProvider clock, ILogger<Sending> log)
{
    /// <summary>"Re-engagement message": the window has closed, whatever our clock says.</summary>
    private const int WindowClosed = 131047;

    /// <summary>The number sends faster than WhatsApp allows.</summary>
    private const int NumberTooFast = 130429;


    private static readonly Caller _outbox = Caller.Service(
        "outbox", Permission.RunConversations, Permission.AcceptMessages);
    private static readonly TimeSpan _longestBackOff = TimeSpan.FromMinutes(1);

    /// <returns>When to look again; null when the row is settled and the next may go.</returns>
    internal Task<TimeSpan?> StepAsync(
        ConversationWork work, OutboxRow row, Pending pending, CancellationToken cancel) =>
        row.State == OutboxState.Queued
            ? OpenAsync(work, row, pending, cancel)
            : AwaitStatusAsync(work.Lease, new Outgoing(row.Id, row.Kind), pending);

    /// <summary>The first message of a turn that is committed, from memory.</summary>
    /// <returns>As <see cref="StepAsync"/>.</returns>
    internal async Task<TimeSpan?> FirstAsync(OpenReply reply, Pending pending, CancellationToken cancel)
    {
        if (Wait(reply.Lease, pending) is { } wait)
            return wait;
        try
        {
            return await SendAsync(reply.Lease, reply.Message, pending, reply.Key, reply.Card, reply.Content, cancel);
        }
        catch (FencedException)
        {
            // Something older goes first, or somebody else went on: the rows tell.
            return null;
        }
    }

    private TimeSpan? Wait(ConversationLease lease, Pending pending) => Left(pending.NotBefore) ?? limits.Reserve(lease.Id);

    private async Task<TimeSpan?> OpenAsync(
        ConversationWork work, OutboxRow row, Pending pending, CancellationToken cancel)
    {
        var (lease, conversation) = (work.Lease, work.Conversation);
        if (Wait(lease, pending) is { } wait)
            return wait;
        using var key = await vault.OpenAsync(work.Person.Slot, cancel);
        // Null when nothing is known about the person: their next message tells.
        using var card = conversation.Person is null ? null : PersonCard.Open(key.Key, conversation);
        using var content = Draft.Open(key.Key, row, lease.Subject);
        var message = new Outgoing(row.Id, row.Kind);
        return await (row.Kind == OutboundKind.Reminder
            ? RemindAsync(lease, message, pending, key, card, content.Memory, cancel)
            : SendAsync(lease, message, pending, key, card, content.Memory, cancel));
    }

    private async Task<TimeSpan?> SendAsync(
        ConversationLease lease, Outgoing row, Pending pending, KeyLease key, PersonCard? card,
        ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (card is null || !MaySend(row, card))
            return await HoldAsync(lease, row, key, card);
        if (TryRead(row, content) is not { } message)
        {
            Unsendable();
            Instruments.Sends.Add(SendResult.Unsendable);
            await database.CommitAsync(transaction => Storage.Outbox.Refuse(transaction, row.Id));
            return null;
        }
        var outcome = await TryAsync(lease, row, pending, card, message, content, cancel);
        return outcome is SendOutcome.Rejected { Code: WindowClosed } && row.Kind != OutboundKind.Reopening
            ? await HoldAsync(lease, row, key, card)
            : await RecordAsync(lease, row, outcome, pending, key);
    }

    /// <summary>
    /// One try, recorded before a byte of it leaves. An answer is for the device that asked, all else for the one that
    /// the person wrote from last.
    /// </summary>
    private async Task<SendOutcome> TryAsync(
        ConversationLease lease, Outgoing row, Pending pending, PersonCard card, OutboundMessage message,
        ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var span = Traces.Begin("send");
        var device = Draft.DeviceOf(content) is { IsEmpty: false } asked ? asked : card.IdentityKeyHash;
        var attempt = AttemptId.New();
        await database.CommitAsync(transaction =>
        {
            Storage.Outbox.Begin(transaction, lease, row.Id, attempt);
            LedgerEntries.Record(transaction, Authorizer.Demand<SendMessage>(_outbox, Target.Of(row.Id, lease.Subject)));
        });
        pending.Open = row.Id;
        pending.Until = clock.GetTimestamp() + Ticks(settings.WhatsApp.UnknownOutcomeAfter);
        var outcome = await client.SendAsync(
            settings.WhatsApp.PhoneNumberId, card.Recipient, message, attempt.ToString(),
            settings.WhatsApp.OnlyTo(device), cancel);
        span?.SetTag("outcome", outcome.GetType().Name);
        return Instruments.Tried(outcome);
    }

    /// <summary>Free words only while the window is open; a template is for when it is not.</summary>
    private bool MaySend(Outgoing row, PersonCard card) =>
        row.Kind == OutboundKind.Reopening || new ServiceWindow(card.SaidAt).IsOpenAt(Instant.FromDateTimeOffset(clock.GetUtcNow()));

    /// <summary>
    /// The message waits for the person's next one, and holds nothing up. Where a template is configured, the person is
    /// asked once to write again, unless they said STOP or, for a template of marketing, want none.
    /// </summary>
    private async Task<TimeSpan?> HoldAsync(ConversationLease lease, Outgoing row, KeyLease key, PersonCard? card)
    {
        using var reopening = card is not null && MayAsk(key, lease.Subject) is { } template
            ? Draft.Of(template, Instant.FromDateTimeOffset(clock.GetUtcNow()), arena)
            : null;
        var box = reopening?.Seal(key.Key, lease.Subject);
        await database.CommitAsync(transaction =>
        {
            // A turn that looked before does not know of it, and would not let it go: it has to look again.
            Storage.Conversations.Claim(transaction, lease);
            Storage.Outbox.Hold(transaction, row.Id, WindowClosed);
            LedgerEntries.Record(transaction, Authorizer.Demand<HoldMessage>(_outbox, Target.Of(row.Id, lease.Subject)));
            if (box is not null && !Storage.Outbox.IsReopening(transaction, lease.Id))
                Storage.Outbox.Queue(transaction, lease.Id, reopening!.Id, OutboundKind.Reopening, box);
        });
        Instruments.Sends.Add(SendResult.Held);
        Held();
        return null;
    }

    private ApprovedTemplate? MayAsk(KeyLease key, SubjectId person) =>
        MaySend(settings.WhatsApp.WindowTemplate, key, person) ? settings.WhatsApp.WindowTemplate : null;

    /// <summary>It is set up and approved for what the person has not refused.</summary>
    private bool MaySend([NotNullWhen(true)] ApprovedTemplate? template, KeyLease key, SubjectId person) =>
        template is not null
        && !preferences.Contains(preferences.StopTags(key, person))
        && !(template.IsMarketing && preferences.Contains(preferences.MarketingTags(key, person)));

    private async Task<TimeSpan?> RecordAsync(
        ConversationLease lease, Outgoing row, SendOutcome outcome, Pending pending, KeyLease key)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                await vault.TagAsync(() => AcceptAsync(lease, row, vault.Ring.WamidTag(accepted.Wamid.Span)));
                pending.Refusals = 0;
                Answered(row, pending);
                return null;
            case SendOutcome.Rejected refused when GraphErrors.Find(refused.Code).Kind == GraphErrorKind.Account:
                // Every answer would be lost for one wrong token: the queue waits until somebody has mended it.
                return await BlockAsync(row, refused.Code, pending);
            case SendOutcome.Rejected refused when GraphErrors.Backoff(refused.Code, pending.Refusals) is null:
                pending.Refusals = 0;
                await FailAsync(lease, row, refused.Code, key);
                return null;
            case SendOutcome.Rejected refused:
                var backOff = GraphErrors.Backoff(refused.Code, pending.Refusals)!.Value;
                if (refused.Code == NumberTooFast)
                    limits.Pause(backOff);
                return await TryLaterAsync(row, pending, backOff, refused.Code);
            case SendOutcome.NotSent:
                return await TryLaterAsync(row, pending, BackOff(pending.Refusals + 1), code: null);
            default:
                Unknown();
                return await AwaitStatusAsync(lease, row, pending);
        }
    }

    private Task AcceptAsync(ConversationLease lease, Outgoing row, RingTag wamid) => database.CommitAsync(transaction =>
    {
        if (Storage.Outbox.Accept(transaction, row.Id, wamid) is var early and > 0
            && GraphErrors.Find(early).Person == PersonNotice.StaffWillAnswer)
            Storage.Conversations.TakeOver(transaction, lease.Id);
    });

    private void Answered(Outgoing row, Pending pending)
    {
        if (pending.Arrived is not { } arrived || row.Kind is not (OutboundKind.Reply or OutboundKind.Probe))
            return;
        Instruments.Answered(clock.GetElapsedTime(arrived));
        pending.Arrived = null;
    }

    private async Task<TimeSpan?> TryLaterAsync(Outgoing row, Pending pending, TimeSpan backOff, int? code)
    {
        pending.Refusals++;
        await database.CommitAsync(transaction => Storage.Outbox.Requeue(transaction, row.Id, code));
        pending.NotBefore = clock.GetTimestamp() + Ticks(backOff);
        return Left(pending.NotBefore);
    }

    /// <summary>The account is refused: the message stays, and whoever looks after the account is told.</summary>
    private async Task<TimeSpan?> BlockAsync(Outgoing row, int code, Pending pending)
    {
        Blocked(code);
        await vault.TagAsync(() =>
        {
            var tell = AccountNotice.OfRefusal(code).Seal(
                vault, arena, $"refusal:{code}", raw: default, vault.Ring.RefusalTag(code, clock.GetUtcNow()), _outbox);
            return database.CommitAsync(transaction =>
            {
                Storage.Outbox.Requeue(transaction, row.Id, code);
                tell(transaction);
            });
        });
        pending.NotBefore = clock.GetTimestamp() + Ticks(_longestBackOff);
        return Left(pending.NotBefore);
    }

    /// <summary>Refused for good. Where the person should have had an answer, somebody of the business takes over.</summary>
    private async Task FailAsync(ConversationLease lease, Outgoing row, int code, KeyLease key)
    {
        Refused(code);
        var unwanted = code == Arrivals.NoMarketing ? preferences.MarketingTags(key, lease.Subject) : [];
        await database.CommitAsync(transaction =>
        {
            Storage.Outbox.Fail(transaction, row.Id, code);
            unwanted.ForEach(tag => Suppressions.Add(transaction, tag));
            // What was tried in vain until now was an answer as well.
            if (GraphErrors.Find(code) is { Person: PersonNotice.StaffWillAnswer } or { Advice: not ErrorAdvice.Never })
                Storage.Conversations.TakeOver(transaction, lease.Id);
        });
    }

    /// <summary>A try is open: made by this activation, or left by one that died.</summary>
    private async Task<TimeSpan?> AwaitStatusAsync(ConversationLease lease, Outgoing row, Pending pending)
    {
        if (pending.Open != row.Id)
        {
            // Nobody knows when the dead activation made it: the whole stated time counts from now.
            pending.Open = row.Id;
            pending.Until = clock.GetTimestamp() + Ticks(settings.WhatsApp.UnknownOutcomeAfter);
        }
        if (Left(pending.Until) is { } left)
            return left;
        await database.CommitAsync(transaction =>
        {
            Storage.Conversations.Require(transaction, lease);
            if (Storage.Outbox.Park(transaction, row.Id))
                LedgerEntries.Record(
                    transaction, Authorizer.Demand<ParkMessage>(_outbox, Target.Of(row.Id, lease.Subject)));
        });
        Instruments.Sends.Add(SendResult.Parked);
        Parked();
        return null;
    }

    private static TimeSpan BackOff(int refusals) =>
        TimeSpan.FromSeconds(Math.Min(_longestBackOff.TotalSeconds, Math.Pow(2, Math.Min(refusals, 10)) / 2));

    /// <summary>Time until a timestamp; null when it has passed.</summary>
    private TimeSpan? Left(long timestamp) =>
        clock.GetElapsedTime(clock.GetTimestamp(), timestamp) is { Ticks: > 0 } left ? left : null;

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    /// <summary>What WhatsApp's limits do not allow is settled here, or it would hold its conversation up for ever.</summary>
    private OutboundMessage? TryRead(Outgoing row, ReadOnlyMemory<byte> content)
    {
        try
        {
            return row.Kind == OutboundKind.Reopening ? settings.WhatsApp.WindowTemplate?.Message : Draft.Read(content);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "WhatsApp refused a message for good (code {Code}).")]
    private partial void Refused(int code);

    [LoggerMessage(45, LogLevel.Information, "The 24-hour window has closed: a message waits until its person writes again.")]
    private partial void Held();

    [LoggerMessage(44, LogLevel.Warning, "A message that WhatsApp's limits do not allow was not sent.")]
    private partial void Unsendable();

    [LoggerMessage(43, LogLevel.Error,
        "WhatsApp refuses this account (code {Code}). Nothing is lost: messages wait until access token, permissions and account are in order.")]
    private partial void Blocked(int code);

    [LoggerMessage(41, LogLevel.Warning, "The outcome of a send is unknown; its conversation waits for a status.")]
    private partial void Unknown();

    [LoggerMessage(42, LogLevel.Warning, "The outcome of a send stayed unknown; the message is parked for staff.")]
    private partial void Parked();
}
