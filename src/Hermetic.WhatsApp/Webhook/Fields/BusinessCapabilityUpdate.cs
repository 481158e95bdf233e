namespace Hermetic.WhatsApp;

/// <summary>The limits of the business changed (<c>business_capability_update</c>); numbers as written, -1 is
/// none.</summary>
public sealed record BusinessCapabilityUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new("business_capability_update", reading => new BusinessCapabilityUpdate(reading));

    private BusinessCapabilityUpdate(FieldReading reading)
        : base(reading)
    {
        MaxDailyConversations = reading.Scalar("max_daily_conversations_per_business"u8);
        MaxDailyConversationsPerPhone = reading.Scalar("max_daily_conversation_per_phone"u8);
        MaxPhoneNumbersPerBusiness = reading.Scalar("max_phone_numbers_per_business"u8);
        MaxPhoneNumbersPerAccount = reading.Scalar("max_phone_numbers_per_waba"u8);
    }

    /// <summary>People that may be written to first per day, all numbers together; null when
    /// absent.</summary>
    public JsonText? MaxDailyConversations { get; }

    /// <summary>The same per number, as older bodies say it; null when absent.</summary>
    public JsonText? MaxDailyConversationsPerPhone { get; }

    /// <summary>Numbers of the business; null when absent.</summary>
    public JsonText? MaxPhoneNumbersPerBusiness { get; }

    /// <summary>Numbers of the account; null when absent.</summary>
    public JsonText? MaxPhoneNumbersPerAccount { get; }
}
