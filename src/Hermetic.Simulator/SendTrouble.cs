namespace Hermetic.Simulator;

/// <summary>
/// What goes wrong with sends by chance, from the seed: each share (0 to 1) of all valid sends meets its
/// fault.
/// </summary>
public sealed record SendTrouble(IReadOnlyList<(double Share, GraphFault Fault)> Shares)
{
    public static SendTrouble None { get; } = new([]);

    /// <summary>
    /// The connection breaks after accepting: only a status can tell what became of the send.
    /// </summary>
    public static SendTrouble Cut(double share) => new([(share, new GraphFault.CutAfterAccepting())]);
}
