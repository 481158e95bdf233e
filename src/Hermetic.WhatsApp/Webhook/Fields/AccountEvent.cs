namespace Hermetic.WhatsApp;

/// <summary>What happened to an account.</summary>
public enum AccountEvent
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It was deleted.</summary>
    AccountDeleted,

    /// <summary>The number left the phone app.</summary>
    AccountOffboarded,

    /// <summary>The number is back on the phone app.</summary>
    AccountReconnected,

    /// <summary>It may not do some things for a while.</summary>
    AccountRestriction,

    /// <summary>It broke a rule.</summary>
    AccountViolation,

    /// <summary>An advertising account was linked.</summary>
    AdAccountLinked,

    /// <summary>International authentication rates hold from a date.</summary>
    AuthIntlPriceEligibilityUpdate,

    /// <summary>The country of the business was set.</summary>
    BusinessPrimaryLocationCountryUpdate,

    /// <summary>It was shut, will be, or is open again.</summary>
    DisabledUpdate,

    /// <summary>The terms for marketing messages were signed.</summary>
    MmLiteTermsSigned,

    /// <summary>It was shared with a partner.</summary>
    PartnerAdded,

    /// <summary>A partner's app was installed.</summary>
    PartnerAppInstalled,

    /// <summary>A partner's app was taken off.</summary>
    PartnerAppUninstalled,

    /// <summary>A verification led by a partner moved on.</summary>
    PartnerClientCertificationStatusUpdate,

    /// <summary>It is shared with a partner no more.</summary>
    PartnerRemoved,

    /// <summary>A number was added.</summary>
    PhoneNumberAdded,

    /// <summary>A number was removed.</summary>
    PhoneNumberRemoved,

    /// <summary>It was verified.</summary>
    VerifiedAccount,

    /// <summary>The price step of a country moved.</summary>
    VolumeBasedPricingTierUpdate,
}
