using System.Diagnostics;
using System.Globalization;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Cluster;

/// <summary>
/// Nodes are killed, and how long people wait is measured from outside. A machine with much else to do is slower in
/// everything: as much as the start of a node took longer than usual, the promised time may, too.
/// </summary>
[Collection("Alone")]
public sealed class FailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan _usualStart = TimeSpan.FromSeconds(2);

    private readonly PrivateAuthority _authority = new(TimeProvider.System.GetUtcNow(), "Cluster");
    private PostgresServer _postgres = null!;
    private GraphApi _graph = null!;
    private Deployment _first = null!;
    private Deployment _second = null!;
    private TimeSpan _start;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _postgres = PostgresServer.New();
        _graph = await GraphApi.StartAsync();
        _first = new(_graph.Url, _postgres);
        _second = new(_graph.Url, _postgres);
        _second.Settings["Keys__Directory"] = _first.Keys;
        foreach (var node in new[] { _first, _second })
            Secure(node, _authority);
        await _first.StartAsync();
        var since = Stopwatch.StartNew();
        await _second.StartAsync();
        _start = since.Elapsed;
        await LivingAsync(2);
    }

    [Fact]
    public async Task The_conversations_of_a_killed_node_go_on_elsewhere_within_seconds()
    {
        using var one = new Meta(_first);
        using var other = new Meta(_second);
        var people = Enumerable.Range(1, 10).Select(Person.Numbered).ToList();
        // All of them are at home on the first node.
        foreach (var person in people)
            await one.DeliverAsync(Echo(person, "before"));
        foreach (var person in people)
            await _graph.NextAsync(person, 1);

        await _first.KillAsync();
        var since = Stopwatch.StartNew();
        foreach (var person in people)
            await other.DeliverAsync(Echo(person, "after"));
        foreach (var person in people)
            Assert.Equal("after", (await _graph.NextAsync(person, 2)).Text);

        Within(TimeSpan.FromSeconds(3), since.Elapsed);
        Assert.All(people, person => Assert.Equal(2, _graph.To(person).Count));
    }

    [Fact]
    public async Task All_nodes_are_killed_and_one_that_comes_back_answers_within_seconds()
    {
        var person = Person.Numbered(1);
        using var meta = new Meta(_second);
        await meta.DeliverAsync(Echo(person, "before"));
        await _graph.NextAsync(person, 1);

        await _first.KillAsync();
        await _second.KillAsync();
        var since = Stopwatch.StartNew();
        _second.Launch();
        await meta.DeliverAsync(Echo(person, "after"));
        var taken = since.Elapsed;
        Assert.Equal("after", (await _graph.NextAsync(person, 2)).Text);

        output.WriteLine($"taken after {taken.TotalSeconds:F1} s");
        Within(TimeSpan.FromSeconds(5), since.Elapsed);
    }

    [Fact]
    public async Task A_frozen_node_is_replaced_and_comes_back_when_it_thaws_without_an_answer_twice()
    {
        using var other = new Meta(_second);
        using var one = new Meta(_first);
        var person = Person.Numbered(1);
        await one.DeliverAsync(Echo(person, "before"));
        await _graph.NextAsync(person, 1);

        Assert.Equal(0, Command.Signal(_first.ProcessId, Stop));
        try
        {
            await other.DeliverAsync(Echo(person, "meanwhile"));
            Assert.Equal("meanwhile", (await _graph.NextAsync(person, 2)).Text);
        }
        finally
        {
            Assert.Equal(0, Command.Signal(_first.ProcessId, Continue));
        }
        await LivingAsync(2);
        await one.DeliverAsync(Echo(person, "again"));

        Assert.Equal("again", (await _graph.NextAsync(person, 3)).Text);
        Assert.False(_first.HasExited);
        Assert.Equal(3, _graph.To(person).Count);
    }

    [Fact]
    public async Task A_node_of_another_authority_never_becomes_one_of_them()
    {
        using var strangers = new PrivateAuthority(TimeProvider.System.GetUtcNow(), "Strangers");
        using var meta = new Meta(_first);
        await using var third = new Deployment(_graph.Url, _postgres);
        third.Settings["Keys__Directory"] = _first.Keys;
        Secure(third, strangers);

        await third.StartAsync();
        await UntilAsync("the stranger's try", () => Count("state in (1, 2, 6)") > 0);
        var person = Person.Numbered(1);
        await meta.DeliverAsync(Echo(person, "hello"));

        Assert.Equal("hello", (await _graph.NextAsync(person, 1)).Text);
        Assert.Equal(2, Count("state = 3"));
    }

    // Of Linux, on every processor that .NET runs on.
    private const int Stop = 19;
    private const int Continue = 18;

    private static byte[] Echo(Person person, string text) => WebhookBody.Text(person, person.NewWamid(), $"#echo {text}");

    private void Within(TimeSpan promised, TimeSpan took)
    {
        output.WriteLine(
            $"{took.TotalSeconds:F1} s, promised are {promised.TotalSeconds:F0}; a node's start took {_start.TotalSeconds:F1} s");
        // What is promised is measured on a machine that does nothing else; Orleans alone would take a minute and a half.
        Assert.InRange(took, TimeSpan.Zero, 3 * promised * Math.Max(1, _start / _usualStart));
    }

    private Task LivingAsync(int count) => UntilAsync($"{count} living nodes", () => Count("state = 3") == count);

    /// <summary>In the nodes' table, where 3 is active.</summary>
    private int Count(string which) =>
        int.Parse(_postgres.Execute($"select count(*) from silo where {which}"), CultureInfo.InvariantCulture);

    private static async Task UntilAsync(string what, Func<bool> condition)
    {
        var deadline = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(60), $"Waited in vain for {what}.");
            await Task.Delay(100);
        }
    }

    private static void Secure(Deployment node, PrivateAuthority authority)
    {
        var (certificate, key, root) = (
            Path.Combine(node.Folder, "node.pem"), Path.Combine(node.Folder, "node.key"), Path.Combine(node.Folder, "root.pem"));
        using var leaf = authority.Issue(
            new("CN=node"), [PrivateAuthority.ClientAuthentication, PrivateAuthority.ServerAuthentication]);
        authority.Write(leaf, certificate, key);
        File.WriteAllText(root, authority.RootPem);
        node.Settings["Cluster__Listen"] = $"127.0.0.1:{FreePort.Next()}";
        node.Settings["Cluster__Certificate"] = certificate;
        node.Settings["Cluster__Key"] = key;
        node.Settings["Cluster__Authority"] = root;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { _second, _first })
        {
            if (node is not null)
                await node.DisposeAsync();
        }
        if (_graph is not null)
            await _graph.DisposeAsync();
        _postgres?.Dispose();
        _authority.Dispose();
    }
}
