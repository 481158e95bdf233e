using NodaTime;

namespace Hermetic.Domain;

/// <summary>
/// Kinds of stored data by how long they are kept (GDPR Art. 5(1)(e)). The zero value is not stored.
/// </summary>
public enum Retention
{
    None,

    /// <summary>Messages in both directions.</summary>
    Conversation,

    /// <summary>The state of a running dialogue.</summary>
    Dialogue,

    /// <summary>Appointments, counted from their end.</summary>
    Appointment,

    /// <summary>Webhook elements that could not be attributed or understood.</summary>
    Parked,

    /// <summary>Dedupe tags; WhatsApp redelivers for up to 7 days.</summary>
    Dedupe,
}

/// <summary>
/// Days for each kind; the business may keep conversations and appointments for a shorter or longer time.
/// </summary>
/// <param name="ConversationDays">At least 1.</param>
/// <param name="AppointmentDays">At least 1, counted from the end of the appointment.</param>
public sealed record RetentionSchedule(int ConversationDays = 30, int AppointmentDays = 90)
{
    /// <summary>Whole days; 0 means that it must not be stored.</summary>
    public int Days(Retention kind) => kind switch
    {
        Retention.Conversation => ConversationDays,
        Retention.Appointment => AppointmentDays,
        Retention.Dialogue => 1,
        Retention.Parked => 8,
        Retention.Dedupe => 8,
        _ => 0,
    };

    /// <summary>
    /// The first UTC day on which a row made at <paramref name="from"/> may no longer exist.
    /// </summary>
    public LocalDate ErasedFrom(Retention kind, Instant from)
    {
        var days = Days(kind);
        if (days < 1)
            throw new InvalidOperationException($"{kind} is not stored.");
        // The day of making does not count, so that the last hour of it is kept as long as the first.
        return from.InUtc().Date.PlusDays(days + 1);
    }
}
