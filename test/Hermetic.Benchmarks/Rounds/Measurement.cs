namespace Hermetic.Benchmarks.Rounds;

/// <summary>What one run said.</summary>
/// <param name="Experiment">As <c>echo</c>.</param>
/// <param name="Contestant">Who was measured.</param>
/// <param name="At">Where on the experiment's axis: people, or messages a second; 0 where there is none.</param>
/// <param name="Values">By name; the unit is in the name.</param>
internal sealed record Measurement(
    string Experiment, string Contestant, double At, int Round, IReadOnlyDictionary<string, double> Values);

/// <summary>The medians of all rounds of one contestant in one experiment.</summary>
internal sealed record Median(string Experiment, string Contestant, double At, int Rounds, IReadOnlyDictionary<string, double> Values)
{
    public double this[string name] => Values.GetValueOrDefault(name, double.NaN);

    public static IReadOnlyList<Median> Of(IEnumerable<Measurement> measurements) =>
    [
        .. measurements
            .GroupBy(one => (one.Experiment, one.Contestant, one.At))
            .Select(group => new Median(
                group.Key.Experiment, group.Key.Contestant, group.Key.At, group.Count(),
                group.First().Values.Keys.ToDictionary(
                    name => name, name => Middle([.. group.Select(one => one.Values[name])]), StringComparer.Ordinal))),
    ];

    public static double Middle(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
