namespace Load;

/// <summary>How the Graph API misbehaves; each a share of requests, or of messages, from 0 to 1.</summary>
public sealed record GraphFaults
{
    public static readonly GraphFaults None = new();

    /// <summary>Refused with 429: 131056, which concerns the pair, not the number.</summary>
    public double PairLimit { get; init; }

    /// <summary>Refused with 429: 130429, which concerns the whole number.</summary>
    public double NumberLimit { get; init; }

    /// <summary>Refused with 500 and error 131000.</summary>
    public double ServerError { get; init; }

    /// <summary>Answered with 500 and a page that is no JSON: accepted or not, nobody can tell from it. It was not.</summary>
    public double Nonsense { get; init; }

    /// <summary>Answered after <see cref="SlowMilliseconds"/>.</summary>
    public double Slow { get; init; }

    public int SlowMilliseconds { get; init; } = 2000;

    /// <summary>Accepted, then the connection is cut instead of an answer.</summary>
    public double Cut { get; init; }

    /// <summary>Messages of which no status is ever sent.</summary>
    public double StatusMissing { get; init; }

    /// <summary>Statuses that are sent twice.</summary>
    public double StatusTwice { get; init; }

    /// <summary>Messages whose statuses come in the wrong order.</summary>
    public double StatusReordered { get; init; }

    /// <summary>Messages whose statuses come up to <see cref="StatusLateMilliseconds"/> late.</summary>
    public double StatusLate { get; init; }

    public int StatusLateMilliseconds { get; init; } = 3000;

    public static GraphFaults From(Arguments arguments) => new()
    {
        PairLimit = arguments.Share("pair-limit"),
        NumberLimit = arguments.Share("number-limit"),
        ServerError = arguments.Share("server-error"),
        Nonsense = arguments.Share("nonsense"),
        Slow = arguments.Share("slow"),
        SlowMilliseconds = (int)arguments.Number("slow-ms", 2000),
        Cut = arguments.Share("cut"),
        StatusMissing = arguments.Share("status-missing"),
        StatusTwice = arguments.Share("status-twice"),
        StatusReordered = arguments.Share("status-reordered"),
        StatusLate = arguments.Share("status-late"),
        StatusLateMilliseconds = (int)arguments.Number("status-late-ms", 3000),
    };
}
