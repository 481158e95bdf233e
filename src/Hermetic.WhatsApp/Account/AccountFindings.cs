namespace Hermetic.WhatsApp;

/// <summary>
/// Judges an account: pure functions from what Meta told to sentences. One subject, one finding, except where
/// one thing can be wrong in several ways.
/// </summary>
public static class AccountFindings
{
    /// <summary>All findings, in the order in which somebody would repair them.</summary>
    /// <param name="account">What was read.</param>
    /// <param name="now">The time, for what expires.</param>
    public static IReadOnlyList<Finding> Of(AccountSnapshot account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        return
        [
            .. Judge(account.Token, "Access token", token => TokenFindings.Of(token, account.BusinessAccountId, now)),
            .. Judge(account.Number, "Number", NumberFindings.Of),
            .. Judge(account.Settings, "Settings", SettingsFindings.Of),
            .. Judge(account.FlowsKey, "Key for forms", SettingsFindings.Of),
            .. Webhooks(account),
            .. Business(account),
        ];
    }

    private static IEnumerable<Finding> Webhooks(AccountSnapshot account)
    {
        var ownApp = (account.Token as AccountAnswer<TokenDescription>.Given)?.Value.AppId;
        return account.Apps is { } apps
            ? Judge(apps, "Webhooks", known => WebhookFindings.Of(known, ownApp))
            :
            [
                new("Webhooks", FindingSeverity.Note,
                    "Nobody said which WhatsApp Business Account the number belongs to, so it was not checked who "
                    + "receives its messages.",
                    "Set WhatsApp:BusinessAccountId; the WhatsApp Manager shows it."),
            ];
    }

    private static IEnumerable<Finding> Business(AccountSnapshot account) =>
        account.Business is { } business ? Judge(business, "Business account", BusinessFindings.Of) : [];

    private static IEnumerable<Finding> Judge<T>(
        AccountAnswer<T> answer, string subject, Func<T, IEnumerable<Finding>> judge) => answer switch
    {
        AccountAnswer<T>.Given given => judge(given.Value),
        AccountAnswer<T>.Refused refused =>
        [
            new(subject, IsTokenTrouble(refused.Code) ? FindingSeverity.Problem : FindingSeverity.Warning,
                $"Meta refused to tell: error {refused.Code}, {GraphErrors.Find(refused.Code).Name}.",
                IsTokenTrouble(refused.Code)
                    ? "Make a new token of a system user with the permissions for this account."
                    : "Look the number and account ids up in the WhatsApp Manager, and run the check again."),
        ],
        _ => [new(
            subject, FindingSeverity.Warning, "Meta gave no answer that can be read.",
            "Check the connection to the Graph API, and run the check again.")],
    };

    /// <summary>The codes that say that this token may not, as opposed to this request.</summary>
    private static bool IsTokenTrouble(int code) => code is 0 or 3 or 10 or 190 or (>= 200 and <= 299);
}
