using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Microsoft.Data.Sqlite;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>A running service with three customers, one of whom will want to be forgotten.</summary>
internal sealed class Salon : IAsyncDisposable
{
    private readonly GraphApi _graph;
    private readonly Meta _meta;

    private Salon(GraphApi graph)
    {
        (_graph, Service) = (graph, new Deployment(graph.Url));
        _meta = new Meta(Service);
    }

    public Deployment Service { get; }

    public Person Ana { get; } = Person.Numbered(1);

    public Person Ben { get; } = Person.Numbered(2);

    public Person Cem { get; } = Person.Numbered(3);

    public IEnumerable<Person> Everybody => [Ana, Ben, Cem];

    /// <summary>The files of the erasable roots that are stored now.</summary>
    public IReadOnlyList<string> Roots =>
        [.. Directory.GetFiles(Service.Keys, "erasable-root.*").Order(StringComparer.Ordinal)];

    /// <summary>Everybody asks, books, and sends something that cannot be read: every table has rows of theirs.</summary>
    public static async Task<Salon> OpenAsync()
    {
        var salon = new Salon(await GraphApi.StartAsync());
        try
        {
            await salon.FillAsync();
            return salon;
        }
        catch
        {
            // A test that fails here leaves no service behind either.
            await salon.DisposeAsync();
            throw;
        }
    }

    private async Task FillAsync()
    {
        Service.Settings["WhatsApp__Media"] = "true";
        await Service.StartAsync();
        foreach (var (hour, person) in Everybody.Index())
        {
            var question = await AskAsync(person, $"Can I get a haircut on {OpenDay.Wednesday} at {10 + hour}:00?");
            Assert.Contains("Booked", (await PressAsync(person, question, "Confirm")).Text, StringComparison.Ordinal);
            await _meta.DeliverAsync(WebhookBody.Message(
                person, person.NewWamid(), "image", new System.Text.Json.Nodes.JsonObject { ["id"] = "1000000001" }));
            await _graph.NextAsync(person, 3);
            await _meta.DeliverAsync(WebhookBody.Message(
                person, person.NewWamid(), "hologram", new System.Text.Json.Nodes.JsonObject { ["body"] = "hello" }));
        }
    }

    public IReadOnlyList<Received> SentTo(Person person) => _graph.To(person);

    public Task<Received> AskAsync(Person person, string text) => AskAsync(person, text, person.NewWamid());

    public async Task<Received> AskAsync(Person person, string text, string wamid)
    {
        var before = SentTo(person).Count;
        await DeliverAsync(WebhookBody.Text(person, wamid, text));
        return await _graph.NextAsync(person, before + 1);
    }

    public async Task<Received> PressAsync(Person person, Received question, string title)
    {
        var before = SentTo(person).Count;
        await DeliverAsync(Press(person, question, title));
        return await _graph.NextAsync(person, before + 1);
    }

    /// <summary>Waits for the n-th message to a person, from 1.</summary>
    public Task<Received> NextAsync(Person person, int count) => _graph.NextAsync(person, count);

    public Task DeliverAsync(byte[] body) => _meta.DeliverAsync(body);

    public static byte[] Press(Person person, Received question, string title)
    {
        var (id, name) = question.Buttons.Single(button => button.Title == title);
        return WebhookBody.Press(person, person.NewWamid(), question.Wamid, id, name);
    }

    /// <summary>Ana asks to be erased, confirms, and gets the fixed answer.</summary>
    public async Task EraseAnaAsync()
    {
        var question = await AskAsync(Ana, "delete my data");
        var confirmation = await PressAsync(Ana, question, "Erase everything");
        Assert.StartsWith("Everything that Salon Morgenrot kept about you", confirmation.Text, StringComparison.Ordinal);
    }

    /// <summary>Copies a folder of the deployment beside it; only what is stopped is copied whole.</summary>
    public async Task<string> CopyAsync(string folder, string name)
    {
        var copy = Path.Combine(Service.Folder, name);
        var copied = await Command.RunAsync("cp", "-a", "--", folder, copy);
        Assert.True(copied.Exit == 0, copied.Errors);
        return copy;
    }

    /// <summary>Puts the stopped service's data into the state in which a crash would have left it.</summary>
    public void Leave(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(Service.Data, "hermetic.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // the statements stand in the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public async ValueTask DisposeAsync()
    {
        _meta.Dispose();
        await Service.DisposeAsync();
        await _graph.DisposeAsync();
    }
}
