using NodaTime;

namespace Hermetic.Domain;

/// <summary>
/// WhatsApp's customer service window: free-form replies are accepted for 24 hours after the person's last
/// message, counted from WhatsApp's own timestamp of that message.
/// </summary>
/// <param name="SaidAt">WhatsApp's timestamp of the message.</param>
public readonly record struct ServiceWindow(Instant SaidAt)
{
    public static Duration Length { get; } = Duration.FromHours(24);

    /// <summary>The instant from which free-form replies are refused.</summary>
    public Instant ClosesAt => SaidAt + Length;

    public bool IsOpenAt(Instant now) => now < ClosesAt;

    /// <summary>How long the message has waited; never negative.</summary>
    public Duration AgeAt(Instant now) => Duration.Max(now - SaidAt, Duration.Zero);
}
