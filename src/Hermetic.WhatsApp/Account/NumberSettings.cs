namespace Hermetic.WhatsApp;

/// <summary>What <c>GET /{phone_number_id}/settings</c> tells. Null: Meta does not say.</summary>
/// <param name="Storage">Where Meta keeps messages.</param>
/// <param name="IsCallingEnabled">Whether people can call the number.</param>
/// <param name="IsIdentityCheckEnabled">Whether Meta checks <c>recipient_identity_key_hash</c>.</param>
public sealed record NumberSettings(
    StorageAtMeta Storage, bool? IsCallingEnabled, bool? IsIdentityCheckEnabled)
{
    internal static NumberSettings Read(JsonObject settings)
    {
        var identity = settings.Object("user_identity_change"u8);
        return new(
            StorageAtMeta.Read(settings.Object("storage_configuration"u8)),
            settings.Object("calling"u8).Name("status"u8) switch
            {
                "ENABLED" => true,
                "DISABLED" => false,
                _ => null,
            },
            // Meta's guide and its reference name the same member differently.
            identity.Flag("enable_identity_key_check"u8) ?? identity.Flag("enabled"u8));
    }
}
