namespace Hermetic.WhatsApp;

/// <summary>Something happened to the account (<c>account_update</c>).</summary>
public sealed record AccountUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new FieldKind<AccountEvent>("account_update", reading => new AccountUpdate(reading));

    private AccountUpdate(FieldReading reading)
        : base(reading)
    {
        Event = reading.Word<AccountEvent>("event"u8);
        BanState = WireWord<BanState>.Read(reading.Value.Object("ban_info"u8)?.Text("waba_ban_state"u8));
        Violation = reading.Value.Object("violation_info"u8)?.Text("violation_type"u8);
        Restrictions = [.. reading.Value.Objects("restriction_info"u8).Select(AccountRestriction.From)];
        DisconnectionReason = reading.Value.Object("disconnection_info"u8)?.Text("reason"u8);
        PartnerAppId = reading.Value.Object("waba_info"u8)?["partner_app_id"u8]?.Scalar;
    }

    /// <summary>What happened.</summary>
    public AccountEvent Event { get; }

    /// <summary>Whether the account is or will be shut.</summary>
    public BanState BanState { get; }

    /// <summary>The rule that was broken, in Meta's word; null when none.</summary>
    public JsonText? Violation { get; }

    /// <summary>What the account may not do for a while.</summary>
    public IReadOnlyList<AccountRestriction> Restrictions { get; }

    /// <summary>Why the phone app was disconnected, in Meta's word; null when it was not.</summary>
    public JsonText? DisconnectionReason { get; }

    /// <summary>The app that was installed or taken off; null when none.</summary>
    public JsonText? PartnerAppId { get; }
}

/// <summary>Something that the account may not do for a while.</summary>
/// <param name="Type">What, in Meta's word; null when absent.</param>
/// <param name="Until">Until when; null when not said.</param>
public sealed record AccountRestriction(JsonText? Type, DateTimeOffset? Until)
{
    internal static AccountRestriction From(JsonObject restriction) =>
        new(restriction.Text("restriction_type"u8), restriction.Time("expiration"u8));
}

/// <summary>Whether the account is shut.</summary>
public enum BanState
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It is.</summary>
    Disable,

    /// <summary>It will be.</summary>
    ScheduleForDisable,

    /// <summary>It is open again.</summary>
    Reinstate,
}
