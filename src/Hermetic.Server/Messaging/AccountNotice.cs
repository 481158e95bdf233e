using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>What an event of the business's own account means for staff: how much it matters, and a sentence.</summary>
/// <param name="Meaning">Constant words; nothing of the event itself is in it.</param>
internal sealed record AccountNotice(AccountEventSeverity Severity, string Meaning)
{
    /// <summary>Null for what is not about the account.</summary>
    internal static AccountNotice? Of(WebhookElement element) => element switch
    {
        SecurityUpdate security => Of(security.Event),
        AccountUpdate account => Of(account.Event),
        AccountAlert { Severity: AlertSeverity.Critical or AlertSeverity.Warning } =>
            Warning("WhatsApp raised an alert about the account: read it in WhatsApp Manager."),
        PhoneNumberQualityUpdate quality => Of(quality.Event),
        TemplateStatusUpdate template => Of(template.Status),
        TemplateQualityUpdate { Current: TemplateQuality.Red } =>
            Warning("People dislike a template: WhatsApp may pause it. Make it rarer or more useful."),
        FlowsUpdate { AlertState: FlowAlertState.Activated } =>
            Warning("WhatsApp sees errors or slow answers of the Flows endpoint."),
        ValueErrors { Person: null } errors => Of(errors.ErrorCodes),
        FieldUpdate { Person: null } and not (CallsUpdate or HistoryUpdate or ContactsSync or GroupsUpdate) =>
            new(AccountEventSeverity.Note, "WhatsApp told something about the account; nothing has to be done."),
        _ => null,
    };

    /// <summary>WhatsApp refuses everything that the account sends.</summary>
    internal static AccountNotice OfRefusal(int code) => Warning(GraphErrors.Find(code).Meaning);

    /// <summary>Ready for a commit: under the ring's system key, kept once for a tag.</summary>
    /// <param name="raw">As WhatsApp told it; empty for what it said to a send.</param>
    internal Action<Transaction> Seal(
        Vault vault, SecretArena arena, string kind, ReadOnlySpan<byte> raw, RingTag tag, Caller caller)
    {
        var row = RowIds.New();
        using var content = new SecretWriter(arena);
        Parts.Write(content, Encoding.UTF8.GetBytes(kind));
        Parts.Write(content, Encoding.UTF8.GetBytes(Meaning));
        Parts.Write(content, raw);
        var envelope = vault.Ring.System.Seal<AccountEventContent>(content.WrittenSpan, Context(row));
        return transaction =>
        {
            if (!Storage.Inbox.IsFirst(transaction, tag))
                return;
            AccountEvents.Keep(transaction, row, Severity, envelope);
            LedgerEntries.Record(transaction, Authorizer.Demand<KeepAccountEvent>(caller, Target.Deployment));
        };
    }

    internal static SealContext Context(Guid row) => new("account_event", "envelope", row, 1, Guid.Empty);

    /// <summary>The first code that the catalogue knows tells; among them that something was lost (131035, 131036).</summary>
    private static AccountNotice Of(IReadOnlyList<int> codes) => Warning(
        codes.Select(GraphErrors.Find).FirstOrDefault(error => error.Kind != GraphErrorKind.Unlisted)?.Meaning
        ?? "WhatsApp reported an error that belongs to no message.");

    private static AccountNotice Of(SecurityEvent happened) => Alert(happened switch
    {
        SecurityEvent.PinChanged =>
            "The two-step PIN of the number was changed. If nobody of yours did it, set a new one in WhatsApp Manager now.",
        SecurityEvent.PinResetRequest =>
            "Somebody asked to reset the two-step PIN. If nobody of yours did, check who has access to the account.",
        SecurityEvent.PinRequestSuccess =>
            "The two-step PIN was reset: the number can be registered anew. If nobody of yours did it, act at once.",
        _ => "WhatsApp reports a security event of a kind unknown to this version: look into WhatsApp Manager.",
    });

    private static AccountNotice Of(AccountEvent happened) => happened switch
    {
        AccountEvent.AccountDeleted or AccountEvent.AccountOffboarded or AccountEvent.DisabledUpdate
            or AccountEvent.PhoneNumberRemoved =>
            Warning("The account or number is being switched off: messages will stop. Look into WhatsApp Manager."),
        AccountEvent.AccountViolation or AccountEvent.AccountRestriction =>
            Warning("WhatsApp found a violation of its policy and may restrict the account: read why in WhatsApp Manager."),
        AccountEvent.PartnerAdded or AccountEvent.PartnerAppInstalled =>
            Alert("A partner was given access to the account. If nobody of yours did it, remove them in Business settings."),
        AccountEvent.PartnerRemoved or AccountEvent.PartnerAppUninstalled =>
            Warning("A partner or app lost access to the account: if it was this one, webhooks will stop."),
        _ => new(AccountEventSeverity.Note, "WhatsApp changed something about the account; nothing has to be done."),
    };

    private static AccountNotice Of(NumberQualityEvent happened) => happened switch
    {
        NumberQualityEvent.Flagged or NumberQualityEvent.Downgrade =>
            Warning("The quality of the number fell: people block or report it. Write less, and only what is wanted."),
        _ => new(AccountEventSeverity.Note, "The quality or limit of the number changed for the better."),
    };

    private static AccountNotice Of(TemplateStatus status) => status switch
    {
        TemplateStatus.Rejected or TemplateStatus.Paused or TemplateStatus.Disabled or TemplateStatus.Deleted
            or TemplateStatus.Locked or TemplateStatus.LimitExceeded =>
            Warning("A template can no longer be sent: its state and the reason stand in WhatsApp Manager."),
        _ => new(AccountEventSeverity.Note, "The state of a template changed."),
    };

    private static AccountNotice Warning(string meaning) => new(AccountEventSeverity.Warning, meaning);

    private static AccountNotice Alert(string meaning) => new(AccountEventSeverity.Alert, meaning);
}
