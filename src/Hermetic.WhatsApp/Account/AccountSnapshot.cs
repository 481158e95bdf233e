namespace Hermetic.WhatsApp;

/// <summary>Everything that the Graph API tells about an account's security, as it was at one
/// moment.</summary>
/// <param name="BusinessAccountId">The WhatsApp Business Account that was looked at; null when it is not
/// configured and the token does not name exactly one.</param>
/// <param name="Token">The access token.</param>
/// <param name="Number">The phone number.</param>
/// <param name="Settings">The number's settings.</param>
/// <param name="FlowsKey">The key for forms.</param>
/// <param name="Apps">Who receives webhooks; null without a business account.</param>
/// <param name="Business">The business account; null without one.</param>
public sealed record AccountSnapshot(
    string? BusinessAccountId,
    GraphOutcome<TokenDescription> Token,
    GraphOutcome<NumberDescription> Number,
    GraphOutcome<NumberSettings> Settings,
    GraphOutcome<FlowsKey> FlowsKey,
    GraphOutcome<IReadOnlyList<SubscribedApp>>? Apps,
    GraphOutcome<BusinessAccount>? Business)
{
    /// <summary>Whether enough was answered to judge the account: the number itself.</summary>
    public bool IsReadable => Number is GraphAnswered<NumberDescription>;
}
