using System.Text;
using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// What a name of the owner's would be taken for in a chat if it named nothing: a service "Stop" could not be booked,
/// and a hairdresser "Yes" would be in every answer. The assistant's own hearing decides, so that no second list of its
/// words has to be kept.
/// </summary>
internal static class OtherMeaning
{
    /// <summary>A guess counts when it is this sure: "hello" and "delete it", not "Perfect brows".</summary>
    private const double Certain = 0.95;

    // A business without a word of its own: what is heard then is what the assistant brings along.
    private static readonly Business Nameless = new(
        "", "", "", DateTimeZone.Utc, new OpeningHours(new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>(), []), [],
        new BookingRules(), new PrivacyFacts("", "", 1), ["en"]);

    // Whether a time is named counts, not which.
    private static readonly LocalDateTime AnyDay = new(2026, 1, 7, 12, 0);

    /// <summary>In words for the owner, such as <c>asks for a person</c>; null for a good name.</summary>
    /// <param name="name">One line of the owner's, at most 60 characters.</param>
    internal static string? OfService(string name) => Listen(name, out var heard) ?? Time(heard);

    /// <summary>As for a service; but people are called April, and the assistant knows that.</summary>
    internal static string? OfPerson(string name) =>
        Listen(name, out var heard) ?? (StaffLexicon.IsEverydayWord(name) ? null : Time(heard));

    private static string? Time(Heard heard) => heard is { Soon: true } or { Words: 1, HasTimes: true } ? "names a time" : null;

    private static string? Listen(string name, out Heard heard)
    {
        heard = Hear(name);
        return heard switch
        {
            { Remark: Remark.Distress or Remark.Danger } => "is a call for help",
            { Remark: Remark.OtherPeople } => "asks about other people",
            { Understanding.Safety: true } => OfIntent(heard.Intent),
            _ when EmbeddedBrain.Shared.IsOnlyAnswer(Encoding.UTF8.GetBytes(name)) =>
                heard.Answer == YesNo.Yes ? "says yes" : "says no",
            _ => (Decides(heard, name) ? OfIntent(heard.Intent) : null) ?? OfPhrase(heard, name),
        };
    }

    private static string? OfPhrase(Heard heard, string name) => heard switch
    {
        { Cue: not Cue.None } or { Staff: not null } => "answers a question of the assistant",
        { Remark: not Remark.None } => "is something that people say in passing",
        { Number: not null } or { Ordinal: not null } => "chooses from a list",
        _ when Cues.For(heard.Understanding.Language).IsTopic(FoldedText.Fold(name)) => "asks about the business",
        _ => null,
    };

    /// <summary>
    /// Certain by itself, or sure and still so where one asks for it: "Change of oil" can be booked, "My bookings"
    /// cannot. Nobody is stopped or started on a guess.
    /// </summary>
    private static bool Decides(Heard heard, string name) =>
        heard.Intent is not (Intent.StopMessages or Intent.ResumeMessages)
        && (heard.Understanding.Confidence >= Certain
            || (heard.Sure && Hear($"Can I book {name}?") is { Sure: true } asked && asked.Intent == heard.Intent));

    private static Heard Hear(string words) =>
        Heard.From(Encoding.UTF8.GetBytes(words), EmbeddedBrain.Shared, AnyDay, Nameless);

    private static string? OfIntent(Intent intent) => intent switch
    {
        Intent.TalkToHuman => "asks for a person",
        Intent.StopMessages => "stops all messages",
        Intent.ResumeMessages => "starts messages again",
        Intent.DeleteMyData => "asks for everything to be erased",
        Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.WhoSawMyData => "asks what is kept about somebody",
        Intent.CorrectMyData => "corrects a name",
        Intent.AreYouABot => "asks whether a machine answers",
        Intent.CancelAppointment => "cancels an appointment",
        Intent.Reschedule => "moves an appointment",
        Intent.ListAppointments => "asks for one's appointments",
        Intent.SetReminder or Intent.ListReminders or Intent.CancelReminder => "is about reminders",
        Intent.ConnectCalendar or Intent.DisconnectCalendar => "is about calendars",
        Intent.OpeningHours => "asks for the opening hours",
        Intent.Greet => "is a greeting",
        Intent.Thanks => "says thank you",
        // How one asks for a service, or nothing that is known.
        _ => null,
    };
}
