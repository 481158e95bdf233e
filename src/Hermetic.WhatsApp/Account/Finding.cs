namespace Hermetic.WhatsApp;

/// <summary>One thing that the account check found.</summary>
/// <param name="Subject">What it is about, in two or three words.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Sentence">What was found and what it means.</param>
/// <param name="WhatToDo">What to do about it; empty when nothing.</param>
public sealed record Finding(string Subject, FindingSeverity Severity, string Sentence, string WhatToDo = "");

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Something is unsafe or does not work.</summary>
    Problem = 0,

    /// <summary>It works, but is weaker than it should be or will end.</summary>
    Warning,

    /// <summary>Worth knowing; nobody has to act.</summary>
    Note,

    /// <summary>As it should be.</summary>
    Ok,
}
