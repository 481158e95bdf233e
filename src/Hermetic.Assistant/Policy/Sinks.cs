using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>
/// Where values may go, and what each place asks of them. What is not listed here cannot be reached.
/// </summary>
public static class Sinks
{
    /// <summary>Reading a message to understand it: nothing leaves, so any text will do.</summary>
    public static Sink Understanding(SubjectId person) =>
        new("assistant.understanding", Integrity.Outside, person);

    /// <summary>A message to the person: their own data and facts of the business.</summary>
    public static Sink Reply(SubjectId person) => new("whatsapp.reply", Integrity.Outside, person);

    /// <summary>
    /// Making, moving or cancelling an appointment or its reminder: only what the person said or confirmed.
    /// </summary>
    public static Sink Calendar(SubjectId person) => new("calendar.write", Integrity.Subject, person);

    public static Sink Erasure(SubjectId person) => new("subject.erase", Integrity.Subject, person);

    /// <summary>A copy of everything: only what the person said or confirmed makes one.</summary>
    public static Sink Export(SubjectId person) => new("subject.export", Integrity.Subject, person);

    public static Sink Correction(SubjectId person) => new("subject.correct", Integrity.Subject, person);

    public static Sink Preference(SubjectId person) => new("subject.preference", Integrity.Subject, person);

    public static Sink HandOver(SubjectId person) => new("conversation.handover", Integrity.Subject, person);

    /// <summary>The sink of a call; null for a call that no line here knows, which is then refused.</summary>
    internal static Sink? Of(PlannedCall call, SubjectId person) => call switch
    {
        PlannedCall.Say => Reply(person),
        PlannedCall.Book or PlannedCall.Move or PlannedCall.Cancel => Calendar(person),
        PlannedCall.Remind or PlannedCall.NoReminder => Calendar(person),
        PlannedCall.EraseSubject or PlannedCall.TakeBackErasure => Erasure(person),
        PlannedCall.ExportSubject => Export(person),
        PlannedCall.CorrectName => Correction(person),
        PlannedCall.OptOut or PlannedCall.OptIn => Preference(person),
        PlannedCall.HandOver or PlannedCall.GiveBack => HandOver(person),
        _ => null,
    };

    /// <summary>Writing calls need an owner: a value that is nobody's was endorsed by nobody.</summary>
    internal static bool Accepts(Sink sink, Label label) =>
        label.Integrity >= sink.Worst
        && (sink.Worst == Integrity.Outside ? label.Owner is null || label.Owner == sink.Audience
            : label.Owner == sink.Audience);
}
