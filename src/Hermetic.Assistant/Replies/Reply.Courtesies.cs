namespace Hermetic.Assistant;

// Answers to what is no task.
public abstract partial record Reply
{
    /// <summary>Neither understood nor known to be out of scope; says what it can do.</summary>
    public sealed record NotUnderstood : Reply;

    /// <summary>What it can do here, for who asks.</summary>
    public sealed record WhatICanDo : Reply;

    /// <summary>"How are you?" is answered by what it is, not by how it feels.</summary>
    public sealed record Well : Reply;

    /// <summary>Praise.</summary>
    public sealed record Pleased : Reply;

    public sealed record Farewell : Reply;

    /// <summary>"Sorry."</summary>
    public sealed record NoHarmDone : Reply;

    /// <summary>"Ok", with nothing left to decide.</summary>
    public sealed record AllRight : Reply;

    /// <summary>An insult: still there, and two ways out.</summary>
    public sealed record Unmoved : Reply;

    /// <summary>A complaint is for a person of the business.</summary>
    public sealed record SorryToHear : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.HandOver();

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    /// <summary>Nothing is said about other people.</summary>
    public sealed record AboutOthers : Reply;

    /// <summary>The person's own calendar cannot be connected.</summary>
    public sealed record NoOwnCalendar : Reply;

    /// <summary>The message is in a language that this assistant does not speak.</summary>
    public sealed record EnglishOnly(ForeignLanguage Heard) : Reply;
}

/// <summary>Languages that are recognised, but not spoken.</summary>
public enum ForeignLanguage
{
    German,
    Spanish,
    Portuguese,
    French,
}
