using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>WhatsApp's price of a message, as far as a status tells it.</summary>
internal static class Costs
{
    internal static MessageCost? From(MessagePricing? pricing) => pricing is { IsBillable: { } billable }
        ? new(billable, CategoryOf(pricing.Category))
        : null;

    private static PriceCategory CategoryOf(PricingCategory category) => category switch
    {
        PricingCategory.Service or PricingCategory.GroupService or PricingCategory.UserInitiated => PriceCategory.Service,
        PricingCategory.Utility or PricingCategory.GroupUtility => PriceCategory.Utility,
        PricingCategory.Marketing or PricingCategory.MarketingLite or PricingCategory.GroupMarketing =>
            PriceCategory.Marketing,
        PricingCategory.Authentication or PricingCategory.AuthenticationInternational => PriceCategory.Authentication,
        PricingCategory.ReferralConversion => PriceCategory.Referral,
        PricingCategory.GeneralPurposeAi => PriceCategory.GeneralPurposeAi,
        _ => PriceCategory.Unknown,
    };

    /// <summary>As staff read it.</summary>
    internal static ReadOnlySpan<byte> Name(PriceCategory category) => category switch
    {
        PriceCategory.Service => "service"u8,
        PriceCategory.Utility => "utility"u8,
        PriceCategory.Marketing => "marketing"u8,
        PriceCategory.Authentication => "authentication"u8,
        PriceCategory.Referral => "referral conversion"u8,
        PriceCategory.GeneralPurposeAi => "general purpose AI"u8,
        _ => "unknown"u8,
    };
}
