namespace Hermetic.WhatsApp.Tests;

public sealed class AccountFindingsTests
{
    [Fact]
    public void An_account_in_order_has_nothing_to_repair() =>
        Assert.DoesNotContain(
            AccountFindings.Of(Accounts.Sound, Accounts.Now), finding => finding.Severity < FindingSeverity.Ok);

    [Theory]
    [InlineData(190, FindingSeverity.Problem)]
    [InlineData(200, FindingSeverity.Problem)]
    [InlineData(10, FindingSeverity.Problem)]
    [InlineData(100, FindingSeverity.Warning)]
    [InlineData(4, FindingSeverity.Warning)]
    public void A_refusal_is_told_with_its_code(int code, FindingSeverity severity)
    {
        var finding = Accounts.New(
            Accounts.Sound with { Number = new GraphRejected<NumberDescription>(code, 400, default) });
        Assert.Equal(("Number", severity), (finding[0].Subject, finding[0].Severity));
        Assert.Contains($"error {code},", finding[0].Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(finding[0].WhatToDo);
    }

    [Fact]
    public void No_answer_is_a_warning_for_each_thing_that_was_asked()
    {
        var silent = new AccountSnapshot(
            PaperGraph.Business, new GraphFailed<TokenDescription>(null),
            new GraphFailed<NumberDescription>(null), new GraphFailed<NumberSettings>(502),
            new GraphFailed<FlowsKey>(null), new GraphFailed<IReadOnlyList<SubscribedApp>>(null),
            new GraphFailed<BusinessAccount>(null));
        var findings = AccountFindings.Of(silent, Accounts.Now);
        Assert.Equal(6, findings.Count);
        Assert.All(findings, finding => Assert.Equal(FindingSeverity.Warning, finding.Severity));
        Assert.False(silent.IsReadable);
        Assert.True(Accounts.Sound.IsReadable);
    }

    [Fact]
    public void Without_a_business_account_it_says_what_was_not_checked()
    {
        var finding = Accounts.OneNew(Accounts.Sound with { BusinessAccountId = null, Apps = null, Business = null });
        Assert.Equal(("Webhooks", FindingSeverity.Note), (finding.Subject, finding.Severity));
        Assert.Contains("WhatsApp:BusinessAccountId", finding.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Meta_does_not_say_is_a_note_and_never_a_verdict()
    {
        var silent = new AccountSnapshot(
            PaperGraph.Business,
            Accounts.Given(new TokenDescription(null, null, null, default, default, null, [])),
            Accounts.Given(new NumberDescription()), Accounts.Given(new NumberSettings(new(StoragePlace.Unsaid), null, null)),
            Accounts.Given(new FlowsKey(true, null)), Accounts.Given<IReadOnlyList<SubscribedApp>>([new(null, null, null)]),
            Accounts.Given(new BusinessAccount(null, null, null)));
        var findings = AccountFindings.Of(silent, Accounts.Now).Where(finding => finding.Subject != "Webhooks").ToList();
        Assert.True(findings.Count > 8);
        Assert.All(findings, finding => Assert.Equal(FindingSeverity.Note, finding.Severity));
    }

    [Fact]
    public void Whatever_is_worse_than_a_note_says_what_to_do()
    {
        var bad = Accounts.With(
            Accounts.Token with { Type = "USER", Scopes = ["email"] },
            Accounts.Number with { IsPinEnabled = false, QualityRating = "RED", AccountMode = "SANDBOX", Status = "BANNED", CanSendMessage = "BLOCKED", NameStatus = "DECLINED" },
            key: new(true, "MISMATCH"), apps: [], business: new(null, "NOT_VERIFIED", "REJECTED"));
        var worse = AccountFindings.Of(bad, Accounts.Now)
            .Where(finding => finding.Severity < FindingSeverity.Note).ToList();
        Assert.True(worse.Count >= 12, string.Join('\n', worse));
        Assert.All(worse, finding => Assert.NotEmpty(finding.WhatToDo));
    }
}
