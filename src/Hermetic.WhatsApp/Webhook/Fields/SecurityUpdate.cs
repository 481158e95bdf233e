namespace Hermetic.WhatsApp;

/// <summary>Something happened to the two-step PIN of a number (<c>security</c>): always an alert.</summary>
public sealed record SecurityUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new FieldKind<SecurityEvent>("security", reading => new SecurityUpdate(reading));

    private SecurityUpdate(FieldReading reading)
        : base(reading)
    {
        Event = reading.Word<SecurityEvent>("event"u8);
        DisplayPhoneNumber = reading.Text("display_phone_number"u8);
        Requester = reading.Scalar("requester"u8);
    }

    /// <summary>What happened.</summary>
    public SecurityEvent Event { get; }

    /// <summary>The business's number; null when absent.</summary>
    public JsonText? DisplayPhoneNumber { get; }

    /// <summary>Meta's id of the user who did it; null when absent.</summary>
    public JsonText? Requester { get; }
}

/// <summary>What happened to the PIN.</summary>
public enum SecurityEvent
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It was set or changed.</summary>
    PinChanged,

    /// <summary>Somebody asked to have it switched off.</summary>
    PinResetRequest,

    /// <summary>It is off: the number can be registered without it.</summary>
    PinRequestSuccess,
}
