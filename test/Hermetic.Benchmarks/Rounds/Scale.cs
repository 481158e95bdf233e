namespace Hermetic.Benchmarks.Rounds;

/// <summary>How long and how often is measured. A warm-up is as long as the runtime takes to compile what is hot.</summary>
/// <param name="Rounds">Of which the median counts.</param>
/// <param name="Seconds">Of one run, without its warm-up.</param>
/// <param name="People">How many people there are in the runs of growth.</param>
/// <param name="Nodes">More than one adds PostgreSQL with so many nodes.</param>
internal sealed record Scale(int Rounds, int Seconds, int WarmUp, int[] People, int Nodes)
{
    /// <summary>About five minutes, to see that everything works; its figures say little.</summary>
    public static Scale Quick(int nodes) => new(2, 4, 2, [1000, 10_000], nodes);

    /// <param name="most">The most people in the runs of growth, a power of ten.</param>
    public static Scale Full(int nodes, int most) => new(
        5, 10, 12, [.. Enumerable.Range(3, 4).Select(power => (int)Math.Pow(10, power)).Where(people => people <= most)], nodes);
}
