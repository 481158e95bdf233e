using System.Globalization;
using System.Security.Cryptography;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>How long and how hard: a minute in the suite; what <c>test/Load/chaos.sh</c> says in a long run.</summary>
internal sealed record ChaosPlan
{
    private const string Prefix = "HERMETIC_CHAOS_";

    /// <summary>kill -9 of a random node, at least so often.</summary>
    public int Kills { get; init; } = 4;

    /// <summary>At least so many are acknowledged before the faults end.</summary>
    public int Messages { get; init; } = 1500;

    public int People { get; init; } = 300;

    /// <summary>Bodies a second.</summary>
    public int Rate { get; init; } = 60;

    /// <summary>Nodes on one PostgreSQL; SQLite has one.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>For how long PostgreSQL does not move.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(4);

    public int Seed { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Where the report goes; null in the suite.</summary>
    public string? Report { get; init; }

    public static ChaosPlan FromEnvironment()
    {
        var usual = new ChaosPlan();
        return usual with
        {
            Kills = Number("KILLS", usual.Kills),
            Messages = Number("MESSAGES", usual.Messages),
            People = Number("PEOPLE", usual.People),
            Rate = Number("RATE", usual.Rate),
            Nodes = Number("NODES", usual.Nodes),
            Freeze = TimeSpan.FromSeconds(Number("FREEZE", (int)usual.Freeze.TotalSeconds)),
            Seed = int.TryParse(Environment.GetEnvironmentVariable("HERMETIC_SEED"), out var seed) ? seed : usual.Seed,
            Report = Environment.GetEnvironmentVariable(Prefix + "REPORT"),
        };
    }

    private static int Number(string name, int unset) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : unset;
}
