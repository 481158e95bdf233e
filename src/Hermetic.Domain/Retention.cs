namespace Hermetic.Domain;

/// <summary>
/// Rules by which stored data goes (GDPR Art. 5(1)(e)). Those for which <see cref="RetentionSchedule.Days"/> has a number
/// count days, the others name what ends the keeping. The zero value is not stored; the numbers are.
/// </summary>
public enum Retention
{
    None,

    /// <summary>Messages in both directions with their files, from the day on which they came or were written.</summary>
    Messages,

    /// <summary>Webhook elements that could not be attributed or understood, from the day on which they came.</summary>
    Unread,

    /// <summary>Reminders that were settled, from the hour in which they were due.</summary>
    Reminders,

    /// <summary>Appointments, from the day on which they were.</summary>
    Appointments,

    /// <summary>Who somebody is, from their last contact, when nothing else of theirs is kept: erased by their key.</summary>
    Contacts,

    /// <summary>Marks by which a message that comes again is recognised; WhatsApp redelivers for up to 7 days.</summary>
    Redelivery,

    /// <summary>Marks by which a status finds its message; WhatsApp delivers for 30 days, and a status may follow.</summary>
    Statuses,

    /// <summary>Keys of days for what belongs to nobody.</summary>
    DayKeys,

    /// <summary>What WhatsApp told about the business's account, once somebody has seen it.</summary>
    AccountEvents,

    /// <summary>When staff looked at whom.</summary>
    StaffAccess,

    /// <summary>Keys of forms, from the day on which they were replaced.</summary>
    FormKeys,

    /// <summary>Copies of people's data, from the hour in which they were offered.</summary>
    Copies,

    /// <summary>Goes with the row that it belongs to.</summary>
    WithItsOwner,

    /// <summary>Until the person takes back what they said.</summary>
    UntilWithdrawn,

    /// <summary>As long as the deployment works with it.</summary>
    WhileInUse,

    /// <summary>For good: a record from which something can be taken out proves nothing.</summary>
    Always,

    /// <summary>Until somebody of the business says that the duty to keep it has ended.</summary>
    UntilReleased,

    /// <summary>What waits for a second person of the business, from the hour in which the first asked.</summary>
    Approvals,

    /// <summary>Erasures that are certified, from the hour in which the person's link was used or over.</summary>
    Certificates,

    /// <summary>Until a person of the business leaves it.</summary>
    UntilTheyLeave,

    /// <summary>Until the hour in which it could not be used any more: sessions, invitations, what was used once.</summary>
    UntilItsHour,
}

/// <summary>
/// Days for each rule. Three are the business's own to choose; the others follow from what WhatsApp does, or from what
/// people have to be told.
/// </summary>
/// <param name="MessageDays">At least 1.</param>
/// <param name="AppointmentDays">At least 1, counted from the day of the appointment.</param>
/// <param name="ContactDays">At least 1, counted from the last contact.</param>
public sealed record RetentionSchedule(int MessageDays = 30, int AppointmentDays = 365, int ContactDays = 365)
{
    /// <summary>Whole days; 0 means that no count of days ends it.</summary>
    public int Days(Retention rule) => rule switch
    {
        Retention.Messages or Retention.Unread or Retention.Reminders => MessageDays,
        Retention.Appointments => AppointmentDays,
        Retention.Contacts => ContactDays,
        Retention.Redelivery => 9,
        Retention.Statuses => 40,
        Retention.DayKeys => 7,
        Retention.AccountEvents => 90,
        Retention.StaffAccess => 365,
        Retention.FormKeys => 7,
        Retention.Copies or Retention.Approvals => 1,
        Retention.Certificates => 2,
        _ => 0,
    };

    /// <summary>
    /// The oldest day that is kept, as days since 1970-01-01 are counted: what is of an earlier one goes. The day of
    /// making does not count, so that its last hour is kept as long as its first.
    /// </summary>
    /// <exception cref="InvalidOperationException">No count of days ends this rule.</exception>
    public int OldestDay(Retention rule, int today) => Days(rule) is > 0 and var days
        ? today - days
        : throw new InvalidOperationException($"{rule} is not a matter of days.");
}
