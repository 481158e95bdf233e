namespace Hermetic.Assistant;

/// <summary>
/// Answers to what is no task. A running task stays as it is, but for the two that call a person.
/// </summary>
internal static class Courtesies
{
    /// <summary>What comes before every other understanding, the safety words included.</summary>
    internal static Move? Urgent(Heard heard, TurnContext context) => heard.Remark switch
    {
        Remark.Distress => Call(HandOverReason.Distress, heard, context),
        Remark.Danger => Call(HandOverReason.Danger, heard, context),
        _ => null,
    };

    /// <summary>Who mourns is not only asked for a button.</summary>
    internal static Move WithSympathy(Heard heard, Move move) => heard is not { Mourns: true } ? move : move.Say switch
    {
        null or Reply.HandedOver or Reply.HandedOverAndStopped or Reply.OptedOut => move,
        Reply.OutOfScope or Reply.NotUnderstood or Reply.DoNotKnow or Reply.Clarify or Reply.Courtesy =>
            move with { Say = new Reply.SaidFirst(new Reply.Sympathy(), new Reply.HowCanIHelp()), Failed = false },
        var say => move with { Say = new Reply.SaidFirst(new Reply.Sympathy(), say) },
    };

    /// <summary>
    /// What holds whatever else the message seems to want: nothing about others is ever said.
    /// </summary>
    internal static Move? AboutOthers(Heard heard, TurnContext context) =>
        heard.Remark == Remark.OtherPeople ? new(new Reply.AboutOthers(), context.State) : null;

    /// <summary>
    /// Who objects to the machine, or asks how their data is kept, is answered before any task goes on.
    /// </summary>
    internal static Move? AboutData(Heard heard, TurnContext context) => heard.Remark switch
    {
        Remark.Objection => new(new Reply.WithoutMe(), context.State.Done()),
        Remark.DataSafety => new(new Reply.DataSafety(), context.State),
        _ => null,
    };

    /// <summary>
    /// A complaint that names no time to come is no part of a running task, unless it also says yes or no to
    /// its question.
    /// </summary>
    internal static Move? Complaint(Heard heard, TurnContext context)
    {
        var now = context.Input.Now.LocalDateTime;
        // "Not happy with Lena, can I have Tom": somebody else shall do it.
        if (AsksForSomebodyElse(heard, context))
            return null;
        return heard is { Remark: Remark.Complaint, Answer: YesNo.Neither }
            && heard.Understanding.Times.All(time => time.Best.End <= now)
            ? new(new Reply.SorryToHear(), context.State.Done()) : null;
    }

    /// <summary>
    /// What only a doctor may answer is not answered, unless the business itself has written about it; doses
    /// never.
    /// </summary>
    internal static Move? AboutMedicine(Heard heard, TurnContext context) => heard.Medical switch
    {
        MedicalQuestion.Dose => new(new Reply.NoMedicalAdvice(), context.State),
        MedicalQuestion.Safety when !heard.HasTimes =>
            FactAnswers.FromKnowledge(heard, context) ?? new(new Reply.NoMedicalAdvice(), context.State),
        _ => null,
    };

    /// <summary>
    /// Which language is spoken; the business's own words about it come first, where they can be read.
    /// </summary>
    internal static Move? AboutLanguages(Heard heard, TurnContext context) => heard.Language switch
    {
        null => null,
        { InEnglish: true } when heard.HasTimes || heard.ServiceId is not null
            || heard.Understanding.Safety => null,
        { InEnglish: true } when FactAnswers.FromKnowledge(heard, context) is { } written => written,
        { IsEnglish: true } => new(new Reply.SpeaksEnglish(), context.State),
        { AnswerIn: var language } => new(new Reply.EnglishOnly(language), context.State),
    };

    /// <summary>
    /// An answer to a remark; null for one that clearly comes with a task ("…friday at 3, you idiot").
    /// </summary>
    internal static Move? To(Heard heard, TurnContext context)
    {
        var task = heard.HasTimes || heard.ServiceId is not null || (heard.Sure && IsTask(heard.Intent));
        return heard.Remark switch
        {
            Remark.Complaint when !(heard.HasTimes && ChangesOne(heard)) && !AsksForSomebodyElse(heard, context) =>
                new(new Reply.SorryToHear(), context.State.Done()),
            Remark.Errand when heard.ServiceId is null => new(new Reply.ForAPerson(), context.State),
            _ when task => null,
            Remark.Hello => new(new Reply.Greeting(), context.State),
            Remark.Insult => new(new Reply.Unmoved(), context.State),
            Remark.Capabilities => new(new Reply.WhatICanDo(), context.State),
            Remark.HowAreYou => new(new Reply.Well(), context.State),
            Remark.Praise => new(new Reply.Pleased(), context.State),
            Remark.Farewell => new(new Reply.Farewell(), context.State),
            Remark.Apology => new(new Reply.NoHarmDone(), context.State),
            Remark.Thanks => new(new Reply.Courtesy(), context.State),
            Remark.Acknowledged => new(new Reply.AllRight(), context.State),
            // A thumb up, and nothing to say yes to.
            Remark.None when heard is { Words: 0, Answer: not YesNo.Neither } =>
                new(new Reply.AllRight(), context.State),
            _ => null,
        };
    }

    private static bool AsksForSomebodyElse(Heard heard, TurnContext context) =>
        context.State.Flow is Flow.Book or Flow.Move && (heard.Staff is not null || heard.Cue == Cue.Staff);

    /// <summary>"Not happy with Friday, can we move it?" wants an appointment moved.</summary>
    private static bool ChangesOne(Heard heard) =>
        heard is { Sure: true, Intent: Intent.Reschedule or Intent.CancelAppointment };

    private static bool IsTask(Intent intent) =>
        intent is not (Intent.OutOfScope or Intent.Greet or Intent.Thanks
        or Intent.AreYouABot or Intent.KnowledgeQuestion or Intent.TalkToHuman);

    /// <summary>Who says STOP as well gets both: neither waits for another message.</summary>
    private static Move Call(HandOverReason reason, Heard heard, TurnContext context) => new(
        heard.SaysStop ? new Reply.HandedOverAndStopped(reason) : new Reply.HandedOver(reason),
        context.State.Done(), new PlannedCall.HandOver(reason, context.Label))
    {
        Also = heard.SaysStop ? new PlannedCall.OptOut(context.Label) : null,
    };
}
