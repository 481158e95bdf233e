namespace Hermetic.WhatsApp;

/// <summary>What <c>GET /{business_account_id}</c> tells about the WhatsApp Business Account. Null: Meta does
/// not say. Names are Meta's, in capitals.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VerificationStatus">The business's verification: VERIFIED, NOT_VERIFIED, PENDING and so
/// on.</param>
/// <param name="ReviewStatus">The account's review: APPROVED, PENDING, REJECTED.</param>
public sealed record BusinessAccount(string? Name, string? VerificationStatus, string? ReviewStatus)
{
    /// <summary>The fields to ask for.</summary>
    internal const string Fields = "name,business_verification_status,account_review_status";

    internal static BusinessAccount Read(JsonObject account) => new(
        account.Word("name"u8), account.Name("business_verification_status"u8),
        account.Name("account_review_status"u8));
}
