using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>What the management calls show, in the shapes of Meta's Postman collection.</summary>
internal sealed class AccountPages(SimulatorOptions options, SimulatedAccount account)
{
    public void Token(HttpRequest request, Utf8JsonWriter json)
    {
        var isOurs = options.AccessToken.Matches(
            Encoding.UTF8.GetBytes(request.Query["input_token"].ToString()));
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("app_id", SimulatedAccount.AppId);
        json.WriteString("type", account.TokenType);
        json.WriteString("application", "Hermetic");
        json.WriteNumber("data_access_expires_at", 0);
        json.WriteNumber("expires_at", account.TokenExpires?.ToUnixTimeSeconds() ?? 0);
        json.WriteBoolean("is_valid", isOurs && account.IsTokenValid);
        Strings(json, "scopes", account.Scopes);
        json.WriteStartArray("granular_scopes");
        foreach (var scope in account.Scopes.Where(name =>
            name.StartsWith("whatsapp_", StringComparison.Ordinal)))
        {
            json.WriteStartObject();
            json.WriteString("scope", scope);
            Strings(json, "target_ids", [options.BusinessAccountId]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Without <c>fields</c> Meta shows four members, with it those and the id.</summary>
    public void Number(HttpRequest request, Utf8JsonWriter json)
    {
        var asked = request.Query["fields"].ToString();
        WriteNumber(json, asked.Length == 0
            ? ["verified_name", "display_phone_number", "quality_rating"]
            : asked.Split(','));
    }

    public void Numbers(HttpRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        WriteNumber(json, ["verified_name", "display_phone_number", "quality_rating"]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Settings(HttpRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("calling");
        json.WriteString("status", "DISABLED");
        json.WriteEndObject();
        json.WriteStartObject("storage_configuration");
        json.WriteString("status", account.Storage);
        if (account.Region is not null)
            json.WriteString("data_localization_region", account.Region);
        if (account.Storage == "NO_STORAGE_ENABLED")
            json.WriteNumber("retention_minutes", 60);
        json.WriteEndObject();
        json.WriteStartObject("user_identity_change");
        json.WriteBoolean("enable_identity_key_check", account.IsIdentityChecked);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void FlowsKey(HttpRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        if (account.FlowsPublicKey is { } key)
        {
            json.WriteStartObject();
            json.WriteString("business_public_key", key);
            json.WriteString("business_public_key_signature_status", account.FlowsKeyStatus);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Apps(HttpRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var (id, name) in account.SubscribedApps)
        {
            json.WriteStartObject();
            json.WriteStartObject("whatsapp_business_api_data");
            json.WriteString("link", $"https://www.facebook.com/games/?app_id={id}");
            json.WriteString("name", name);
            json.WriteString("id", id);
            json.WriteEndObject();
            if (id == SimulatedAccount.AppId && account.OverrideCallback is { } callback)
                json.WriteString("override_callback_uri", callback);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Business(HttpRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", options.BusinessAccountId);
        json.WriteString("name", options.BusinessName);
        json.WriteString("timezone_id", "1");
        json.WriteString("business_verification_status", account.BusinessVerification);
        json.WriteString("account_review_status", "APPROVED");
        json.WriteEndObject();
    }

    private void WriteNumber(Utf8JsonWriter json, string[] fields)
    {
        json.WriteStartObject();
        foreach (var field in fields)
            WriteField(json, field);
        json.WriteString("id", options.PhoneNumberId);
        json.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter json, string field)
    {
        if (field == "is_pin_enabled" || field == "is_official_business_account")
            json.WriteBoolean(field, field == "is_pin_enabled" && account.Pin is not null);
        else if (field == "throughput")
            Nested(json, field, "level", "STANDARD");
        else if (field == "health_status")
            Nested(json, field, "can_send_message", account.CanSend);
        else if (Word(field) is { } word)
            json.WriteString(field, word);
    }

    private string? Word(string field) => field switch
    {
        "display_phone_number" => "+" + options.DisplayPhoneNumber,
        "verified_name" => options.BusinessName,
        "quality_rating" => account.Quality,
        "code_verification_status" => "VERIFIED",
        "name_status" => "APPROVED",
        "platform_type" => account.IsRegistered ? "CLOUD_API" : "NOT_APPLICABLE",
        "account_mode" => account.Mode,
        "status" => account.IsRegistered ? "CONNECTED" : "PENDING",
        "messaging_limit_tier" => account.MessagingLimitTier,
        _ => null,
    };

    private static void Nested(Utf8JsonWriter json, string field, string member, string value)
    {
        json.WriteStartObject(field);
        json.WriteString(member, value);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
