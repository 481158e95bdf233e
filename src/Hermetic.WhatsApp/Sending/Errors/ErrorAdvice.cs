namespace Hermetic.WhatsApp;

/// <summary>What to do after an error of the Graph API.</summary>
public enum ErrorAdvice
{
    /// <summary>Do not send it again; a person or a setting has to change something first. Also for codes
    /// that are not in the catalogue.</summary>
    Never = 0,

    /// <summary>A passing fault on Meta's side: try again soon, a few times.</summary>
    Retry,

    /// <summary>A rate limit: try again after a growing pause (for a pair of numbers 4^n seconds).</summary>
    Wait,
}
