namespace Hermetic.WhatsApp.Tests;

public sealed class BusinessFindingsTests
{
    [Theory]
    [InlineData("NOT_VERIFIED")]
    [InlineData("PENDING")]
    public void A_business_that_is_not_verified_is_a_warning(string status)
    {
        var finding = Accounts.OneNew(Accounts.With(business: new("Salon", status, "APPROVED")));
        Assert.Equal(("Business verification", FindingSeverity.Warning), (finding.Subject, finding.Severity));
        Assert.Contains(status, finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REJECTED", FindingSeverity.Problem)]
    [InlineData("PENDING", FindingSeverity.Note)]
    public void A_review_that_is_not_passed_is_told(string status, FindingSeverity severity)
    {
        var finding = Accounts.OneNew(Accounts.With(business: new("Salon", "VERIFIED", status)));
        Assert.Equal(("Account review", severity), (finding.Subject, finding.Severity));
    }
}
