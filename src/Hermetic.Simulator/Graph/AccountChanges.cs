using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>What the management calls change, with Meta's refusals; null is success.</summary>
internal sealed class AccountChanges(SimulatedAccount account)
{
    // Meta, "Local storage", Available regions.
    private static readonly string[] _regions =
        ["AE", "AU", "BH", "BR", "CA", "CH", "DE", "GB", "ID", "IN", "JP", "KR", "SG", "ZA"];

    public GraphError? Register(JsonElement body)
    {
        account.Changes.Add("register");
        if (body.Text("messaging_product") != "whatsapp")
            return GraphError.Invalid("The parameter messaging_product is required.");
        if (Pin(body) is not { } pin)
            return GraphError.Invalid("Param pin must be 6 digits.");
        if (account.TriesLeft == 0)
            return GraphError.Of(133016, "Too many registration attempts for this phone number.");
        if (account.Pin is not null && account.Pin != pin)
        {
            account.TriesLeft--;
            return GraphError.Of(133005, "The two-step verification PIN does not match.");
        }
        if (!account.IsRegistered && account.FlowsPublicKey is not null)
            account.FlowsKeyStatus = "MISMATCH";
        (account.Pin, account.IsRegistered) = (pin, true);
        return null;
    }

    public GraphError? Deregister(JsonElement body)
    {
        account.Changes.Add("deregister");
        if (!account.IsRegistered)
            return GraphError.Of(133010);
        account.IsRegistered = false;
        return null;
    }

    public GraphError? SetPin(JsonElement body)
    {
        account.Changes.Add("pin");
        if (Pin(body) is not { } pin)
            return GraphError.Invalid("Param pin must be 6 digits.");
        account.Pin = pin;
        return null;
    }

    public GraphError? Set(JsonElement body)
    {
        account.Changes.Add("settings");
        if (body.Member("user_identity_change") is { } identity)
        {
            var kind = identity.Member("enable_identity_key_check")?.ValueKind;
            if (kind is not (JsonValueKind.True or JsonValueKind.False))
                return GraphError.Invalid("Param enable_identity_key_check must be a boolean.");
            account.IsIdentityChecked = kind == JsonValueKind.True;
        }
        return body.Member("storage_configuration") is { } storage ? Store(storage) : null;
    }

    public GraphError? Subscribe(JsonElement body)
    {
        account.Changes.Add("subscribe");
        account.SubscribedApps.TryAdd(SimulatedAccount.AppId, "Hermetic");
        account.OverrideCallback = body.Text("override_callback_uri");
        return null;
    }

    public GraphError? Unsubscribe(JsonElement body)
    {
        account.Changes.Add("unsubscribe");
        account.SubscribedApps.Remove(SimulatedAccount.AppId);
        return null;
    }

    public GraphError? SetFlowsKey(string pem)
    {
        account.Changes.Add("flows-key");
        if (!pem.StartsWith("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal))
            return GraphError.Invalid("Param business_public_key must be a valid public key.");
        (account.FlowsPublicKey, account.FlowsKeyStatus) = (pem, "VALID");
        return null;
    }

    private GraphError? Store(JsonElement storage)
    {
        var status = storage.Text("status");
        var region = storage.Text("data_localization_region");
        // Meta: "on an unregistered business phone number".
        if (account.IsRegistered)
            return GraphError.Invalid("The phone number must be deregistered to change its storage.");
        if (status == "NO_STORAGE_ENABLED" && storage.Member("retention_minutes")?.ToString() != "60")
            return GraphError.Invalid("Param retention_minutes must be 60.");
        if (status == "IN_COUNTRY_STORAGE_ENABLED" && !_regions.Contains(region))
            return GraphError.Invalid("Param data_localization_region is not an available region.");
        if (status is not ("NO_STORAGE_ENABLED" or "IN_COUNTRY_STORAGE_ENABLED"
            or "IN_COUNTRY_STORAGE_DISABLED"))
            return GraphError.Invalid("Param status is not a storage configuration.");
        (account.Storage, account.Region) = (status, status == "IN_COUNTRY_STORAGE_ENABLED" ? region : null);
        return null;
    }

    private static string? Pin(JsonElement body) =>
        body.Text("pin") is { Length: 6 } pin && pin.All(char.IsAsciiDigit) ? pin : null;
}
