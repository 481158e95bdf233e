namespace Hermetic.Domain;

/// <summary>What a caller may be granted. The zero value can be granted to nobody.</summary>
public enum Permission
{
    None,
    AcceptMessages,
    RunConversations,
    ReadConversations,
    ReplyInConversations,
    ReleaseConversations,
    ReadAppointments,
    ChangeAppointments,
    ChangePreferences,
    EraseSubjects,
    ExportSubjects,
    CorrectSubjects,
    ReadLedger,
    KeepHouse,
    ChangeKeys,
    HoldSubjects,
    ReadFacts,
    ChangeFacts,
    ReadStaff,
    ChangeStaff,
    ReviewAccess,
}
