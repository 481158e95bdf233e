using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Privacy;

/// <summary>What states are called in a copy of somebody's data.</summary>
internal static class ExportWords
{
    internal const string Purposes = "answering you and making your appointments";
    internal const string Basis = "Your questions and bookings need it (GDPR Art. 6(1)(b)).";
    internal const string Recipients = "Meta, which carries WhatsApp messages";

    /// <summary>An actor as the ledger names them.</summary>
    internal static string Who(string actor) => actor.Split(':')[0] switch
    {
        "person" => "you",
        "staff" => "a person of the business",
        _ => "the service",
    };

    internal static string Name(IdentifierKind kind) => kind switch
    {
        IdentifierKind.PhoneNumber => "phone number",
        IdentifierKind.FormerPhoneNumber => "former phone number",
        _ => "WhatsApp user id",
    };

    internal static string Name(AppointmentState state) =>
        state == AppointmentState.Cancelled ? "cancelled" : "booked";

    internal static string Name(ReminderState state) => state switch
    {
        ReminderState.Waiting => "planned",
        ReminderState.Queued => "written to you",
        ReminderState.Declined => "not wanted",
        _ => "left out",
    };

    internal static string Name(ConversationState state) =>
        state == ConversationState.HumanInCharge ? "a person of the business" : "the assistant";

    internal static string Name(OutboxState state) => state switch
    {
        OutboxState.Queued or OutboxState.Sending => "on its way",
        OutboxState.Sent => "sent",
        OutboxState.Delivered => "delivered",
        OutboxState.Read => "read",
        OutboxState.Held => "waits until you write",
        _ => "not delivered",
    };

    internal static string From(OutboundKind kind) => kind switch
    {
        OutboundKind.Staff => "a person of the business",
        OutboundKind.Echo => "the business's phone",
        OutboundKind.Reopening => "template",
        _ => "assistant",
    };

    /// <summary>What a message is that is not written words; null for written words.</summary>
    internal static string? Kind(MessageContent content) => content switch
    {
        TextMessage => null,
        MessageEdit edit => Kind(edit.Content) ?? "edited",
        ButtonReply or QuickReply => "button",
        ListReply => "choice from a list",
        AudioMessage => "voice message",
        ImageMessage => "picture",
        VideoMessage => "video",
        DocumentMessage => "document",
        StickerMessage => "sticker",
        LocationMessage => "location",
        ContactsMessage => "contact",
        Reaction => "reaction",
        _ => "something else; data.json has it as it came",
    };

    internal static string? Gone(InboxState state) => state switch
    {
        InboxState.Edited => "edited",
        InboxState.Revoked => "deleted by you",
        _ => null,
    };

    /// <summary>What the dialogue is about to do; null when nothing is open.</summary>
    internal static string? Task(DialogueState state) => state.Flow switch
    {
        Flow.Book => "booking an appointment",
        Flow.Move => "moving an appointment",
        Flow.Cancel => "cancelling an appointment",
        Flow.Remind or Flow.NoReminder => "changing a reminder",
        Flow.CorrectName => "correcting your name",
        _ => null,
    };

    internal static string? WaitsFor(DialogueState state) => state.Pending switch
    {
        null => null,
        PendingAction.Book => "the button that books",
        PendingAction.Move => "the button that moves your appointment",
        PendingAction.Cancel => "the button that cancels",
        PendingAction.Remind or PendingAction.NoReminder => "the button that changes your reminder",
        PendingAction.Erase => "the button that erases your data",
        PendingAction.Export => "the button that makes a copy of your data",
        PendingAction.CorrectName => "the button that corrects your name",
        PendingAction.HandOver => "the button that calls a person",
        _ => "a choice of yours",
    };
}
