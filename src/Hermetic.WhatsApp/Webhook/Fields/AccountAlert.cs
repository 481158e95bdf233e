namespace Hermetic.WhatsApp;

/// <summary>Meta warns about the account, a number or a limit (<c>account_alerts</c>).</summary>
public sealed record AccountAlert : FieldUpdate
{
    internal static readonly FieldKind Field =
        new("account_alerts", reading => new AccountAlert(reading));

    private AccountAlert(FieldReading reading)
        : base(reading)
    {
        Severity = WireWord<AlertSeverity>.Read(Member(reading, "alert_severity"u8));
        AlertType = Member(reading, "alert_type"u8);
        Status = Member(reading, "alert_status"u8);
        Description = Member(reading, "alert_description"u8);
        EntityType = reading.Text("entity_type"u8);
        EntityId = reading.Scalar("entity_id"u8);
    }

    /// <summary>How bad.</summary>
    public AlertSeverity Severity { get; }

    /// <summary>Meta's name of the alert; null when absent.</summary>
    public JsonText? AlertType { get; }

    /// <summary>Whether it still holds, in Meta's word; null when absent.</summary>
    public JsonText? Status { get; }

    /// <summary>Meta's sentence; null when absent.</summary>
    public JsonText? Description { get; }

    /// <summary>What it is about: a number, the account, the business; null when absent.</summary>
    public JsonText? EntityType { get; }

    /// <summary>Its id; null when absent.</summary>
    public JsonText? EntityId { get; }

    // Newer bodies have them in an object of their own.
    private static JsonText? Member(FieldReading reading, ReadOnlySpan<byte> name) =>
        reading.Value.Object("alert_info"u8)?.Text(name) ?? reading.Text(name);
}

/// <summary>How bad an alert is.</summary>
public enum AlertSeverity
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>To know.</summary>
    Informational,

    /// <summary>To look at.</summary>
    Warning,

    /// <summary>To act on.</summary>
    Critical,
}
