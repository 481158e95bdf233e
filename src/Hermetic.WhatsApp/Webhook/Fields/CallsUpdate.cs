namespace Hermetic.WhatsApp;

/// <summary>Calls began or ended (<c>calls</c>). A call from a person opens the 24-hour window as a message
/// does.</summary>
public sealed record CallsUpdate : FieldUpdate
{
    internal static readonly FieldKind Field = new("calls", Read);

    private CallsUpdate(FieldReading reading, IReadOnlyList<Call> calls)
        : base(reading) =>
        Calls = calls;

    /// <summary>The calls; none when the change only has statuses, which are elements of their own.</summary>
    public IReadOnlyList<Call> Calls { get; }

    // A change with statuses or errors has no calls.
    private static CallsUpdate? Read(FieldReading reading) =>
        reading.Value["calls"u8] is null
            ? new(reading, [])
            : reading.Items("calls"u8, call => Call.From(call, reading.Common.Contacts)) is { } calls
                ? new(reading, calls)
                : null;
}

/// <summary>One event of one call.</summary>
/// <param name="Id">The id of the call.</param>
/// <param name="Event">Whether it begins or ends.</param>
/// <param name="Direction">Who called.</param>
/// <param name="Person">The person at the other end; null when not named, or the direction is not
/// known.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Timestamp">When, by Meta's clock; null when not said.</param>
/// <param name="Duration">How long it took; null when not said.</param>
public sealed record Call(
    JsonText Id, CallEvent Event, CallDirection Direction, SenderIdentity? Person, CallEnd Status,
    DateTimeOffset? Timestamp, TimeSpan? Duration)
{
    private const long LongestSeconds = int.MaxValue;

    /// <summary>The call's own JSON object as it came; <see cref="InboundMessage.Parse"/> reads a person's.</summary>
    public ReadOnlyMemory<byte> Raw { get; private init; }

    internal static Call? From(JsonObject call, Contacts contacts)
    {
        if (call.Text("id"u8) is not { } id)
            return null;
        var direction = WireWord<CallDirection>.Read(call.Text("direction"u8));
        var person = direction switch
        {
            CallDirection.UserInitiated => SenderIdentity.Read(call, IdentityNames.Message, out _),
            CallDirection.BusinessInitiated => SenderIdentity.Read(call, IdentityNames.Echo, out _),
            _ => null,
        };
        return new(
            id,
            WireWord<CallEvent>.Read(call.Text("event"u8)),
            direction,
            person is null ? null : contacts.Find(person)?.Identity ?? person,
            WireWord<CallEnd>.Read(call.Text("status"u8)),
            call.Time("timestamp"u8),
            call["duration"u8]?.Integer() is <= LongestSeconds and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : null)
        {
            Raw = call.Raw,
        };
    }
}

/// <summary>What happens to a call.</summary>
public enum CallEvent
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Somebody calls.</summary>
    Connect,

    /// <summary>It is over.</summary>
    Terminate,
}

/// <summary>Who called.</summary>
public enum CallDirection
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>The person.</summary>
    UserInitiated,

    /// <summary>The business.</summary>
    BusinessInitiated,
}

/// <summary>How a call ended.</summary>
public enum CallEnd
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Somebody talked.</summary>
    Completed,

    /// <summary>Nobody did.</summary>
    Failed,
}
