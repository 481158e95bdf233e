using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How much is kept of a person.</summary>
/// <param name="OldestDay">Days since 1970-01-01; null when no message is kept.</param>
public sealed record KeptCount(long Received, long Sent, long Files, int? OldestDay);

/// <summary>An outgoing message and the day on which it was queued, in days since 1970-01-01.</summary>
public sealed record SentRow(OutboxRow Message, int Day);

/// <summary>An element that was kept or could not be typed.</summary>
public sealed record ParkedRow(MessageId Id, int Reason, int Day, Sealed<ParkedContent> Sealed);

/// <summary>Everything of one person, for them: counts without a proof, rows page by page with one.</summary>
public static class PersonRecords
{
    private const string CountKept =
        """
        select
          (select count(*) from inbox i join conversation c on c.id = i.conversation
           where c.subject = $1 and i.state in (0, 1)),
          (select count(*) from outbox o join conversation c on c.id = o.conversation where c.subject = $1),
          (select count(*) from media_chunk m join inbox i on i.id = m.message
           join conversation c on c.id = i.conversation where c.subject = $1),
          (select min(day) from (
             select i.day from inbox i join conversation c on c.id = i.conversation where c.subject = $1
             union all select o.day from outbox o join conversation c on c.id = o.conversation where c.subject = $1) as days)
        """;
    private const string SelectAppointments =
        "select id, state, version, envelope from appointment where subject = $1";
    private const string SelectConversations =
        """
        select id, number, subject, epoch, arrived, drained, state, person, dialogue
        from conversation where subject = $1 order by id
        """;
    private const string SelectReceived =
        """
        select id, sequence, state, envelope from inbox
        where conversation = $1 and sequence > $2 order by sequence limit $3
        """;
    private const string SelectSent =
        """
        select id, conversation, sequence, after, state, kind, envelope, code, billable,
        coalesce(category, 0), day from outbox where conversation = $1 and sequence > $2 order by sequence limit $3
        """;
    private const string SelectParked =
        "select id, reason, day, envelope, row from parked where subject = $1 order by row";

    public static KeptCount Count(Session session, SubjectId subject) =>
        session.Find(
            CountKept,
            row => new KeptCount(row.Long(0), row.Long(1), row.Long(2), row.IsNull(3) ? null : row.Int(3)),
            subject)!;

    /// <summary>Standing and cancelled, in no order: their times are sealed.</summary>
    public static IReadOnlyList<AppointmentRow> Appointments(Session session, SubjectId subject) =>
        session.List(
            SelectAppointments,
            row => new AppointmentRow(
                AppointmentId.From(row.Guid(0)), row.Enum<AppointmentState>(1), row.Long(2),
                row.Sealed<AppointmentContent>(3)),
            subject);

    /// <summary>One for each number of the business that the person wrote to.</summary>
    public static IReadOnlyList<ConversationRow> Conversations(Session session, Authorized<ExportSubject> proof) =>
        session.List(SelectConversations, Storage.Conversations.Read, Whose(proof));

    /// <summary>The next messages that came in, at most so many, in their order.</summary>
    public static IReadOnlyList<InboxRow> Received(
        Session session, Authorized<ExportSubject> proof, ConversationId conversation, long after, int most)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectReceived, Inbox.Read, conversation, after, most);
    }

    /// <summary>The next messages that went out, at most so many, in their order.</summary>
    public static IReadOnlyList<SentRow> Sent(
        Session session, Authorized<ExportSubject> proof, ConversationId conversation, long after, int most)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(
            SelectSent, row => new SentRow(Outbox.Read(row), row.Int(10)), conversation, after, most);
    }

    /// <summary>What WhatsApp delivered about the person and nobody answered.</summary>
    public static IReadOnlyList<ParkedRow> Parked(Session session, Authorized<ExportSubject> proof) =>
        session.List(
            SelectParked,
            row => new ParkedRow(row.Message(0), row.Int(1), row.Int(2), row.Sealed<ParkedContent>(3)),
            Whose(proof));

    private static SubjectId Whose(Authorized<ExportSubject> proof) => proof.Target.Owner
        ?? throw new InvalidOperationException("An export is somebody's.");
}
