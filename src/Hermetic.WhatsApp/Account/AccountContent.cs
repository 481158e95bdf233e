using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>The bodies of management calls (shapes: Meta's Postman collection; settings: "Local storage", "No
/// storage" and "Identity change check" in its guide).</summary>
internal static class AccountContent
{
    private const int PinLength = 6;

    // Meta accepts this one number only.
    private const int RetentionMinutes = 60;

    public static OneShotContent Register(Secret pin, string? region)
    {
        Check(pin);
        return OneShotContent.Messaging(writer =>
        {
            Write(writer, "pin", pin);
            if (region is not null)
                writer.WriteString("data_localization_region"u8, region);
        });
    }

    public static OneShotContent Pin(Secret pin)
    {
        Check(pin);
        return new(writer => Write(writer, "pin", pin));
    }

    public static OneShotContent Storage(StorageAtMeta storage) => new(writer =>
    {
        writer.WriteStartObject("storage_configuration"u8);
        switch (storage)
        {
            case { Place: StoragePlace.Nowhere }:
                writer.WriteString("status"u8, "NO_STORAGE_ENABLED"u8);
                writer.WriteNumber("retention_minutes"u8, RetentionMinutes);
                break;
            case { Place: StoragePlace.InCountry, Region: { } region }:
                writer.WriteString("status"u8, "IN_COUNTRY_STORAGE_ENABLED"u8);
                writer.WriteString("data_localization_region"u8, region);
                break;
            default:
                throw new ArgumentException("Storage is set to nowhere, or to a country.", nameof(storage));
        }
        writer.WriteEndObject();
    });

    public static OneShotContent IdentityCheck(bool enabled) => new(writer =>
    {
        writer.WriteStartObject("user_identity_change"u8);
        writer.WriteBoolean("enable_identity_key_check"u8, enabled);
        writer.WriteEndObject();
    });

    public static OneShotContent Override(Uri callback, Secret verifyToken) => new(writer =>
    {
        writer.WriteString("override_callback_uri"u8, callback.AbsoluteUri);
        Write(writer, "verify_token", verifyToken);
    });

    private static void Check(Secret pin)
    {
        if (pin.Length != PinLength
            || pin.Use(0, static (utf8, _) => utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            throw new ArgumentException("A two-step PIN is six digits.", nameof(pin));
    }

    private static void Write(Utf8JsonWriter writer, string name, Secret secret) =>
        secret.Use((writer, name), static (utf8, to) =>
        {
            to.writer.WriteString(to.name, utf8);
            return 0;
        });
}
