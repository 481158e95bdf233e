using System.Runtime.ExceptionServices;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 4. Everything of one webhook is sealed and goes into one group commit: rows with their sequence numbers,
/// dedupe tags, ledger entries. Only then may the endpoint answer 200.
/// </summary>
internal sealed partial class Inbox(
    Database database, Vault vault, SecretArena arena, Settings settings, Conversations conversations, ArrivalTimes times,
    TimeProvider clock, ILogger<Inbox> log)
{
    /// <summary>Two webhooks of one new person may race; the loser looks up again.</summary>
    private const int Tries = 8;

    /// <summary>Takes all, or says why not: then WhatsApp delivers the whole webhook again, and what is stored is known.</summary>
    /// <exception cref="KeyPageDamagedException">Some belong to a damaged key page; their neighbours are stored.</exception>
    /// <exception cref="EnvelopeException">The same, of another damaged row.</exception>
    /// <exception cref="FencedException">A person is just being erased; as below.</exception>
    /// <exception cref="StorageStalledException">The caller answers 503 and WhatsApp tries again.</exception>
    public async Task AcceptAsync(WebhookContent content, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var arrivals = await PrepareAsync(content, cancel);
                var woken = await database.CommitAsync(arrivals.Commit, Vault.IntakePatience);
                arrivals.Count();
                Accepted(content.Elements.Count, content.Parked.Count);
                conversations.Wake(woken);
                if (arrivals.Damage is { } damage)
                    ExceptionDispatchInfo.Throw(damage);
                return;
            }
            catch (FencedException) when (attempt < Tries)
            {
                // Somebody else introduced or erases the same person between lookup and commit, or rotated the blind index.
                await vault.CatchUpAsync(cancel);
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), clock, cancel);
            }
        }
    }

    private async Task<Arrivals> PrepareAsync(WebhookContent content, CancellationToken cancel)
    {
        var arrivals = new Arrivals(vault, database, arena, times);
        try
        {
            foreach (var element in content.Elements)
                await arrivals.TryAsync(RouteAsync(element, arrivals, cancel));
            foreach (var errors in content.ErrorsBesideMessages)
                await arrivals.TryAsync(arrivals.KeepAsync(errors, cancel));
            foreach (var parked in content.Parked)
                await arrivals.TryAsync(arrivals.ParkAsync(
                    (ParkedReason)parked.Reason, parked.Raw, parked.Id, parked.Person, cancel));
            return arrivals;
        }
        catch
        {
            arrivals.Dispose();
            throw;
        }
    }

    private async ValueTask RouteAsync(WebhookElement element, Arrivals arrivals, CancellationToken cancel)
    {
        // Events of the account carry no number of their own.
        if (!element.PhoneNumberId.ValueEquals(OwnNumber)
            && !(element is FieldUpdate or ValueErrors && element.PhoneNumberId.IsEmpty))
        {
            ForeignNumber();
            await arrivals.ParkAsync(ParkedReason.UnknownNumber, element.Raw, element.Id, identity: null, cancel);
            return;
        }
        switch (element)
        {
            case InboundMessage { GroupId: not null } ofGroup:
                await arrivals.ParkAsync(ParkedReason.GroupMessage, ofGroup.Raw, ofGroup.Id, ofGroup.Sender, cancel);
                break;
            case InboundMessage message:
                await arrivals.AddAsync(message, cancel);
                break;
            case MessageStatus status:
                arrivals.Add(status, clock.GetUtcNow());
                break;
            case MessageEcho { Content: MessageRevocation revocation } taken:
                await arrivals.RevokeAsync(taken, revocation, cancel);
                break;
            case MessageEcho echo:
                await arrivals.AddAsync(echo, cancel);
                break;
            case UserPreferencesUpdate preferences:
                await arrivals.AddAsync(preferences, cancel);
                break;
            case CallsUpdate calls:
                await arrivals.AddAsync(calls, cancel);
                break;
            case UserIdUpdate rotation:
                await arrivals.AddAsync(rotation, cancel);
                break;
            case var other when AccountNotice.Of(other) is { } notice:
                if (notice.Severity == AccountEventSeverity.Alert)
                    Alarmed();
                else
                    Noticed(notice.Severity);
                arrivals.Add(other, notice);
                break;
            default:
                await arrivals.KeepAsync(element, cancel);
                break;
        }
    }

    private ReadOnlySpan<byte> OwnNumber => settings.WhatsApp.PhoneNumberIdUtf8.Span;

    [LoggerMessage(11, LogLevel.Warning, "A message for another number than WhatsApp:PhoneNumberId was parked.")]
    private partial void ForeignNumber();

    [LoggerMessage(13, LogLevel.Critical,
        "WhatsApp reports that somebody changed who controls the account; `hermetic whatsapp events` says what to do.")]
    private partial void Alarmed();

    [LoggerMessage(12, LogLevel.Warning,
        "WhatsApp told something about the account (severity: {Severity}); `hermetic whatsapp events` shows it.")]
    private partial void Noticed(AccountEventSeverity severity);

    [LoggerMessage(10, LogLevel.Debug, "Accepted {Elements} elements, parked {Parked}.")]
    private partial void Accepted(int elements, int parked);
}

/// <summary>Why an element lies in the parked table: the reader's reasons, and the service's own above 100.</summary>
internal enum ParkedReason
{
    UnknownNumber = 100,

    /// <summary>An answer would go to one person about what a group said.</summary>
    GroupMessage = 101,

    /// <summary>Understood, and of no use to the assistant: kept for as long as messages are.</summary>
    Kept = 102,

    /// <summary>An identifier that WhatsApp gives to one person belongs to another: people are never merged.</summary>
    ConflictingIdentity = 103,
}
