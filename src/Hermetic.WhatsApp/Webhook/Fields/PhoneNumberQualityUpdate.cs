namespace Hermetic.WhatsApp;

/// <summary>The quality or the limit of a number changed (<c>phone_number_quality_update</c>).</summary>
public sealed record PhoneNumberQualityUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new FieldKind<NumberQualityEvent>("phone_number_quality_update", Read);

    private PhoneNumberQualityUpdate(FieldReading reading)
        : base(reading)
    {
        Event = reading.Word<NumberQualityEvent>("event"u8);
        DisplayPhoneNumber = reading.Scalar("display_phone_number"u8);
        CurrentLimit = reading.Text("current_limit"u8);
    }

    /// <summary>What changed.</summary>
    public NumberQualityEvent Event { get; }

    /// <summary>The business's number; null when absent.</summary>
    public JsonText? DisplayPhoneNumber { get; }

    /// <summary>The limit now, in Meta's word (<c>TIER_2K</c>); null when absent.</summary>
    public JsonText? CurrentLimit { get; }

    private static PhoneNumberQualityUpdate Read(FieldReading reading) => new(reading);
}

/// <summary>What changed for a number.</summary>
public enum NumberQualityEvent
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It is new.</summary>
    Onboarding,

    /// <summary>Its quality is low: the limit will not rise, and may fall.</summary>
    Flagged,

    /// <summary>Its quality has recovered.</summary>
    Unflagged,

    /// <summary>The limit is higher.</summary>
    Upgrade,

    /// <summary>The limit is lower.</summary>
    Downgrade,

    /// <summary>It may send more messages per second.</summary>
    ThroughputUpgrade,
}
