using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>A message on its way out, and how to bring one into any state through the front door.</summary>
public abstract class OutgoingContract(IEngine engine) : Contract(engine)
{
    protected sealed record Outgoing(Guest Guest, MessageId Id, AttemptId Attempt, int Wamid);

    private int _messages;

    /// <summary>
    /// A message of a conversation of its own; its wamid is linked where WhatsApp accepted it.
    /// </summary>
    protected Outgoing Bring(Transaction transaction, OutboxState state)
    {
        var message = Queue(transaction, Settle(transaction));
        var lease = Conversations.Look(transaction, message.Guest.Conversation)!.Lease;
        Outbox.Begin(transaction, lease, message.Id, message.Attempt);
        if (state == OutboxState.Queued)
            Outbox.Requeue(transaction, message.Id, code: null);
        if (state == OutboxState.Parked)
            Outbox.Park(transaction, message.Id);
        if (state == OutboxState.Held)
            Outbox.Hold(transaction, message.Id, 131047);
        if (state == OutboxState.Unsent)
            Outbox.Unsend(transaction, message.Id);
        if (state is OutboxState.Queued or OutboxState.Sending or OutboxState.Parked or OutboxState.Held
            or OutboxState.Unsent)
            return message;
        Outbox.Accept(transaction, message.Id, TagOf(message.Wamid));
        if (state == OutboxState.Failed)
            Outbox.Fail(transaction, message.Id, code: 131026);
        else if (state != OutboxState.Sent)
            SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), state, code: 0);
        return message;
    }

    protected Outgoing Queue(
        Transaction transaction, Guest guest, OutboundKind kind = OutboundKind.Reply)
    {
        var message = new Outgoing(guest, MessageId.New(), AttemptId.New(), 10_000 + ++_messages);
        Outbox.Queue(
            transaction, guest.Conversation, message.Id, kind,
            Seal<OutboundContent>(message.Id.Value, guest.Subject, "at nine"u8));
        return message;
    }

    protected Guest Settle(Transaction transaction)
    {
        var (subject, slot) = (SubjectId.New(), transaction.Count("select count(*) from subject"));
        Subjects.Create(transaction, subject, slot);
        return new Guest(subject, Receive(transaction, subject).Conversation, slot);
    }

    protected static OutboxState StateOf(Session session, Outgoing message) =>
        Outbox.List(session, Proof<ReadConversation>(Target.Deployment), message.Guest.Conversation)
            .Single(row => row.Id == message.Id).State;
}
