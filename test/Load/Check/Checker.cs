namespace Load;

/// <summary>
/// Judges by what was acknowledged and what the Graph API received, and by nothing else. The one excuse for a message
/// that never arrived is that the service lists it as parked; the one reason to be parked is a send of which nobody
/// heard: neither its arrival nor a status.
/// </summary>
public static class Checker
{
    private const int MostNamed = 20;

    public static Verdict Judge(
        IReadOnlyCollection<SentLine> sent, IReadOnlyCollection<GraphLine> graph, ServiceLists lists)
    {
        var accepted = graph.Where(line => line.Event == GraphLine.Accepted).ToList();
        var written = sent.ToDictionary(line => line.Text, StringComparer.Ordinal);
        var arrivals = accepted.GroupBy(line => line.Text!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var acknowledged = sent.Where(line => line.Acknowledged is not null).ToList();

        var invented = arrivals.Values
            .Where(line => !written.TryGetValue(line.Text!, out var wrote) || wrote.Person != line.To)
            .Select(line => line.Text!).ToList();
        var doubled = accepted.CountBy(line => line.Text!, StringComparer.Ordinal)
            .Where(pair => pair.Value > 1).Select(pair => $"{pair.Key} ({pair.Value} times)").ToList();
        var disordered = Disordered(accepted, written);
        var missing = acknowledged.Where(line => !arrivals.ContainsKey(line.Text)).ToList();
        var (lost, excused) = Excuse(missing, lists.Parked);

        var problems = new List<string>();
        Name(problems, lost, "acknowledged, never received and not parked");
        Name(problems, doubled, "received more than once");
        Name(problems, disordered, "received before an earlier one of the same person");
        Name(problems, invented, "received though nobody wrote them");
        problems.AddRange(Needless(accepted, graph, missing, lists.Parked));
        problems.AddRange(lists.Unsettled.Take(MostNamed));
        if (acknowledged.Count == 0)
            problems.Add("Nothing was acknowledged: there is nothing to judge.");
        return new(
            acknowledged.Count, accepted.Count, lost.Count, doubled.Count, disordered.Count, invented.Count,
            lists.Parked.Values.Sum(), excused, problems, Echo(arrivals, written));
    }

    private static List<string> Disordered(List<GraphLine> accepted, Dictionary<string, SentLine> written)
    {
        var highest = new Dictionary<string, long>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var disordered = new List<string>();
        foreach (var line in accepted)
        {
            // What came twice is doubled; it is not disordered as well.
            if (!written.TryGetValue(line.Text!, out var wrote) || !seen.Add(line.Text!))
                continue;
            if (highest.GetValueOrDefault(wrote.Person) > wrote.Number)
                disordered.Add(line.Text!);
            else
                highest[wrote.Person] = wrote.Number;
        }
        return disordered;
    }

    private static (List<string> Lost, long Excused) Excuse(List<SentLine> missing, IReadOnlyDictionary<string, long> parked)
    {
        var lost = new List<string>();
        foreach (var person in missing.GroupBy(line => line.Person, StringComparer.Ordinal))
            // Which of them is the parked one cannot be seen from outside: the last ones are named.
            lost.AddRange(person.OrderBy(line => line.Number).Skip((int)parked.GetValueOrDefault(person.Key)).Select(line => line.Text));
        return (lost, missing.Count - lost.Count);
    }

    /// <summary>Parked though the Graph API accepted it and the service took its status.</summary>
    private static IEnumerable<string> Needless(
        List<GraphLine> accepted, IReadOnlyCollection<GraphLine> graph, List<SentLine> missing,
        IReadOnlyDictionary<string, long> parked)
    {
        var reported = graph.Where(line => line.Event == GraphLine.Reported).Select(line => line.Wamid)
            .ToHashSet(StringComparer.Ordinal);
        var unreported = accepted.Where(line => !reported.Contains(line.Wamid))
            .CountBy(line => line.To!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var unreceived = missing.CountBy(line => line.Person, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return parked
            .Where(pair => pair.Value > unreported.GetValueOrDefault(pair.Key) + unreceived.GetValueOrDefault(pair.Key))
            .Select(pair => $"Of {pair.Key}, {pair.Value} are parked, but no more than "
                + $"{unreported.GetValueOrDefault(pair.Key) + unreceived.GetValueOrDefault(pair.Key)} had neither arrival nor status.");
    }

    private static void Name(List<string> problems, List<string> texts, string what)
    {
        if (texts.Count == 0)
            return;
        var named = string.Join("; ", texts.Take(MostNamed));
        problems.Add($"{texts.Count} {what}: {named}{(texts.Count > MostNamed ? "; …" : "")}.");
    }

    private static Quantiles Echo(Dictionary<string, GraphLine> arrivals, Dictionary<string, SentLine> written)
    {
        var times = new Latencies();
        foreach (var (text, line) in arrivals)
            if (written.TryGetValue(text, out var wrote))
                times.Add(line.At - wrote.Sent);
        return times.Summarize();
    }
}
