using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// The typed facts of one business: what the assistant answers from without looking anything up.
/// </summary>
/// <param name="Name">As customers know it, at most 60 characters.</param>
/// <param name="Address">One line, as one would write it on an envelope.</param>
/// <param name="Phone">As people dial it.</param>
/// <param name="Zone">The business's time zone; every wall time of the dialogue is in it.</param>
/// <param name="Services">What can be booked; at least one.</param>
/// <param name="Languages">BCP 47 primary tags, the default first.</param>
public sealed record Business(
    string Name,
    string Address,
    string Phone,
    DateTimeZone Zone,
    OpeningHours Hours,
    IReadOnlyList<Service> Services,
    BookingRules Booking,
    PrivacyFacts Privacy,
    IReadOnlyList<string> Languages)
{
    /// <summary>The service that is meant when nobody names one; null when it has to be asked.</summary>
    public string? DefaultServiceId { get; init; }

    /// <summary>
    /// Who does the work, each with a calendar of their own; empty when the business has one calendar.
    /// </summary>
    public IReadOnlyList<StaffMember> Staff { get; init; } = [];

    /// <summary>What questions are answered from that no typed fact answers.</summary>
    public IReadOnlyList<KnowledgeDocument> Knowledge { get; init; } = [];

    /// <summary>What its people may send with one choice.</summary>
    public IReadOnlyList<CannedReply> Replies { get; init; } = [];

    /// <summary>Where it sounds like itself.</summary>
    public Tone Tone { get; init; } = new(Greeting: null, Courtesy: null);

    /// <summary>The only service, or the default one.</summary>
    public Service? ImpliedService => Services.Count == 1 ? Services[0] : Find(DefaultServiceId);

    /// <summary>Who does this service, in the order of the business.</summary>
    public IEnumerable<StaffMember> StaffFor(string serviceId) =>
        Staff.Where(member => member.Does(serviceId));

    public StaffMember? FindStaff(string? staffId) =>
        Staff.FirstOrDefault(member => string.Equals(member.Id, staffId, StringComparison.Ordinal));

    public Service? Find(string? serviceId) =>
        Services.FirstOrDefault(service => string.Equals(service.Id, serviceId, StringComparison.Ordinal));
}

/// <summary>How appointments are offered.</summary>
/// <param name="StepMinutes">Appointments begin on this grid, counted from the hour.</param>
/// <param name="NoticeMinutes">The shortest time between booking and beginning.</param>
/// <param name="HorizonDays">How far ahead one may book.</param>
/// <param name="ReminderHours">
/// How long before an appointment the person is reminded; 0 = not by itself.
/// </param>
public sealed record BookingRules(
    int StepMinutes = 15, int NoticeMinutes = 60, int HorizonDays = 90, int ReminderHours = 24);

/// <summary>What GDPR Art. 13 wants to be said at first contact.</summary>
/// <param name="Contact">Where privacy questions go, such as an e-mail address.</param>
/// <param name="Notice">Link to the privacy notice.</param>
/// <param name="RetentionDays">How long messages are kept.</param>
/// <param name="AppointmentDays">How long appointments are kept, from the day on which they were.</param>
/// <param name="ContactDays">How long it is kept who somebody is, from their last contact on.</param>
public sealed record PrivacyFacts(
    string Contact, string Notice, int RetentionDays, int AppointmentDays = 365, int ContactDays = 365)
{
    public RetentionSchedule Retention => new(RetentionDays, AppointmentDays, ContactDays);
}
