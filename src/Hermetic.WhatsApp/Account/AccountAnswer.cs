namespace Hermetic.WhatsApp;

/// <summary>What Meta answered to one management call. Exactly one of three cases.</summary>
/// <typeparam name="T">What a good answer holds.</typeparam>
public abstract record AccountAnswer<T>
{
    private AccountAnswer()
    {
    }

    /// <summary>A good answer. Members that were absent or odd are null in it: Meta does not say.</summary>
    /// <param name="Value">What was read.</param>
    public sealed record Given(T Value) : AccountAnswer<T>;

    /// <summary>Meta answered with an error of its own.</summary>
    /// <param name="Code"><c>error.code</c>; see <see cref="GraphErrors"/>.</param>
    /// <param name="HttpStatus">The HTTP status; nothing is decided by it.</param>
    public sealed record Refused(int Code, int HttpStatus) : AccountAnswer<T>;

    /// <summary>No answer, or none that can be read. A change may or may not have been made.</summary>
    /// <param name="HttpStatus">The HTTP status when an answer came, else null.</param>
    public sealed record Missing(int? HttpStatus) : AccountAnswer<T>;
}

/// <summary>Meta confirmed a change.</summary>
public readonly record struct Confirmed;
