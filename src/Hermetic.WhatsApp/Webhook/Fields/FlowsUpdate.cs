namespace Hermetic.WhatsApp;

/// <summary>The state or the health of a Flow or of its endpoint (<c>flows</c>).</summary>
public sealed record FlowsUpdate : FieldUpdate
{
    internal static readonly FieldKind Field =
        new FieldKind<FlowEvent>("flows", reading => new FlowsUpdate(reading));

    private FlowsUpdate(FieldReading reading)
        : base(reading)
    {
        Event = reading.Word<FlowEvent>("event"u8);
        FlowId = reading.Scalar("flow_id"u8);
        AlertState = reading.Word<FlowAlertState>("alert_state"u8);
        OldStatus = reading.Text("old_status"u8);
        NewStatus = reading.Text("new_status"u8);
        Threshold = reading.Scalar("threshold"u8);
        Message = reading.Text("message"u8);
    }

    /// <summary>What it is about.</summary>
    public FlowEvent Event { get; }

    /// <summary>The Flow; null when absent.</summary>
    public JsonText? FlowId { get; }

    /// <summary>Whether an alert begins or ends.</summary>
    public FlowAlertState AlertState { get; }

    /// <summary>The state until now, in Meta's word; null when absent.</summary>
    public JsonText? OldStatus { get; }

    /// <summary>The state now, in Meta's word; null when absent.</summary>
    public JsonText? NewStatus { get; }

    /// <summary>The limit that was passed, as written: per cent, or milliseconds for latency; null when
    /// absent.</summary>
    public JsonText? Threshold { get; }

    /// <summary>Meta's sentence; null when absent.</summary>
    public JsonText? Message { get; }
}

/// <summary>What a Flow update is about.</summary>
public enum FlowEvent
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Draft, published, throttled, blocked, deprecated.</summary>
    FlowStatusChange,

    /// <summary>Errors on people's devices.</summary>
    ClientErrorRate,

    /// <summary>Errors of our endpoint.</summary>
    EndpointErrorRate,

    /// <summary>Our endpoint is slow.</summary>
    EndpointLatency,

    /// <summary>Our endpoint does not answer.</summary>
    EndpointAvailability,

    /// <summary>The version of the Flow runs out.</summary>
    FlowVersionExpiryWarning,
}

/// <summary>Whether an alert holds.</summary>
public enum FlowAlertState
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>It begins.</summary>
    Activated,

    /// <summary>It is over.</summary>
    Deactivated,
}
