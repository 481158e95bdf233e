namespace Hermetic.Assistant;

/// <summary>
/// What a message wants. The wire names (<c>snake_case</c>) are fixed; see <see cref="IntentNames"/>.
/// </summary>
public enum Intent
{
    OutOfScope,
    Greet,
    OpeningHours,
    KnowledgeQuestion,
    BookAppointment,
    Reschedule,
    CancelAppointment,
    ListAppointments,
    Availability,
    SetReminder,
    ListReminders,
    CancelReminder,
    TalkToHuman,
    StopMessages,
    ResumeMessages,
    DeleteMyData,
    ExportMyData,
    WhatDoYouKnow,
    CorrectMyData,
    WhoSawMyData,
    AreYouABot,
    ConnectCalendar,
    DisconnectCalendar,
    Thanks,
}
