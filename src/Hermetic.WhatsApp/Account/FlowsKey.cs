namespace Hermetic.WhatsApp;

/// <summary>What <c>GET /{phone_number_id}/whatsapp_business_encryption</c> tells about the key that forms
/// (Flows) are encrypted to.</summary>
/// <param name="IsPresent">Whether Meta holds a public key for this number.</param>
/// <param name="SignatureStatus">VALID or MISMATCH; null when Meta does not say.</param>
public sealed record FlowsKey(bool IsPresent, string? SignatureStatus)
{
    internal static FlowsKey Read(JsonObject answer)
    {
        // Meta's collection shows a list of one; other documents show the object itself.
        var key = answer.Objects("data"u8).FirstOrDefault() ?? answer;
        return new(
            key.Text("business_public_key"u8) is not null,
            key.Name("business_public_key_signature_status"u8));
    }
}
