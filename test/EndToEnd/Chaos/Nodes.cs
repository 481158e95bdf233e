using Hermetic.EndToEnd.Service;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>Nodes of one deployment: the same secrets, keys and database, each with a folder and an address of its own.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private static readonly string[] _shared =
        ["WhatsApp__AppSecret", "WhatsApp__VerifyToken", "WhatsApp__AccessToken", "Keys__Directory"];

    private readonly List<Deployment> _all = [];

    /// <param name="count">More than one on PostgreSQL only.</param>
    public Nodes(int count, Uri graph, PostgresServer? postgres, Deployment? first = null)
    {
        Assert.True(count == 1 || postgres is not null, "SQLite has one node.");
        _all.Add(first ?? new(graph, postgres));
        while (_all.Count < count)
        {
            var node = new Deployment(graph, postgres);
            foreach (var setting in _shared)
                node.Settings[setting] = First.Settings[setting];
            _all.Add(node);
        }
        foreach (var node in _all)
        {
            // Longer than a late status takes, shorter than a test.
            node.Settings["WhatsApp__UnknownOutcomeSeconds"] = "5";
            node.Settings["Monitoring__ProbeSenders"] = "491500000000-491500999999";
        }
    }

    public Deployment First => _all[0];

    public IReadOnlyList<Deployment> All => _all;

    /// <summary>The addresses, with commas between.</summary>
    public string Targets => string.Join(',', _all.Select(node => node.Url.ToString().TrimEnd('/')));

    /// <summary>The first alone at first, which makes the keys and the tables.</summary>
    public async Task StartAsync()
    {
        foreach (var node in _all)
            await node.StartAsync();
    }

    /// <summary>Starts what has ended by itself; returns how many had.</summary>
    public async Task<int> ReviveAsync()
    {
        var dead = _all.Where(node => node.HasExited).ToList();
        foreach (var node in dead)
            await node.StartAsync();
        return dead.Count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
            await node.DisposeAsync();
    }
}
