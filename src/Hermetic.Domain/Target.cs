using System.Runtime.InteropServices;

namespace Hermetic.Domain;

/// <summary>What kind of thing is acted on. The zero value cannot be acted on.</summary>
public enum TargetKind
{
    None,
    Subject,
    Conversation,
    Message,
    Appointment,

    /// <summary>The deployment itself: the ledger, intake, housekeeping.</summary>
    Deployment,

    /// <summary>A person of the business.</summary>
    Staff,
}

/// <summary>
/// What is acted on, and whose it is; a null owner means that it is nobody's personal data.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Target
{
    private Target(TargetKind kind, Guid id, SubjectId? owner) => (Kind, Id, Owner) = (kind, id, owner);

    public TargetKind Kind { get; }

    /// <summary>The id of the thing; empty for the deployment.</summary>
    public Guid Id { get; }

    public SubjectId? Owner { get; }

    public static Target Deployment { get; } = new(TargetKind.Deployment, Guid.Empty, owner: null);

    public static Target Of(StaffId staff) => new(TargetKind.Staff, staff.Value, owner: null);

    public static Target Of(SubjectId subject) => new(TargetKind.Subject, subject.Value, subject);

    public static Target Of(ConversationId conversation, SubjectId? owner) =>
        new(TargetKind.Conversation, conversation.Value, owner);

    public static Target Of(MessageId message, SubjectId? owner) => new(TargetKind.Message, message.Value, owner);

    public static Target Of(AppointmentId appointment, SubjectId owner) =>
        new(TargetKind.Appointment, appointment.Value, owner);
}
