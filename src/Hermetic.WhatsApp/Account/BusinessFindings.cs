namespace Hermetic.WhatsApp;

/// <summary>Judges the WhatsApp Business Account.</summary>
internal static class BusinessFindings
{
    public static IEnumerable<Finding> Of(BusinessAccount account) =>
        [Verification(account.VerificationStatus), .. Review(account.ReviewStatus)];

    private static Finding Verification(string? status)
    {
        const string subject = "Business verification";
        return status switch
        {
            "VERIFIED" => new(subject, FindingSeverity.Ok, "Meta has verified the business."),
            null => new(subject, FindingSeverity.Note, "Meta does not say whether the business is verified."),
            _ => new(
                subject, FindingSeverity.Warning,
                $"Meta has not verified the business ({status}): limits stay low, and support is slow in an "
                + "emergency.",
                "Verify the business in the Business settings (Security centre)."),
        };
    }

    private static IEnumerable<Finding> Review(string? status)
    {
        if (status is not null and not "APPROVED")
        {
            yield return new(
                "Account review", status == "REJECTED" ? FindingSeverity.Problem : FindingSeverity.Note,
                $"Meta's review of the account: {status}.",
                status == "REJECTED" ? "Read in the WhatsApp Manager why, and appeal." : "");
        }
    }
}
