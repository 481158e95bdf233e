using System.Globalization;
using System.Text;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>What was aimed at beside what was measured: the median of one ratio for each round.</summary>
internal sealed class Goals
{
    private readonly StringBuilder _text = new();
    private readonly IReadOnlyList<Measurement> _measurements;

    private Goals(IReadOnlyList<Measurement> measurements) => _measurements = measurements;

    public static string Table(IReadOnlyList<Measurement> measurements)
    {
        var goals = new Goals(measurements);
        goals._text.AppendLine("### Goals").AppendLine("| | aimed at | measured | |").AppendLine("|---|--:|--:|---|");
        goals.Protections();
        goals.Peers();
        goals.Latencies();
        goals.Growth();
        return goals._text.AppendLine().ToString();
    }

    private void Protections()
    {
        AtLeast(0.90, "PostgreSQL: sealed and recorded, of the same path in the clear", ("protection", Contestant.PostgreSql), ("protection", Contestant.PostgreSql + Contestant.Neither));
        AtLeast(0.85, "SQLite: sealed and recorded, of the same path in the clear", ("protection", Contestant.Sqlite), ("protection", Contestant.Sqlite + Contestant.Neither));
        AtLeast(0.70, "Intake, of HMAC alone", ("intake", Contestant.Sqlite), ("intake", Contestant.HmacOnly));
    }

    private void Peers()
    {
        AtLeast(4, "SQLite, beside whatsapp-api-js", ("echo", Contestant.Sqlite), ("echo", Contestant.ApiJs));
        AtLeast(10, "SQLite, beside Vercel chat", ("echo", Contestant.Sqlite), ("echo", Contestant.Vercel));
        AtLeast(2, "PostgreSQL, beside whatsapp-api-js", ("echo", Contestant.PostgreSql), ("echo", Contestant.ApiJs));
        AtLeast(25, "PostgreSQL, beside Vercel chat on PostgreSQL", ("echo", Contestant.PostgreSql), ("echo", Contestant.VercelPostgres));
        AtMost(0.35, "SQLite: processor time, of whatsapp-api-js", Ratios("cpu us/message", ("echo", Contestant.Sqlite), ("echo", Contestant.ApiJs)));
    }

    private void Latencies()
    {
        foreach (var name in new[] { Contestant.Sqlite, Contestant.PostgreSql })
        {
            AtMost(1.5, $"{name}: ack p50 at 60/s, of the disk's own", OfTheDisk("ack-60", name, "p50"));
            AtMost(1.5, $"{name}: ack p99 at 60/s, of the disk's own", OfTheDisk("ack-60", name, "p99"));
            AtMost(2.5, $"{name}: ack p50 at half of the maximum, of the disk's own", OfTheDisk("ack-half", name, "p50"));
            AtMost(2.5, $"{name}: ack p99 at half of the maximum, of the disk's own", OfTheDisk("ack-half", name, "p99"));
            AtMost(100, $"{name}: end to end p99 at 60/s, ms", [.. Of("ack-60", name).Select(one => one.Values["echo p99 ms"])]);
        }
    }

    private void Growth()
    {
        var people = _measurements.Where(one => one.Experiment == RoundsBenchmark.Growth).ToLookup(one => one.At);
        var (least, most) = (people.Select(group => group.Key).DefaultIfEmpty().Min(), people.Select(group => group.Key).DefaultIfEmpty().Max());
        AtMost(1.2, string.Create(CultureInfo.InvariantCulture, $"Processor time of a message, {most:n0} people to {least:n0}"),
            [.. people[most].Zip(people[least], (many, few) => many.Values["cpu us/message"] / few.Values["cpu us/message"])]);
        AtMost(220, "SQLite: peak memory, MiB", [.. Of("echo", Contestant.Sqlite).Select(one => one.Values["peak MiB"])]);
    }

    private double[] OfTheDisk(string experiment, string contestant, string quantile) =>
        [.. Of(experiment, contestant).Select(one => one.Values[$"ack {quantile} ms"] / one.Values[$"disk {quantile} ms"])];

    private void AtLeast(double goal, string what, (string, string) of, (string, string) to) =>
        Line(what, goal, "≥", Ratios("perSecond", of, to), (measured, aim) => measured >= aim);

    private void AtMost(double goal, string what, double[] ratios) =>
        Line(what, goal, "≤", ratios, (measured, aim) => measured <= aim);

    private void Line(string what, double goal, string sign, double[] ratios, Func<double, double, bool> isMet)
    {
        if (ratios.Length == 0)
            return;
        var measured = Median.Middle(ratios);
        _text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {sign} {goal:0.##} | {measured:0.##} | {(isMet(measured, goal) ? "met" : "**missed**")} |");
    }

    /// <summary>One for each round, so that what else the machine did hits both sides of it.</summary>
    private double[] Ratios(string value, (string Experiment, string Contestant) of, (string Experiment, string Contestant) to) =>
        [.. Of(of.Experiment, of.Contestant).Join(
            Of(to.Experiment, to.Contestant), one => one.Round, other => other.Round,
            (one, other) => one.Values[value] / other.Values[value])];

    private IEnumerable<Measurement> Of(string experiment, string contestant) =>
        _measurements.Where(one => one.Experiment == experiment && one.Contestant == contestant);
}
