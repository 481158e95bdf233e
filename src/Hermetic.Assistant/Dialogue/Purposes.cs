using Hermetic.Domain;

namespace Hermetic.Assistant;

internal static class Purposes
{
    /// <summary>Whoever is in danger needs help, and whoever is late needs people, whatever the words are.</summary>
    internal static Purpose Of(Heard heard, DialogueState state) => heard switch
    {
        { Remark: Remark.Distress or Remark.Danger } => Purpose.Emergency,
        { Late: true, Understanding.Safety: false } => Purpose.HumanSupport,
        _ => Of(heard.Understanding, state),
    };

    private static Purpose Of(Understanding understood, DialogueState state) => understood.Intent switch
    {
        // Only a safety word decides over somebody's preference; a guess is asked about and is an enquiry
        // until then.
        Intent.StopMessages or Intent.ResumeMessages when understood.Safety => Purpose.Preference,
        Intent.TalkToHuman => Purpose.HumanSupport,
        Intent.DeleteMyData or Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.CorrectMyData
            or Intent.WhoSawMyData => Purpose.PrivacyRequest,
        Intent.BookAppointment or Intent.Reschedule or Intent.CancelAppointment or Intent.ListAppointments
            or Intent.Availability => Purpose.BookAppointment,
        _ when state.Flow == Flow.CorrectName => Purpose.PrivacyRequest,
        Intent.SetReminder or Intent.ListReminders or Intent.CancelReminder => Purpose.BookAppointment,
        _ when state.Flow != Flow.None => Purpose.BookAppointment,
        _ => Purpose.AnswerEnquiry,
    };

    internal static Purpose Of(Utterance.Button button) => button.Action switch
    {
        PendingAction.Erase or PendingAction.Export or PendingAction.CorrectName => Purpose.PrivacyRequest,
        PendingAction.HandOver when button.Choice == Choice.Confirm => Purpose.HumanSupport,
        PendingAction.ChooseIntent choose when choose.Options.TryGet(button.Choice, out var intent) =>
            Of(intent),
        PendingAction.HandOver or PendingAction.ChooseIntent => Purpose.AnswerEnquiry,
        _ => Purpose.BookAppointment,
    };

    // A pressed button is as explicit as a safety word.
    private static Purpose Of(Intent pressed) => Of(
        new Understanding("en", pressed, 1, RunnerUp: null, [], YesNo.Neither, Safety: true),
        DialogueState.Fresh);
}
