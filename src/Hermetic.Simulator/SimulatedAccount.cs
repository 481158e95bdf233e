namespace Hermetic.Simulator;

/// <summary>
/// The account behind the simulated number, as Meta's management calls show and change it. It begins sound; a
/// test seeds what is wrong with it.
/// </summary>
public sealed class SimulatedAccount
{
    /// <summary>The app that the access token was made for, and that is subscribed.</summary>
    public const string AppId = "1104927364820461";

    /// <summary>SYSTEM_USER, USER and so on.</summary>
    public string TokenType { get; set; } = "SYSTEM_USER";

    public bool IsTokenValid { get; set; } = true;

    /// <summary>Null: never.</summary>
    public DateTimeOffset? TokenExpires { get; set; }

    public IList<string> Scopes { get; } =
        ["whatsapp_business_management", "whatsapp_business_messaging", "public_profile"];

    /// <summary>The two-step PIN; null when none is set.</summary>
    public string? Pin { get; set; } = "731940";

    /// <summary>Registrations with a wrong PIN that Meta still takes before it answers 133016.</summary>
    public int TriesLeft { get; set; } = 10;

    public bool IsRegistered { get; set; } = true;
    public string Quality { get; set; } = "GREEN";

    /// <summary>LIVE or SANDBOX.</summary>
    public string Mode { get; set; } = "LIVE";

    /// <summary>AVAILABLE, LIMITED or BLOCKED.</summary>
    public string CanSend { get; set; } = "AVAILABLE";

    public string MessagingLimitTier { get; set; } = "TIER_1K";

    /// <summary>DEFAULT, IN_COUNTRY_STORAGE_ENABLED or NO_STORAGE_ENABLED.</summary>
    public string Storage { get; set; } = "DEFAULT";

    /// <summary>The country of IN_COUNTRY_STORAGE_ENABLED.</summary>
    public string? Region { get; set; }

    public bool IsIdentityChecked { get; set; }
    public string? FlowsPublicKey { get; set; }

    /// <summary>VALID or MISMATCH; a registration makes an old key a mismatch.</summary>
    public string FlowsKeyStatus { get; set; } = "VALID";

    /// <summary>App ids and names that receive the account's webhooks.</summary>
    public IDictionary<string, string> SubscribedApps { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { [AppId] = "Hermetic" };

    /// <summary>Where the token's app wants this account's webhooks instead of its own address.</summary>
    public string? OverrideCallback { get; set; }

    public string BusinessVerification { get; set; } = "verified";

    /// <summary>Every change that was asked for, in that order: <c>register</c>, <c>pin</c> and so
    /// on.</summary>
    public IList<string> Changes { get; } = [];
}
