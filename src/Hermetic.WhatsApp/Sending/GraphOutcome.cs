namespace Hermetic.WhatsApp;

/// <summary>What came of a call that may be repeated without harm. Exactly one of three cases.</summary>
/// <typeparam name="T">What Meta answers with.</typeparam>
public abstract record GraphOutcome<T>
{
    private protected GraphOutcome()
    {
    }
}

/// <summary>Meta answered as hoped.</summary>
/// <param name="Value">What it answered.</param>
/// <typeparam name="T">What Meta answers with.</typeparam>
public sealed record GraphAnswered<T>(T Value) : GraphOutcome<T>;

/// <summary>Meta answered with an error of its own.</summary>
/// <param name="Code"><c>error.code</c>; see <see cref="GraphErrors"/>.</param>
/// <param name="HttpStatus">The HTTP status; nothing is decided by it.</param>
/// <param name="Advice">Whether calling again can help.</param>
/// <typeparam name="T">What Meta answers with.</typeparam>
public sealed record GraphRejected<T>(int Code, int HttpStatus, ErrorAdvice Advice) : GraphOutcome<T>;

/// <summary>Anything else: no connection, a timeout, an answer that cannot be read.</summary>
/// <param name="HttpStatus">The HTTP status when an answer came, else null.</param>
/// <typeparam name="T">What Meta answers with.</typeparam>
public sealed record GraphFailed<T>(int? HttpStatus) : GraphOutcome<T>;
