using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Operate;

/// <summary>docs/operate/postgresql.md, step by step: a deployment moves, and its people go on where they were.</summary>
public sealed class PostgresTests : IDisposable
{
    private readonly PostgresServer _postgres;

    public PostgresTests()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _postgres = PostgresServer.New();
        foreach (var role in new[] { "hermetic_owner", "hermetic_service", "hermetic_reader" })
            _postgres.Execute($"create role {role} login password 'secret {role}'");
        _postgres.Execute("create schema hermetic authorization hermetic_owner");
    }

    [Fact]
    public async Task A_booking_that_was_begun_on_SQLite_is_confirmed_on_PostgreSQL()
    {
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url);
        using var meta = new Meta(service);
        var person = Person.Numbered(1);
        await service.StartAsync();
        await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), $"haircut on {OpenDay.Wednesday} at 3 pm"));
        var question = await graph.NextAsync(person, 1);
        Assert.Equal(0, await service.StopAsync());

        Use(service);
        await SucceedsAsync(service, "are up to date", "storage", "migrate", "--reader", "hermetic_reader");
        var copied = await SucceedsAsync(service, "\"rows\"", "storage", "copy", "--json");
        Assert.True(JsonDocument.Parse(copied).RootElement.GetProperty("rows").GetInt64() > 10);
        await service.StartAsync();
        var (id, title) = question.Buttons.First();
        await meta.DeliverAsync(WebhookBody.Press(person, person.NewWamid(), question.Wamid, id, title));

        Assert.Contains("Booked", (await graph.NextAsync(person, 2)).Text, StringComparison.Ordinal);
        Assert.Equal("1", _postgres.Execute("select count(*) from hermetic.appointment"));
        Assert.False(File.Exists(Path.Combine(service.Data, "hermetic.db")));
        Assert.Equal(0, await service.StopAsync());
    }

    [Fact]
    public async Task After_the_move_the_old_data_serve_nobody_and_nothing_is_copied_twice()
    {
        await using var service = new Deployment();
        await service.StartAsync();
        Assert.Equal(0, await service.StopAsync());
        Use(service);
        await SucceedsAsync(service, "are up to date", "storage", "migrate");
        await SucceedsAsync(service, "byte for byte", "storage", "copy");

        await FailsAsync(service, "no SQLite database", "storage", "copy");
        service.Settings.Remove("Storage_File");
        await FailsAsync(service, "keys but no data", "serve");
    }

    [Fact]
    public async Task A_service_without_tables_says_how_to_make_them()
    {
        await using var service = new Deployment();
        Use(service);

        await FailsAsync(service, "hermetic storage migrate", "serve");
        await FailsAsync(service, "a role's name", "storage", "migrate", "--reader", "a'b");
        service.Settings.Remove("Storage_File");
        await FailsAsync(service, "Storage is not set", "storage", "migrate");
    }

    /// <summary>The settings of the document: the service as itself, and the owner for its tables.</summary>
    private void Use(Deployment service)
    {
        foreach (var (key, role) in new[] { ("Storage_File", "hermetic_service"), ("StorageOwner_File", "hermetic_owner") })
        {
            var path = Path.Combine(service.Folder, role);
            File.WriteAllText(path, $"{_postgres.Address(role, $"secret {role}")};Search Path=hermetic\n");
            service.Settings[key] = path;
        }
    }

    private static async Task<string> SucceedsAsync(Deployment service, string said, params string[] verb)
    {
        var outcome = await service.RunAsync(verb);
        Assert.True(outcome.Exit == 0, outcome.Errors);
        Assert.Contains(said, outcome.Output, StringComparison.Ordinal);
        return outcome.Output;
    }

    private static async Task FailsAsync(Deployment service, string because, params string[] verb)
    {
        var outcome = await service.RunAsync(verb);
        Assert.Equal(1, outcome.Exit);
        Assert.Contains(because, outcome.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret hermetic", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _postgres.Dispose();
}
