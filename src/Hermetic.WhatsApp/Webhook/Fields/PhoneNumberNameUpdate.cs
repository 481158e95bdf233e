namespace Hermetic.WhatsApp;

/// <summary>Meta decided about a display name (<c>phone_number_name_update</c>).</summary>
public sealed record PhoneNumberNameUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new("phone_number_name_update", reading => new PhoneNumberNameUpdate(reading));

    private PhoneNumberNameUpdate(FieldReading reading)
        : base(reading)
    {
        Decision = reading.Word<ReviewDecision>("decision"u8);
        DisplayPhoneNumber = reading.Scalar("display_phone_number"u8);
        RequestedName = reading.Text("requested_verified_name"u8);
        RejectionReason = reading.Text("rejection_reason"u8);
    }

    /// <summary>The decision.</summary>
    public ReviewDecision Decision { get; }

    /// <summary>The business's number; null when absent.</summary>
    public JsonText? DisplayPhoneNumber { get; }

    /// <summary>The name that was asked for; null when absent.</summary>
    public JsonText? RequestedName { get; }

    /// <summary>Why not, in Meta's word; null when absent.</summary>
    public JsonText? RejectionReason { get; }
}

/// <summary>What Meta decided.</summary>
public enum ReviewDecision
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No.</summary>
    Rejected,

    /// <summary>Later.</summary>
    Deferred,

    /// <summary>Not yet.</summary>
    Pending,
}
