namespace Hermetic.WhatsApp;

/// <summary>
/// What <c>GET /{phone_number_id}</c> tells about the business's number. Null: Meta does not say. Names are
/// Meta's, in capitals.
/// </summary>
public sealed record NumberDescription
{
    /// <summary>The fields to ask for.</summary>
    internal const string Fields =
        "display_phone_number,verified_name,quality_rating,code_verification_status,name_status,throughput,"
        + "platform_type,is_pin_enabled,is_official_business_account,account_mode,status,"
        + "messaging_limit_tier,health_status";

    /// <summary>The number as people see it.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>The name as people see it.</summary>
    public string? VerifiedName { get; init; }

    /// <summary>GREEN, YELLOW, RED, UNKNOWN or NA.</summary>
    public string? QualityRating { get; init; }

    /// <summary>Whether ownership was proven: VERIFIED, NOT_VERIFIED, EXPIRED.</summary>
    public string? CodeVerificationStatus { get; init; }

    /// <summary>The display name's review: APPROVED, AVAILABLE_WITHOUT_REVIEW, PENDING_REVIEW, DECLINED,
    /// EXPIRED, NONE.</summary>
    public string? NameStatus { get; init; }

    /// <summary>STANDARD (80 messages a second), HIGH (1000), NOT_APPLICABLE.</summary>
    public string? Throughput { get; init; }

    /// <summary>CLOUD_API, ON_PREMISE, NOT_APPLICABLE (not registered).</summary>
    public string? PlatformType { get; init; }

    /// <summary>Whether two-step verification is on.</summary>
    public bool? IsPinEnabled { get; init; }

    /// <summary>Whether the number carries Meta's badge.</summary>
    public bool? IsOfficialBusinessAccount { get; init; }

    /// <summary>LIVE or SANDBOX.</summary>
    public string? AccountMode { get; init; }

    /// <summary>CONNECTED, PENDING, DISCONNECTED, FLAGGED, RESTRICTED, BANNED and so on.</summary>
    public string? Status { get; init; }

    /// <summary>How many people a day the business may write to first: TIER_250 … TIER_UNLIMITED.</summary>
    public string? MessagingLimitTier { get; init; }

    /// <summary>Whether messages can be sent: AVAILABLE, LIMITED, BLOCKED.</summary>
    public string? CanSendMessage { get; init; }

    /// <summary>What stands in the way of sending, part by part.</summary>
    public IReadOnlyList<HealthError> HealthErrors { get; init; } = [];

    /// <summary>Whether the number is registered with the Cloud API; null when that cannot be told.</summary>
    public bool? IsRegistered => (PlatformType, Status) switch
    {
        ("NOT_APPLICABLE" or "ON_PREMISE", _) => false,
        (_, "CONNECTED" or "FLAGGED" or "RESTRICTED" or "RATE_LIMITED") => true,
        (_, "PENDING" or "DISCONNECTED" or "UNVERIFIED" or "DELETED" or "MIGRATED") => false,
        ("CLOUD_API", null) => true,
        _ => null,
    };

    internal static NumberDescription Read(JsonObject number) => new()
    {
        DisplayPhoneNumber = number.Word("display_phone_number"u8),
        VerifiedName = number.Word("verified_name"u8),
        QualityRating = number.Name("quality_rating"u8),
        CodeVerificationStatus = number.Name("code_verification_status"u8),
        NameStatus = number.Name("name_status"u8),
        Throughput = number.Object("throughput"u8).Name("level"u8),
        PlatformType = number.Name("platform_type"u8),
        IsPinEnabled = number.Flag("is_pin_enabled"u8),
        IsOfficialBusinessAccount = number.Flag("is_official_business_account"u8),
        AccountMode = number.Name("account_mode"u8),
        Status = number.Name("status"u8),
        MessagingLimitTier = number.Name("messaging_limit_tier"u8),
        CanSendMessage = number.Object("health_status"u8).Name("can_send_message"u8),
        HealthErrors =
        [
            .. number.Object("health_status"u8)?.Objects("entities"u8).SelectMany(HealthError.Read) ?? [],
        ],
    };
}

/// <summary>An obstacle that Meta's health status names.</summary>
/// <param name="Entity">Where it lies: PHONE_NUMBER, WABA, BUSINESS, APP.</param>
/// <param name="Description">Meta's sentence about it.</param>
public sealed record HealthError(string Entity, string Description)
{
    internal static IEnumerable<HealthError> Read(JsonObject entity) =>
        entity.Objects("errors"u8)
            .Where(error => error.Word("error_description"u8) is not null)
            .Select(error => new HealthError(
                entity.Name("entity_type"u8) ?? "ACCOUNT", error.Word("error_description"u8)!));
}
