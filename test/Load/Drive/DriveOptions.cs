namespace Load;

/// <summary>What a drive does. Shares are from 0 to 1.</summary>
public sealed record DriveOptions
{
    public required int People { get; init; }

    public bool Zipf { get; init; }

    public int Connections { get; init; } = 32;

    /// <summary>Messages a second, whatever the answers (an open loop); 0 for as fast as connections get free.</summary>
    public double Rate { get; init; }

    /// <summary>Ends when so many were sent.</summary>
    public long Messages { get; init; } = long.MaxValue;

    /// <summary>Ends after such a time.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>Of this time at the beginning nothing is measured.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>This process is the Graph API as well.</summary>
    public bool IsGraph { get; init; }

    /// <summary>A message is over when its echo arrived at the Graph API of this process, not when it was acknowledged.</summary>
    public bool UntilEcho { get; init; }

    /// <summary>Bodies that are delivered once more, up to three seconds after they were acknowledged.</summary>
    public double Duplicates { get; init; }

    /// <summary>Bodies that wait up to half a second on the way, so that other people's overtake them.</summary>
    public double Held { get; init; }

    /// <summary>Bodies with <see cref="Batch"/> elements instead of one.</summary>
    public double Batches { get; init; }

    public int Batch { get; init; } = 1000;

    /// <summary>Sends the text itself, for services that echo everything.</summary>
    public bool Plain { get; init; }

    /// <summary>How long after the end what was begun may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    public static DriveOptions From(Arguments arguments) => new()
    {
        People = (int)arguments.Number("people", 1000),
        Zipf = arguments.Text("choice") switch
        {
            null or "uniform" => false,
            "zipf" => true,
            _ => throw new UsageException("--choice is uniform or zipf."),
        },
        Connections = (int)arguments.Number("connections", 32),
        Rate = arguments.Number("rate", 0),
        Messages = arguments.Number("messages", long.MaxValue),
        Time = arguments.Text("seconds") is null ? TimeSpan.MaxValue : TimeSpan.FromSeconds(arguments.Number("seconds", 0)),
        WarmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 0)),
        IsGraph = arguments.Text("graph-port") is not null,
        UntilEcho = arguments.Text("graph-port") is not null && arguments.Text("until") is null or "echo",
        Duplicates = arguments.Share("duplicates"),
        Held = arguments.Share("held"),
        Batches = arguments.Share("batches"),
        Batch = (int)arguments.Number("batch", 1000),
        Plain = arguments.Text("text") is "plain",
        Patience = TimeSpan.FromSeconds(arguments.Number("patience", 120)),
    };
}
