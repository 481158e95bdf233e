namespace Hermetic.WhatsApp;

/// <summary>What a change of a field is about, in a few words without names and numbers of people.</summary>
internal static class FieldWords
{
    public static IEnumerable<string> Of(FieldUpdate update) => update switch
    {
        SecurityUpdate security => [$"SECURITY: {OfSecurity(security.Event)}"],
        AccountUpdate account => OfAccount(account),
        AccountAlert alert => [$"account alert: {ElementWords.Word(alert.Severity)}"],
        BusinessCapabilityUpdate => ["limits of the business changed"],
        PhoneNumberNameUpdate name => [$"display name: {ElementWords.Word(name.Decision)}"],
        PhoneNumberQualityUpdate quality => [$"number: {ElementWords.Word(quality.Event)}"],
        TemplateUpdate template => [OfTemplate(template)],
        FlowsUpdate { AlertState: not FlowAlertState.Unknown } flow =>
            [$"Flow: {ElementWords.Word(flow.Event)}", $"alert {ElementWords.Word(flow.AlertState)}"],
        FlowsUpdate flow => [$"Flow: {ElementWords.Word(flow.Event)}"],
        UserPreferencesUpdate preferences => preferences.Preferences.Select(OfPreference),
        UserIdUpdate ids => [$"{ElementWords.Count(ids.Rotations.Count, "user id")} changed"],
        CallsUpdate { Calls: [] } => ["calls"],
        CallsUpdate calls => calls.Calls.Select(OfCall),
        ContactsSync sync =>
            [$"address book of the phone app: {ElementWords.Count(sync.Contacts.Count, "entry", "entries")}"],
        GroupsUpdate groups => [$"{ElementWords.Count(groups.Groups.Count, "event")} of groups"],
        HistoryUpdate history => OfHistory(history),
        OtherUpdate other => [other.Kind["field:".Length..].Replace('_', ' ')],
        _ => throw new ArgumentOutOfRangeException(nameof(update)),
    };

    private static string OfSecurity(SecurityEvent happened) => happened switch
    {
        SecurityEvent.PinChanged => "the two-step PIN was changed",
        SecurityEvent.PinResetRequest => "somebody asked to switch the two-step PIN off",
        SecurityEvent.PinRequestSuccess => "the two-step PIN is off",
        _ => "something unknown happened",
    };

    private static IEnumerable<string> OfAccount(AccountUpdate account)
    {
        yield return $"account: {ElementWords.Word(account.Event)}";
        if (account.BanState != BanState.Unknown)
            yield return ElementWords.Word(account.BanState);
        if (account.Restrictions.Count > 0)
            yield return ElementWords.Count(account.Restrictions.Count, "restriction");
    }

    private static string OfTemplate(TemplateUpdate template) => template switch
    {
        TemplateStatusUpdate status => $"template: {ElementWords.Word(status.Status)}",
        TemplateQualityUpdate quality => $"template: quality now {ElementWords.Word(quality.Current)}",
        TemplateCategoryUpdate category => $"template: category now {ElementWords.Word(category.Current)}",
        _ => "template: its words changed",
    };

    private static string OfPreference(UserPreference preference) => preference switch
    {
        { Category: not PreferenceCategory.MarketingMessages } => "a person decided about something unknown",
        { Value: PreferenceValue.Stop } => "a person wants no more marketing messages",
        { Value: PreferenceValue.Resume } => "a person wants marketing messages again",
        { Value: PreferenceValue.Signup } => "a person signed up for marketing messages",
        _ => "a person decided something unknown about marketing messages",
    };

    private static string OfCall(Call call)
    {
        var who = call.Direction switch
        {
            CallDirection.UserInitiated => "call from a person",
            CallDirection.BusinessInitiated => "call to a person",
            _ => "call",
        };
        return call.Event == CallEvent.Terminate ? $"{who} is over" : who;
    }

    private static IEnumerable<string> OfHistory(HistoryUpdate history)
    {
        yield return "history";
        yield return ElementWords.Count(history.Chunks.Sum(chunk => chunk.Threads.Count), "conversation");
        foreach (var error in ElementWords.Errors([.. history.Chunks.SelectMany(chunk => chunk.ErrorCodes)]))
            yield return error;
    }
}
