using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// What is kept about one person, as their own turn sees it. Made for one person by the host.
/// </summary>
public interface IPersonRecord
{
    /// <summary>Read now, labelled as the person's.</summary>
    ValueTask<Labeled<PersonSummary>> SummaryAsync(CancellationToken cancel);

    /// <summary>Whether the law obliges the business to keep the person's data for now; labelled as the person's.</summary>
    ValueTask<Labeled<bool>> IsOnHoldAsync(CancellationToken cancel);
}

/// <summary>
/// What GDPR Art. 15(1) wants a person to be told, apart from what the business's facts say.
/// </summary>
public sealed record PersonSummary
{
    /// <summary>As WhatsApp tells it; null when they show none.</summary>
    public PersonName? ProfileName { get; init; }

    /// <summary>Since when it is known; null when that was not noted.</summary>
    public LocalDate? ProfileNameSince { get; init; }

    /// <summary>As they asked to be called.</summary>
    public PersonName? OwnName { get; init; }

    /// <summary>The last two digits of their number; null when WhatsApp gave an id instead of it.</summary>
    public int? NumberEnd { get; init; }

    /// <summary>Messages from the person that are kept.</summary>
    public int Received { get; init; }

    /// <summary>Messages to the person that are kept.</summary>
    public int Sent { get; init; }

    /// <summary>The day of the oldest of them.</summary>
    public LocalDate? Oldest { get; init; }

    /// <summary>In order.</summary>
    public Options<Appointment> Coming { get; init; } = new([]);

    /// <summary>The latest first.</summary>
    public Options<Appointment> Past { get; init; } = new([]);

    /// <summary>How many appointments were cancelled and are still kept.</summary>
    public int Cancelled { get; init; }

    /// <summary>The person said STOP.</summary>
    public bool OptedOut { get; init; }

    public StaffAccess Access { get; init; } = new(0, Last: null, Lists: 0);
}

/// <summary>
/// When people of the business looked at what is kept about somebody, by the ledger's own hours.
/// </summary>
/// <param name="Count">How often somebody opened a conversation of theirs.</param>
/// <param name="Last">The day of the last time; null when nobody did.</param>
/// <param name="Lists">How often somebody opened the list of conversations, which shows their name.</param>
public sealed record StaffAccess(int Count, LocalDate? Last, int Lists);
