namespace Hermetic.Assistant;

// Answers to what is no task.
public abstract partial record Reply
{
    /// <summary>Neither understood nor known to be out of scope; says what it can do.</summary>
    public sealed record NotUnderstood : Answer;

    /// <summary>What it can do here, for who asks.</summary>
    public sealed record WhatICanDo : Answer;

    /// <summary>"How are you?" is answered by what it is, not by how it feels.</summary>
    public sealed record Well : Answer;

    /// <summary>Praise.</summary>
    public sealed record Pleased : Answer;

    public sealed record Farewell : Answer;

    /// <summary>"Sorry."</summary>
    public sealed record NoHarmDone : Answer;

    /// <summary>"Ok", with nothing left to decide.</summary>
    public sealed record AllRight : Answer;

    /// <summary>An insult: still there, and two ways out.</summary>
    public sealed record Unmoved : Answer;

    /// <summary>A complaint is for a person of the business.</summary>
    public sealed record SorryToHear : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.Complaint);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    /// <summary>A lost earring, a word to the stylist: only a person can see to it.</summary>
    public sealed record ForAPerson : Answer
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.Asked);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    /// <summary>Who does not want a machine to read their messages has three ways out.</summary>
    public sealed record WithoutMe : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.Objection);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    /// <summary>How messages are kept, for how long, and who gets them.</summary>
    public sealed record DataSafety : Answer;

    /// <summary>Nothing is said about other people.</summary>
    public sealed record AboutOthers : Answer;

    /// <summary>The person's own calendar cannot be connected.</summary>
    public sealed record NoOwnCalendar : Answer;

    /// <summary>A question of medicine: none is answered, and a person is offered.</summary>
    public sealed record NoMedicalAdvice : Answer
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver(HandOverReason.Medical);
    }

    /// <summary>The message is in, or asks for, a language that this assistant does not speak.</summary>
    /// <param name="Heard">Null for a language in which it cannot even say so.</param>
    public sealed record EnglishOnly(ForeignLanguage? Heard) : Answer;

    /// <summary>"Do you speak English?"</summary>
    public sealed record SpeaksEnglish : Answer;

    /// <summary>No person is needed any more: the assistant goes on.</summary>
    public sealed record BackAgain : Reply;

    /// <summary>Somebody has lost somebody: one sentence, before what was asked for.</summary>
    public sealed record Sympathy : Reply;

    /// <summary>A person of the business was asked to take over, and has not written yet.</summary>
    public sealed record PersonAsked : Reply;
}

/// <summary>Languages that are recognised, but not spoken.</summary>
public enum ForeignLanguage
{
    German,
    Spanish,
    Portuguese,
    French,
}
