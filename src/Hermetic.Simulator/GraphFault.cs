using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator;

/// <summary>
/// What goes wrong with a send that is valid in itself. Read marks and typing are not affected.
/// </summary>
public abstract record GraphFault
{
    private GraphFault() { }

    /// <summary>Refused with a Graph error; nothing was accepted.</summary>
    /// <param name="HttpStatus">429, 500, 400 and so on: Meta's choice per code is not settled.</param>
    /// <param name="Code">The Graph error code, such as 131056.</param>
    public sealed record Refuse(int HttpStatus, int Code) : GraphFault;

    /// <summary>
    /// The request was read, then the connection breaks; nothing was accepted and no status comes.
    /// </summary>
    public sealed record CutBeforeAccepting : GraphFault;

    /// <summary>Accepted, but the connection breaks before the answer: only a status can tell.</summary>
    public sealed record CutAfterAccepting : GraphFault;

    /// <summary>Accepted, answered after a pause.</summary>
    public sealed record Slow(TimeSpan Pause) : GraphFault;

    /// <summary>Accepted and answered with 200, then reported as <c>failed</c> with this code.</summary>
    public sealed record FailLater(int Code) : GraphFault;

    /// <summary>Refused with a code and the HTTP status that is most often seen with it.</summary>
    public static GraphFault OfCode(int code) => new Refuse(GraphError.Of(code).HttpStatus, code);
}
