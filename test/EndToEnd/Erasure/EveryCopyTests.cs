using Hermetic.EndToEnd.Crash;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>
/// Two nodes on one PostgreSQL, two escrows, everybody writing: two people are forgotten, one at each node. Then every copy
/// that was made on the way, of the database and of the escrows' pages, is tried with today's root and today's keys.
/// </summary>
[Collection("Alone")]
public sealed class EveryCopyTests : IAsyncLifetime
{
    private readonly List<PostgresServer> _servers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("hermetic-copies-").FullName;
    private GraphApi _graph = null!;
    private Deployment _first = null!;
    private Deployment _second = null!;

    private static readonly string[] _escrows = ["north", "south"];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _servers.Add(PostgresServer.New());
        _graph = await GraphApi.StartAsync();
        _first = new(_graph.Url, _servers[0]);
        _first.Settings["Cluster__Listen"] = $"127.0.0.1:{FreePort.Next()}";
        foreach (var (i, name) in _escrows.Index())
        {
            Directory.CreateDirectory(Path.Combine(_folder, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            _first.Settings[$"Keys__Escrows__{i}__Name"] = name;
            _first.Settings[$"Keys__Escrows__{i}__Directory"] = Path.Combine(_folder, name);
            _first.Settings[$"Keys__Escrows__{i}__KeyDirectory"] = Path.Combine(_folder, name + "-key");
        }
        _second = Deployment.Beside(_first);
        await Task.WhenAll(_first.StartAsync(), _second.StartAsync());
    }

    [Fact]
    public async Task Whoever_was_erased_under_load_opens_in_no_copy_and_everybody_else_in_every_one()
    {
        var (ana, ben, cem) = (Person.Numbered(101), Person.Numbered(102), Person.Numbered(103));
        using var one = new Meta(_first);
        using var other = new Meta(_second);
        foreach (var (hour, person) in new[] { ana, ben, cem }.Index())
            await BookAsync(one, person, 10 + hour);
        using var enough = new CancellationTokenSource();
        var load = new Load(new Meta(_first, _second), people: 10, perSecond: 30, new Random(1));
        var sending = load.RunAsync(enough.Token);
        foreach (var person in load.People)
            await _graph.NextAsync(person, 2);

        using var before = await CopyAsync("before");
        using var oldKeys = await KeyHolder.OpenAsync(await CopyAsync(_first.Keys, "old-keys"));
        Guid[] erased = [await oldKeys.SubjectAsync(ana, before.Data), await oldKeys.SubjectAsync(ben, before.Data)];
        await EraseAsync(one, ana, other);
        await UntilCertifiedAsync(1);
        using var between = await CopyAsync("between");
        await EraseAsync(other, ben, one);
        await UntilCertifiedAsync(2);
        await enough.CancelAsync();
        await sending;
        using var after = await CopyAsync("after");

        using var keys = await KeyHolder.OpenAsync(await CopyAsync(_first.Keys, "keys"));
        Copies[] all = [before, between, after];
        await AssertErasedAsync(keys, all, erased);
        await AssertOthersAsync(keys, all, after, erased);
        Assert.True(await keys.ConfirmsAsync(cem, after.Data, after.Data));
        Assert.False(await keys.ConfirmsAsync(ana, before.Data, after.Data));
        foreach (var copy in new[] { between, after })
        {
            // What she wrote meanwhile may have come after all was gone: then she is somebody new, and nobody who was erased.
            if (await keys.ConfirmsAsync(ana, copy.Data, after.Data))
                Assert.DoesNotContain(await keys.SubjectAsync(ana, after.Data), erased);
        }
        Assert.All(_escrows, escrow => Assert.Single(Directory.GetFiles(Path.Combine(_folder, escrow, "roots"))));

        // The control: whoever kept the old root has what was there then, the erased with it, and nothing of today.
        Assert.Equal(before.Data.Values().Count, (await oldKeys.OpenedAsync(before.Data.Values(), before.Data)).Count);
        Assert.Contains(await oldKeys.OpenedAsync(before.Data.Values(), before.Escrows[1]), value => value.Subject == erased[0]);
        Assert.Empty(await oldKeys.OpenedAsync(before.Data.Values(), after.Data));
    }

    /// <summary>Today's root, whatever pages anybody kept, and whatever rows.</summary>
    private static async Task AssertErasedAsync(KeyHolder keys, Copies[] all, Guid[] erased)
    {
        foreach (var rows in all.Select(copy => copy.Data.Values().Where(value => erased.Contains(value.Subject)).ToList()))
        {
            Assert.NotEmpty(rows);
            foreach (var pages in all.SelectMany(copy => copy.Pages))
                Assert.Empty(await keys.OpenedAsync(rows, pages));
        }
    }

    /// <summary>A restore takes the pages of today from an escrow, and the rows of any day.</summary>
    private static async Task AssertOthersAsync(KeyHolder keys, Copies[] all, Copies today, Guid[] erased)
    {
        foreach (var rows in all.Select(copy => copy.Data.Values().Where(value => !erased.Contains(value.Subject)).ToList()))
        {
            foreach (var pages in today.Pages)
                Assert.Equal(rows.Count, (await keys.OpenedAsync(rows, pages)).Count);
        }
    }

    private async Task BookAsync(Meta meta, Person person, int hour)
    {
        await meta.DeliverAsync(WebhookBody.Text(
            person, person.NewWamid(), $"Can I get a haircut on {OpenDay.Wednesday} at {hour}:00?"));
        await PressAsync(meta, person, await _graph.NextAsync(person, 1), "Confirm");
        Assert.Contains("Booked", (await _graph.NextAsync(person, 2)).Text, StringComparison.Ordinal);
    }

    /// <summary>While the person goes on writing at another node.</summary>
    private async Task EraseAsync(Meta meta, Person person, Meta other)
    {
        await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), "delete my data"));
        var question = await _graph.NextAsync(person, 3);
        await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => other.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), $"#echo and {i}")))
                .Append(PressAsync(meta, person, question, "Erase everything")));
    }

    private static Task PressAsync(Meta meta, Person person, Received question, string title)
    {
        var (id, name) = question.Buttons.Single(button => button.Title == title);
        return meta.DeliverAsync(WebhookBody.Press(person, person.NewWamid(), question.Wamid, id, name));
    }

    private async Task UntilCertifiedAsync(int people)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (_servers[0].Execute("select count(*) from erasure where state = 3") != $"{people}")
        {
            Assert.True(DateTime.UtcNow < deadline, "The erasure was not certified.");
            await Task.Delay(200);
        }
    }

    private async Task<Copies> CopyAsync(string name)
    {
        // The files of a moment, as a snapshot of the volume has them.
        var server = _servers[0].Crashed();
        _servers.Add(server);
        var escrows = new List<EscrowCopy>();
        foreach (var escrow in _escrows)
            escrows.Add(new(await CopyAsync(Path.Combine(_folder, escrow), $"{escrow}-{name}")));
        Assert.All(escrows, escrow => Assert.True(escrow.Count >= 3));
        return new(new DataCopy(server), escrows);
    }

    private async Task<string> CopyAsync(string folder, string name)
    {
        var copy = Path.Combine(_folder, name);
        var copied = await Command.RunAsync("cp", "-a", "--", folder, copy);
        Assert.True(copied.Exit == 0, copied.Errors);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_second is not null)
            await _second.DisposeAsync();
        if (_first is not null)
            await _first.DisposeAsync();
        if (_graph is not null)
            await _graph.DisposeAsync();
        foreach (var server in _servers)
            server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What was copied at one moment.</summary>
    private sealed record Copies(DataCopy Data, IReadOnlyList<EscrowCopy> Escrows) : IDisposable
    {
        public IEnumerable<Cryptography.IKeyPages> Pages => [Data, .. Escrows];

        public void Dispose() => Data.Dispose();
    }
}
