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
            .. Judge(
                account.Token, "Access token",
                token => TokenFindings.Of(token, account.BusinessAccountId, now)),
            .. Judge(account.Number, "Number", NumberFindings.Of),
            .. Judge(account.Settings, "Settings", SettingsFindings.Of),
            .. Judge(account.FlowsKey, "Key for forms", SettingsFindings.Of),
            .. Webhooks(account),
            .. Business(account),
        ];
    }

    private static IEnumerable<Finding> Webhooks(AccountSnapshot account)
    {
        var ownApp = (account.Token as GraphAnswered<TokenDescription>)?.Value.AppId;
        return account.Apps is { } apps
            ? Judge(apps, "Webhooks", known => WebhookFindings.Of(known, ownApp))
            :
            [
                new("Webhooks", FindingSeverity.Note,
                    "Nobody said which WhatsApp Business Account the number belongs to, so it was not "
                    + "checked who "
                    + "receives its messages.",
                    "Set WhatsApp:BusinessAccountId; the WhatsApp Manager shows it."),
            ];
    }

    private static IEnumerable<Finding> Business(AccountSnapshot account) =>
        account.Business is { } business ? Judge(business, "Business account", BusinessFindings.Of) : [];

    private static IEnumerable<Finding> Judge<T>(
        GraphOutcome<T> answer, string subject, Func<T, IEnumerable<Finding>> judge) => answer switch
    {
        GraphAnswered<T> given => judge(given.Value),
        GraphRejected<T> refused => [Refusal(subject, GraphErrors.Find(refused.Code))],
        _ => [new(
            subject, FindingSeverity.Warning, "Meta gave no answer that can be read.",
            "Check the connection to the Graph API, and run the check again.")],
    };

    private static Finding Refusal(string subject, GraphError error) => new(
        subject, error.Kind == GraphErrorKind.Account ? FindingSeverity.Problem : FindingSeverity.Warning,
        $"Meta refused to tell: error {error.Code}, {error.Name}.", error.Meaning);
}
