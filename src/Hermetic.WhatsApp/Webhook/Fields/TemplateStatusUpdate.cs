namespace Hermetic.WhatsApp;

/// <summary>A template may be sent from now on, or may not (<c>message_template_status_update</c>).</summary>
public sealed record TemplateStatusUpdate : TemplateUpdate
{
    internal static readonly FieldKind Field =
        new FieldKind<TemplateStatus>("message_template_status_update", Read);

    private TemplateStatusUpdate(FieldReading reading)
        : base(reading)
    {
        Status = reading.Word<TemplateStatus>("event"u8);
        Category = reading.Word<TemplateCategory>("message_template_category"u8);
        Reason = ReadReason(reading);
    }

    /// <summary>Its state now.</summary>
    public TemplateStatus Status { get; }

    /// <summary>Its category.</summary>
    public TemplateCategory Category { get; }

    /// <summary>Why, in Meta's word (<c>INVALID_FORMAT</c>); null when absent or <c>NONE</c>.</summary>
    public JsonText? Reason { get; }

    private static JsonText? ReadReason(FieldReading reading) =>
        reading.Text("reason"u8) is { } reason && !reason.ValueEquals("NONE"u8) ? reason : null;

    private static TemplateStatusUpdate Read(FieldReading reading) => new(reading);
}

/// <summary>The state of a template.</summary>
public enum TemplateStatus
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It may be sent.</summary>
    Approved,

    /// <summary>It is being reviewed.</summary>
    Pending,

    /// <summary>A rejection is being looked at again.</summary>
    InAppeal,

    /// <summary>It was refused.</summary>
    Rejected,

    /// <summary>Its quality is low: it rests.</summary>
    Paused,

    /// <summary>It may not be sent any more.</summary>
    Disabled,

    /// <summary>Its quality is low: it will be disabled.</summary>
    Flagged,

    /// <summary>It may be sent again.</summary>
    Reinstated,

    /// <summary>It is being deleted.</summary>
    PendingDeletion,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>There are too many.</summary>
    LimitExceeded,

    /// <summary>It is put away.</summary>
    Archived,

    /// <summary>It is back.</summary>
    Unarchived,

    /// <summary>It may not be changed.</summary>
    Locked,
}

/// <summary>The category of a template, which makes its price.</summary>
public enum TemplateCategory
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>One-time codes.</summary>
    Authentication,

    /// <summary>Whatever is neither of the others.</summary>
    Marketing,

    /// <summary>About something the person ordered or asked for.</summary>
    Utility,
}
