namespace Hermetic.WhatsApp;

/// <summary><c>pricing</c>: what one message costs.</summary>
/// <param name="IsBillable">Whether it costs anything; null when not said.</param>
/// <param name="Model">How prices are made.</param>
/// <param name="Type">Why it is charged or free.</param>
/// <param name="Category">The rate.</param>
public sealed record MessagePricing(
    bool? IsBillable, PricingModel Model, PricingType Type, PricingCategory Category)
{
    internal static MessagePricing? From(JsonObject? pricing) =>
        pricing is null
            ? null
            : new(
                pricing["billable"u8]?.Boolean,
                WireWord<PricingModel>.Read(pricing.Text("pricing_model"u8)),
                WireWord<PricingType>.Read(pricing.Text("type"u8)),
                WireWord<PricingCategory>.Read(pricing.Text("category"u8)));
}

/// <summary>How prices are made.</summary>
public enum PricingModel
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Per message, since July 2025.</summary>
    Pmp,

    /// <summary>Per conversation, until then.</summary>
    Cbp,
}

/// <summary>Why a message is charged or free.</summary>
public enum PricingType
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Charged.</summary>
    Regular,

    /// <summary>Free: an answer inside the 24-hour window.</summary>
    FreeCustomerService,

    /// <summary>Free: the person came from an advertisement or page.</summary>
    FreeEntryPoint,

    /// <summary>Free: an answer in a group.</summary>
    FreeGroupCustomerService,
}

/// <summary>The rate at which a message is charged.</summary>
public enum PricingCategory
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>An authentication template.</summary>
    Authentication,

    /// <summary>The same to another country.</summary>
    AuthenticationInternational,

    /// <summary>A marketing template.</summary>
    Marketing,

    /// <summary>A marketing template of the Marketing Messages API.</summary>
    MarketingLite,

    /// <summary>A utility template.</summary>
    Utility,

    /// <summary>An answer without a template.</summary>
    Service,

    /// <summary>After an advertisement or page.</summary>
    ReferralConversion,

    /// <summary>A general-purpose assistant, in countries where Meta has to allow one. Not what this product
    /// is.</summary>
    GeneralPurposeAi,

    /// <summary>A marketing template in a group.</summary>
    GroupMarketing,

    /// <summary>A utility template in a group.</summary>
    GroupUtility,

    /// <summary>An answer in a group.</summary>
    GroupService,

    /// <summary>Old bodies: the person began.</summary>
    UserInitiated,

    /// <summary>Old bodies: the business began.</summary>
    BusinessInitiated,
}
