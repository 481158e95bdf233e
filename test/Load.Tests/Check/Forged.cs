namespace Load.Tests.Check;

/// <summary>Journals as a run leaves them, to be falsified: two people, three messages each, all answered in order.</summary>
internal sealed class Forged
{
    public const string Ada = "491500000000";
    public const string Ben = "491500000001";

    public Forged()
    {
        foreach (var (person, number) in from number in Enumerable.Range(1, 3) from person in new[] { Ada, Ben } select (person, number))
        {
            Sent.Add(new(person, number, TextOf(person, number), number * 1_000_000, (number * 1_000_000) + 500_000));
            Accept(person, number);
        }
    }

    public List<SentLine> Sent { get; } = [];

    public List<GraphLine> Graph { get; } = [];

    public Dictionary<string, long> Parked { get; } = new(StringComparer.Ordinal);

    public List<string> Unsettled { get; } = [];

    public static string TextOf(string person, int number) => $"{person} says {number}";

    /// <summary>It arrives at the Graph API, behind everything so far, and its status is taken.</summary>
    public void Accept(string person, int number, bool reported = true)
    {
        var wamid = $"wamid.{Graph.Count}";
        Graph.Add(new(
            (number * 1_000_000) + 900_000, GraphLine.Accepted, wamid, person, TextOf(person, number), $"attempt {Graph.Count}"));
        if (reported)
            Graph.Add(new((number * 1_000_000) + 950_000, GraphLine.Reported, wamid));
    }

    /// <summary>It never arrives.</summary>
    public void Lose(string person, int number)
    {
        var line = Graph.Single(line => line.Text == TextOf(person, number));
        Graph.RemoveAll(other => other.Wamid == line.Wamid);
    }

    public Verdict Judge() => Checker.Judge(Sent, Graph, new(Parked, Unsettled));
}
