using System.Text.Json;
using Hermetic.Server.Facts;
using Hermetic.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Facts;

public sealed class BusinessWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("hermetic-watch-");
    private readonly OwnersFolder _mine = new();
    private Database _database = null!;
    private CurrentBusiness _current = null!;
    private BusinessWatch _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_data.FullName, "data"), _clock);
        var (said, hash) = _mine.Folder.Read();
        _current = new(said.Business!);
        _watch = new(new(_mine.Folder, said.Business!, hash), _current, _database, _clock, NullLogger<BusinessWatch>.Instance);
        await _watch.BeginAsync();
        await SettleAsync();
    }

    [Fact]
    public async Task A_saved_file_is_what_the_next_turn_sees()
    {
        var turn = _current.Value;
        _mine.Replace("services.json", "\"price\": 42", "\"price\": 44");
        await SettleAsync();

        Assert.Equal(44, _current.Value.Find("haircut")!.Price!.Amount);
        Assert.Equal(42, turn.Find("haircut")!.Price!.Amount);
    }

    [Fact]
    public async Task An_edit_with_a_problem_leaves_what_was_good_until_it_is_mended()
    {
        _mine.Replace("services.json", "\"price\": 42", "\"price\": 4x");
        await SettleAsync();
        Assert.Equal(42, _current.Value.Find("haircut")!.Price!.Amount);

        _mine.Replace("services.json", "\"price\": 4x", "\"price\": 45");
        await SettleAsync();
        Assert.Equal(45, _current.Value.Find("haircut")!.Price!.Amount);
    }

    [Fact]
    public async Task A_file_that_is_being_written_is_waited_for()
    {
        _mine.Replace("services.json", "\"price\": 42", "\"price\": 46");
        await _watch.LookAsync();
        Assert.Equal(42, _current.Value.Find("haircut")!.Price!.Amount);

        _mine.Replace("services.json", "\"price\": 46", "\"price\": 47");
        await _watch.LookAsync();
        Assert.Equal(42, _current.Value.Find("haircut")!.Price!.Amount);

        await _watch.LookAsync();
        Assert.Equal(47, _current.Value.Find("haircut")!.Price!.Amount);
    }

    [Fact]
    public async Task The_ledger_tells_which_facts_the_assistant_knew_and_when()
    {
        var first = _mine.Folder.Read().Sha256;
        _mine.Write("knowledge/tea.md", "# Tea\n\n## Tea\nThere is tea.\n");
        await SettleAsync();
        var second = _mine.Folder.Read().Sha256;

        // Saved again without a change, then broken: neither is a change of what the assistant knows.
        _mine.Write("questions.txt", File.ReadAllText(_mine.Full("questions.txt")));
        await SettleAsync();
        _mine.Write("facts.json", "{");
        await SettleAsync();

        Assert.Equal(
            new[] { first, second }.Select(hash => ("business.facts", "service:business-folder", $"sha256:{Convert.ToHexStringLower(hash)}")),
            Recorded());
    }

    [Fact]
    public async Task What_cannot_be_recorded_does_not_happen()
    {
        _mine.Replace("services.json", "\"price\": 42", "\"price\": 48");
        await _watch.LookAsync();
        _database.Dispose();

        await Assert.ThrowsAnyAsync<Exception>(_watch.LookAsync);
        Assert.Equal(42, _current.Value.Find("haircut")!.Price!.Amount);
    }

    [Fact]
    public async Task The_built_in_business_is_neither_watched_nor_recorded()
    {
        var before = Recorded().Count;
        using var watch = new BusinessWatch(
            BusinessSettings.BuiltIn, new(BusinessSettings.BuiltIn.Business), _database, _clock, NullLogger<BusinessWatch>.Instance);
        await watch.BeginAsync();
        await watch.StartAsync(default);
        await watch.StopAsync(default);

        Assert.Equal(before, Recorded().Count);
    }

    private async Task SettleAsync()
    {
        await _watch.LookAsync();
        await _watch.LookAsync();
    }

    private List<(string Action, string Actor, string Object)> Recorded() =>
    [
        .. _database.Read(session => LedgerEntries.Unnumbered(session, 100))
            .Select(entry => JsonDocument.Parse(entry.Body).RootElement)
            .Select(entry => (Text(entry, "action"), Text(entry, "actor"), Text(entry, "object")))
            .Where(entry => entry.Item1 == "business.facts"),
    ];

    private static string Text(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var value) ? value.GetString()! : "";

    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _database.Dispose();
        _mine.Dispose();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
