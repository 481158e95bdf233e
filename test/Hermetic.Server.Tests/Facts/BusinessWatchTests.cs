using System.Text;
using System.Text.Json;
using Hermetic.Server.Facts;
using Hermetic.Storage;
using Microsoft.Extensions.Logging;
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
    private readonly SaidEvents _log = new();
    private BusinessWatch _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_data.FullName, "data"), _clock);
        var (said, hash) = _mine.Folder.Read();
        _current = new(said.Business!);
        _watch = new(new(_mine.Folder, said.Business!, hash), _current, _database, _clock, _log);
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
    public async Task Who_takes_a_mistake_back_is_told_that_it_is_gone()
    {
        var before = File.ReadAllText(_mine.Full("services.json"));
        _mine.Write("services.json", "{");
        await SettleAsync();
        _mine.Write("services.json", before);
        await SettleAsync();
        _mine.Write("services.json", before);
        await SettleAsync();

        Assert.Equal([121, 123], _log.Ids);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("empty")]
    [InlineData("a folder")]
    [InlineData("Latin-1")]
    [InlineData("UTF-16")]
    [InlineData("100 MB")]
    [InlineData("a link to nowhere")]
    public async Task Whatever_becomes_of_a_file_the_last_good_state_stays_until_it_is_mended(string fate)
    {
        var good = File.ReadAllBytes(_mine.Full("facts.json"));
        Befall(_mine.Full("facts.json"), fate);
        await SettleAsync();
        Assert.Equal([121], _log.Ids);
        Assert.Equal("Salon Morgenrot", _current.Value.Name);

        if (Directory.Exists(_mine.Full("facts.json")))
            Directory.Delete(_mine.Full("facts.json"));
        File.Delete(_mine.Full("facts.json"));
        byte[] marked = [0xEF, 0xBB, 0xBF, .. good];
        _mine.Write("facts.json", Encoding.UTF8.GetString(marked).Replace("\n", "\r\n", StringComparison.Ordinal)
            .Replace("Salon Morgenrot", "Salon Abendrot", StringComparison.Ordinal));
        await SettleAsync();
        Assert.Equal("Salon Abendrot", _current.Value.Name);
        Assert.Equal([121, 120], _log.Ids);
    }

    private static void Befall(string file, string fate)
    {
        var good = File.ReadAllText(file);
        File.Delete(file);
        switch (fate)
        {
            case "empty": File.WriteAllText(file, ""); break;
            case "a folder": Directory.CreateDirectory(file); break;
            case "Latin-1": File.WriteAllText(file, good.Replace("Kastanien", "Kästanien", StringComparison.Ordinal), Encoding.Latin1); break;
            case "UTF-16": File.WriteAllText(file, good, Encoding.Unicode); break;
            case "100 MB":
                using (var large = File.Create(file))
                    large.SetLength(100_000_000);
                break;
            case "a link to nowhere": File.CreateSymbolicLink(file, "nowhere.json"); break;
        }
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

    /// <summary>What is told in the log, by its number.</summary>
    private sealed class SaidEvents : ILogger<BusinessWatch>
    {
        internal List<int> Ids { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Ids.Add(eventId.Id);
    }

    public ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _database.Dispose();
        _mine.Dispose();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
