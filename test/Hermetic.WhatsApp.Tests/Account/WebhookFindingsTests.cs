namespace Hermetic.WhatsApp.Tests;

public sealed class WebhookFindingsTests
{
    private static readonly SubscribedApp s_other = new("99", "Analytics", null);

    [Fact]
    public void Without_a_subscribed_app_nothing_arrives() =>
        Expect([], "Webhooks", FindingSeverity.Problem, "No app is subscribed");

    [Fact]
    public void Another_app_alone_is_as_bad_as_none()
    {
        var findings = Accounts.New(Accounts.With(apps: [s_other]));
        Assert.Equal(FindingSeverity.Problem, findings[0].Severity);
        Assert.Contains("token's app is not subscribed", findings[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_app_beside_ours_reads_every_message_and_is_named() =>
        Expect([Accounts.App, s_other], "Other apps", FindingSeverity.Warning, "Analytics (99)");

    [Fact]
    public void An_address_of_its_own_is_shown() => Expect(
        [Accounts.App with { OverrideCallback = "https://other.example/hook" }],
        "Webhooks", FindingSeverity.Note, "https://other.example/hook");

    [Fact]
    public void When_the_tokens_app_is_unknown_any_app_may_be_ours()
    {
        var account = Accounts.With(Accounts.Token with { AppId = null }, apps: [s_other]);
        Assert.Empty(Accounts.New(account));
    }

    private static void Expect(
        IReadOnlyList<SubscribedApp> apps, string subject, FindingSeverity severity, string words)
    {
        var finding = Accounts.OneNew(Accounts.With(apps: apps));
        Assert.Equal((subject, severity), (finding.Subject, finding.Severity));
        Assert.Contains(words, finding.Sentence, StringComparison.Ordinal);
    }
}
