namespace Hermetic.Domain;

// The actions of the product. The names are in every ledger ever exported: they are added to, never changed.

/// <summary>Intake stores what WhatsApp delivered.</summary>
public sealed class AcceptMessage : IAction
{
    public static string Name => "message.accept";

    public static Permission Permission => Permission.AcceptMessages;
}

/// <summary>The assistant opens a message and commits its turn.</summary>
public sealed class RunTurn : IAction
{
    public static string Name => "conversation.turn";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>One try to send one message, recorded before a byte of it leaves.</summary>
public sealed class SendMessage : IAction
{
    public static string Name => "message.send";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>The outcome of a try stayed unknown: the message is shown to staff and never sent again.</summary>
public sealed class ParkMessage : IAction
{
    public static string Name => "message.park";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>Staff send a message again that did not arrive, or may not have.</summary>
public sealed class RepeatMessage : IAction
{
    public static string Name => "message.repeat";

    public static Permission Permission => Permission.ReplyInConversations;
}

/// <summary>The 24-hour window has closed: the message waits until the person writes again.</summary>
public sealed class HoldMessage : IAction
{
    public static string Name => "message.hold";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>The sender edited a message: the older wording is taken away.</summary>
public sealed class EditMessage : IAction
{
    public static string Name => "message.edit";

    public static Permission Permission => Permission.AcceptMessages;
}

/// <summary>The sender deleted a message for everyone: its content is taken away.</summary>
public sealed class RevokeMessage : IAction
{
    public static string Name => "message.revoke";

    public static Permission Permission => Permission.AcceptMessages;
}

/// <summary>WhatsApp says that a person's number or BSUID changed.</summary>
public sealed class ChangeIdentity : IAction
{
    public static string Name => "subject.identity";

    public static Permission Permission => Permission.AcceptMessages;
}

/// <summary>WhatsApp tells something about the business's own account.</summary>
public sealed class KeepAccountEvent : IAction
{
    public static string Name => "account.event";

    public static Permission Permission => Permission.AcceptMessages;
}

/// <summary>Somebody has seen what WhatsApp told about the account.</summary>
public sealed class AcknowledgeAccountEvents : IAction
{
    public static string Name => "account.acknowledge";

    public static Permission Permission => Permission.ReadConversations;
}

/// <summary>Somebody reads a conversation.</summary>
public sealed class ReadConversation : IAction
{
    public static string Name => "conversation.read";

    public static Permission Permission => Permission.ReadConversations;
}

/// <summary>A person of the business writes to a person.</summary>
public sealed class ReplyInConversation : IAction
{
    public static string Name => "conversation.reply";

    public static Permission Permission => Permission.ReplyInConversations;
}

/// <summary>A person of the business takes a conversation from the assistant.</summary>
public sealed class TakeOverConversation : IAction
{
    public static string Name => "conversation.takeover";

    public static Permission Permission => Permission.ReplyInConversations;
}

/// <summary>A person of the business gives a conversation back to the assistant.</summary>
public sealed class ReleaseConversation : IAction
{
    public static string Name => "conversation.release";

    public static Permission Permission => Permission.ReleaseConversations;
}

/// <summary>Somebody reads a person's appointments.</summary>
public sealed class ReadAppointments : IAction
{
    public static string Name => "appointment.read";

    public static Permission Permission => Permission.ReadAppointments;
}

/// <summary>An appointment is made.</summary>
public sealed class BookAppointment : IAction
{
    public static string Name => "appointment.book";

    public static Permission Permission => Permission.ChangeAppointments;
}

/// <summary>An appointment gets another time, another person or another service, in one piece.</summary>
public sealed class MoveAppointment : IAction
{
    public static string Name => "appointment.move";

    public static Permission Permission => Permission.ChangeAppointments;
}

/// <summary>An appointment is cancelled.</summary>
public sealed class CancelAppointment : IAction
{
    public static string Name => "appointment.cancel";

    public static Permission Permission => Permission.ChangeAppointments;
}

/// <summary>A person chooses when they are reminded of an appointment.</summary>
public sealed class SetReminder : IAction
{
    public static string Name => "reminder.set";

    public static Permission Permission => Permission.ChangeAppointments;
}

/// <summary>A person does not want to be reminded of an appointment.</summary>
public sealed class CancelReminder : IAction
{
    public static string Name => "reminder.cancel";

    public static Permission Permission => Permission.ChangeAppointments;
}

/// <summary>A reminder that is due becomes a message.</summary>
public sealed class SendReminder : IAction
{
    public static string Name => "reminder.send";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>A reminder comes too late, its person wants no messages, or it may not be sent: nothing is.</summary>
public sealed class DropReminder : IAction
{
    public static string Name => "reminder.drop";

    public static Permission Permission => Permission.RunConversations;
}

/// <summary>STOP or START takes effect.</summary>
public sealed class ChangePreference : IAction
{
    public static string Name => "subject.preference";

    public static Permission Permission => Permission.ChangePreferences;
}

/// <summary>Somebody looks for a person, or at how much is held about them and since when; nothing is opened for them.</summary>
public sealed class ShowSubject : IAction
{
    public static string Name => "subject.show";

    public static Permission Permission => Permission.ReadConversations;
}

/// <summary>All that is known about a person is erased (GDPR Art. 17).</summary>
public sealed class EraseSubject : IAction
{
    public static string Name => "subject.erase";

    public static Permission Permission => Permission.EraseSubjects;
}

/// <summary>A person's data must be kept for now, so that they are not erased (GDPR Art. 17(3)).</summary>
public sealed class HoldSubject : IAction
{
    public static string Name => "subject.hold";

    public static Permission Permission => Permission.HoldSubjects;
}

/// <summary>The duty to keep a person's data has ended.</summary>
public sealed class ReleaseSubject : IAction
{
    public static string Name => "subject.release";

    public static Permission Permission => Permission.HoldSubjects;
}

/// <summary>The assistant takes up what the business says about itself: its facts and its knowledge.</summary>
public sealed class ChangeFacts : IAction
{
    public static string Name => "business.facts";

    public static Permission Permission => Permission.KeepHouse;
}

/// <summary>A copy of all that is known about a person is made for them (GDPR Art. 15(3) and 20).</summary>
public sealed class ExportSubject : IAction
{
    public static string Name => "subject.export";

    public static Permission Permission => Permission.ExportSubjects;
}

/// <summary>A person corrects what is known about them (GDPR Art. 16).</summary>
public sealed class CorrectSubject : IAction
{
    public static string Name => "subject.correct";

    public static Permission Permission => Permission.CorrectSubjects;
}

/// <summary>Somebody says that the clock is right, and what is over by it is to go.</summary>
public sealed class ConfirmClock : IAction
{
    public static string Name => "retention.confirm";

    public static Permission Permission => Permission.KeepHouse;
}

/// <summary>A key of the ring gets another version, which is not used yet.</summary>
public sealed class CreateKey : IAction
{
    public static string Name => "key.create";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>A version of a key of the ring is the one that seals from now on.</summary>
public sealed class ActivateKey : IAction
{
    public static string Name => "key.activate";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>A version of a key of the ring only opens from now on.</summary>
public sealed class RetireKey : IAction
{
    public static string Name => "key.retire";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>A version of a key of the ring is destroyed.</summary>
public sealed class DestroyKey : IAction
{
    public static string Name => "key.destroy";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>The ledger tells by which key it is signed from now on.</summary>
public sealed class AnnounceLogKey : IAction
{
    public static string Name => "ledger.key";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>The keys are wrapped by another root provider.</summary>
public sealed class RewrapKeys : IAction
{
    public static string Name => "key.rewrap";

    public static Permission Permission => Permission.ChangeKeys;
}

/// <summary>Somebody reads entries of the ledger.</summary>
public sealed class ReadLedger : IAction
{
    public static string Name => "ledger.read";

    public static Permission Permission => Permission.ReadLedger;
}

/// <summary>Somebody is let into the business's console for the first time, or let in again after all passkeys were lost.</summary>
public sealed class InviteStaff : IAction
{
    public static string Name => "staff.invite";

    public static Permission Permission => Permission.ChangeStaff;
}

/// <summary>A person of the business gets a role.</summary>
public sealed class GrantRole : IAction
{
    public static string Name => "role.grant";

    public static Permission Permission => Permission.ChangeStaff;
}

/// <summary>A person of the business loses a role.</summary>
public sealed class RevokeRole : IAction
{
    public static string Name => "role.revoke";

    public static Permission Permission => Permission.ChangeStaff;
}

/// <summary>A person of the business is not let in any more.</summary>
public sealed class SuspendStaff : IAction
{
    public static string Name => "staff.suspend";

    public static Permission Permission => Permission.ChangeStaff;
}

/// <summary>Somebody ends the sessions of somebody else.</summary>
public sealed class EndSessions : IAction
{
    public static string Name => "session.revoke";

    public static Permission Permission => Permission.ChangeStaff;
}

/// <summary>Somebody looks at who may do what: people of the business, their roles, passkeys and sessions.</summary>
public sealed class ReadStaff : IAction
{
    public static string Name => "staff.read";

    public static Permission Permission => Permission.ReadStaff;
}

/// <summary>Somebody says that a person of the business still needs a role.</summary>
public sealed class KeepRole : IAction
{
    public static string Name => "role.keep";

    public static Permission Permission => Permission.ReviewAccess;
}
