namespace Hermetic.WhatsApp;

/// <summary><c>referral</c>: the advertisement or post that the person came from.</summary>
/// <param name="SourceType">What it was.</param>
/// <param name="SourceId">Meta's number of it; null when absent.</param>
/// <param name="SourceUrl">Its address; null when absent.</param>
/// <param name="Headline">Its headline; null when absent.</param>
/// <param name="Body">Its text; null when absent.</param>
/// <param name="ClickId"><c>ctwa_clid</c>, which tells Meta who clicked; null when absent.</param>
/// <param name="WelcomeText">The greeting that the person was shown; null when absent.</param>
public sealed record Referral(
    ReferralSource SourceType, JsonText? SourceId, JsonText? SourceUrl, JsonText? Headline, JsonText? Body,
    JsonText? ClickId, JsonText? WelcomeText)
{
    internal static Referral? From(JsonObject? referral) =>
        referral is null
            ? null
            : new(
                WireWord<ReferralSource>.Read(referral.Text("source_type"u8)),
                referral.Text("source_id"u8),
                referral.Text("source_url"u8),
                referral.Text("headline"u8),
                referral.Text("body"u8),
                referral.Text("ctwa_clid"u8),
                referral.Object("welcome_message"u8)?.Text("text"u8));
}

/// <summary>What a person came from.</summary>
public enum ReferralSource
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>An advertisement.</summary>
    Ad,

    /// <summary>A post.</summary>
    Post,
}
