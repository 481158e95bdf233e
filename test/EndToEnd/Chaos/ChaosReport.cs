using System.Text.Json;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>What was done to the service, and what the checker found.</summary>
/// <param name="EndedByItself">Nodes that ended without having been killed, and were started again.</param>
/// <param name="Storms">Some seconds in which the Graph API refused everything.</param>
/// <param name="Graph">What the Graph API counted.</param>
/// <param name="Drive">What the drive measured.</param>
/// <param name="Verdict">The checker's.</param>
internal sealed record ChaosReport(
    string Engine, int Nodes, int Seed, double Seconds, int Kills, int KillsAtStart, int DatabaseKills, int Freezes,
    int Fills, int Storms, int EndedByItself, JsonElement Graph, JsonElement Drive, JsonElement Verdict);
