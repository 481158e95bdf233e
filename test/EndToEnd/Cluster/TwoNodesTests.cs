using Hermetic.EndToEnd.Crash;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Cluster;

/// <summary>Two nodes on one PostgreSQL, each a process of its own, with one directory of keys.</summary>
[Collection("Alone")]
public sealed class TwoNodesTests : IAsyncLifetime
{
    private PostgresServer _postgres = null!;
    private GraphApi _graph = null!;
    private Deployment _first = null!;
    private Deployment _second = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _postgres = PostgresServer.New();
        _graph = await GraphApi.StartAsync();
        _first = new(_graph.Url, _postgres);
        _first.Settings["Cluster__Listen"] = $"127.0.0.1:{FreePort.Next()}";
        _second = Deployment.Beside(_first);
        // At once: one of them makes the tables and the keys, and the other finds them.
        await Task.WhenAll(_first.StartAsync(), _second.StartAsync());
    }

    [Fact]
    public async Task What_both_nodes_are_given_is_answered_once()
    {
        using var one = new Meta(_first);
        using var other = new Meta(_second);
        var people = Enumerable.Range(0, 20).Select(Person.Numbered).ToList();

        await Task.WhenAll(people.Select(async person =>
        {
            for (var i = 0; i < 5; i++)
            {
                var body = WebhookBody.Text(person, person.NewWamid(), $"#echo {person.Name} {i}");
                await Task.WhenAll(one.DeliverAsync(body), other.DeliverAsync(body));
            }
        }));

        foreach (var person in people)
        {
            await _graph.NextAsync(person, 5);
            Assert.Equal(
                Enumerable.Range(0, 5).Select(i => $"{person.Name} {i}"),
                _graph.To(person).Select(message => message.Text));
        }
    }

    [Fact]
    public async Task Whoever_is_erased_at_one_node_is_a_stranger_to_the_other_which_goes_on_serving_everybody_else()
    {
        using var one = new Meta(_first);
        using var other = new Meta(_second);
        var (leaving, staying) = (Person.Numbered(1), Person.Numbered(2));
        var old = WebhookBody.Text(leaving, leaving.NewWamid(), "#echo both know me");
        await other.DeliverAsync(old);
        await other.DeliverAsync(WebhookBody.Text(staying, staying.NewWamid(), "#echo me too"));
        await _graph.NextAsync(leaving, 1);
        await _graph.NextAsync(staying, 1);

        await one.DeliverAsync(WebhookBody.Text(leaving, leaving.NewWamid(), "delete my data"));
        var question = await _graph.NextAsync(leaving, 2);
        var (id, title) = question.Buttons.First();
        await one.DeliverAsync(WebhookBody.Press(leaving, leaving.NewWamid(), question.Wamid, id, title));
        await _graph.NextAsync(leaving, 3);

        await other.DeliverAsync(old);
        await other.DeliverAsync(WebhookBody.Text(staying, staying.NewWamid(), "#echo still here"));
        await other.DeliverAsync(WebhookBody.Text(leaving, leaving.NewWamid(), "#echo as a stranger"));
        Assert.Equal("still here", (await _graph.NextAsync(staying, 2)).Text);
        Assert.Equal("as a stranger", (await _graph.NextAsync(leaving, 4)).Text);
        Assert.Single(Directory.GetFiles(_first.Keys, "erasable-root.*"));
    }

    [Fact]
    public async Task Nodes_are_restarted_one_after_the_other_under_load_and_nothing_is_lost_doubled_or_disordered()
    {
        using var meta = new Meta(_first, _second);
        using var enough = new CancellationTokenSource();
        var load = new Load(meta, people: 10, perSecond: 60, new Random(1));
        var sending = load.RunAsync(enough.Token);
        foreach (var node in new[] { _first, _second, _first })
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            Assert.Equal(0, await node.StopAsync());
            await node.StartAsync();
        }
        await enough.CancelAsync();
        await sending;

        var expected = load.Acknowledged.ToLookup(message => message.Person, message => message.Number);
        for (var index = 0; index < load.People.Length; index++)
        {
            await _graph.NextAsync(load.People[index], expected[index].Count());
            Assert.Equal(
                expected[index].Order().Select(number => Load.TextOf(index, number)),
                _graph.To(load.People[index]).Select(message => message.Text));
        }
    }

    [Fact]
    public async Task When_all_nodes_are_killed_and_one_comes_back_it_answers()
    {
        using var meta = new Meta(_second);
        var person = Person.Numbered(1);
        await Task.WhenAll(_first.KillAsync(), _second.KillAsync());

        await _second.StartAsync();
        await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), "#echo anybody there?"));

        Assert.Equal("anybody there?", (await _graph.NextAsync(person, 1)).Text);
    }

    public async ValueTask DisposeAsync()
    {
        if (_second is not null)
            await _second.DisposeAsync();
        if (_first is not null)
            await _first.DisposeAsync();
        if (_graph is not null)
            await _graph.DisposeAsync();
        _postgres?.Dispose();
    }
}
