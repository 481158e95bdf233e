namespace Hermetic.WhatsApp.Tests;

public sealed class TokenFindingsTests
{
    [Theory]
    [InlineData("USER", FindingSeverity.Warning, "belongs to a person")]
    [InlineData("PAGE", FindingSeverity.Problem, "PAGE")]
    [InlineData("APP", FindingSeverity.Problem, "APP")]
    [InlineData(null, FindingSeverity.Note, "does not say")]
    public void A_token_of_another_kind_is_told(string? type, FindingSeverity severity, string words) =>
        Expect(Accounts.Token with { Type = type }, "Access token", severity, words);

    [Fact]
    public void An_invalid_token_is_all_that_is_said_about_it()
    {
        var findings = AccountFindings.Of(Accounts.With(Accounts.Token with { IsValid = false }), Accounts.Now);
        Assert.Equal("Meta says that the access token is not valid.", findings[0].Sentence);
        Assert.DoesNotContain(findings, finding => finding.Subject is "Token expiry" or "Permissions");
    }

    [Theory]
    [InlineData(-1, FindingSeverity.Problem, "ended on 2026-10-31")]
    [InlineData(0, FindingSeverity.Problem, "ended on 2026-11-01")]
    [InlineData(30, FindingSeverity.Warning, "ends on 2026-12-01")]
    [InlineData(31, FindingSeverity.Note, "ends on 2026-12-02")]
    public void An_end_is_told_with_its_day(int days, FindingSeverity severity, string words)
    {
        var end = new TokenEnd(IsKnown: true, Accounts.Now.AddDays(days));
        Expect(Accounts.Token with { Expires = end }, "Token expiry", severity, words);
        Expect(Accounts.Token with { DataAccessExpires = end }, "Data access", severity, words);
    }

    [Theory]
    [InlineData(TokenDescription.MessagingScope)]
    [InlineData(TokenDescription.ManagementScope)]
    public void A_missing_permission_is_a_problem_and_named(string scope) => Expect(
        Accounts.Token with { Scopes = [.. Accounts.Token.Scopes!.Where(one => one != scope)] },
        "Permissions", FindingSeverity.Problem, $"lacks {scope}.");

    [Fact]
    public void A_permission_too_many_is_a_warning_and_named() => Expect(
        Accounts.Token with { Scopes = [.. Accounts.Token.Scopes!, "ads_management", "email"] },
        "Permissions", FindingSeverity.Warning, "ads_management, email");

    [Fact]
    public void A_token_for_another_account_is_a_problem() => Expect(
        Accounts.Token with { GranularScopes = [new(TokenDescription.MessagingScope, ["1"])] },
        "Token's reach", FindingSeverity.Problem, "not granted");

    [Fact]
    public void A_token_that_reaches_more_accounts_is_a_warning() => Expect(
        Accounts.Token with { GranularScopes = [new(TokenDescription.MessagingScope, ["1", PaperGraph.Business])] },
        "Token's reach", FindingSeverity.Warning, "2 WhatsApp Business Accounts");

    private static void Expect(TokenDescription token, string subject, FindingSeverity severity, string words)
    {
        var finding = Accounts.OneNew(Accounts.With(token));
        Assert.Equal((subject, severity), (finding.Subject, finding.Severity));
        Assert.Contains(words, finding.Sentence, StringComparison.Ordinal);
    }
}
