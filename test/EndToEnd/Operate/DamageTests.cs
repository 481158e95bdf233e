using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Microsoft.Data.Sqlite;

namespace Hermetic.EndToEnd.Operate;

/// <summary>Damage is named and never mended: what is left is worth more than a guess, and a copy put back works.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    private static readonly Person _known = Person.Numbered(1);

    private GraphApi _graph = null!;
    private Deployment _service = null!;
    private Meta _meta = null!;

    private string Database => Path.Combine(_service.Data, "hermetic.db");

    /// <summary>A deployment that knows one person, answered once, and has stopped.</summary>
    public async ValueTask InitializeAsync()
    {
        _graph = await GraphApi.StartAsync();
        _service = new(_graph.Url);
        _meta = new(_service);
        await _service.StartAsync();
        await _meta.DeliverAsync(Echo(_known, "before"));
        await _graph.NextAsync(_known, 1);
        await UntilAsync(async () => (await CheckpointAsync()).Length > 0);
        Assert.Equal(0, await _service.StopAsync());
    }

    [Fact]
    public async Task A_damaged_page_of_the_database_stops_the_start_by_name()
    {
        var whole = await File.ReadAllBytesAsync(Database);
        var damaged = (byte[])whole.Clone();
        damaged.AsSpan(3 * 8192, 8192).Fill(0xA5);
        await File.WriteAllBytesAsync(Database, damaged);
        await RefusedAsync("hermetic.db", "damaged");
        await File.WriteAllBytesAsync(Database, whole);
        await WorksAgainAsync();
    }

    [Theory]
    [InlineData("root.key", "root")]
    [InlineData("keyring", "key ring")]
    [InlineData("erasable-root", "erasable-root")]
    public async Task A_damaged_key_file_stops_the_start_by_name(string name, string named)
    {
        var path = Directory.GetFiles(_service.Keys).Single(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));
        var whole = await File.ReadAllBytesAsync(path);
        var altered = (byte[])whole.Clone();
        altered[^1] ^= 1;
        foreach (var damaged in new[] { whole[..(whole.Length / 2)], [], altered })
        {
            await File.WriteAllBytesAsync(path, damaged);
            await RefusedAsync(named);
        }
        await File.WriteAllBytesAsync(path, whole);
        await WorksAgainAsync();
    }

    [Fact]
    public async Task A_damaged_root_page_of_the_key_tree_stops_the_start_by_name()
    {
        var page = Alter("key_page", "envelope", "level = 0");
        await RefusedAsync("root page", "key_page");
        Put("key_page", "envelope", "level = 0", page);
        await WorksAgainAsync();
    }

    [Fact]
    public async Task A_damaged_leaf_of_the_key_tree_is_named_and_costs_only_its_own_people()
    {
        var pages = Read("select position from key_page where level = 2");
        var kept = pages.Select(position => (position, Alter("key_page", "envelope", $"level = 2 and position = {position}"))).ToList();
        await _service.StartAsync();
        await SaysAsync("\"Leaf\":");
        // Somebody new, whose keys lie in a page of their own, is served beside it, also out of the same body.
        var stranger = Person.Numbered(2);
        var (late, beside) = (Echo(_known, "late"), Echo(stranger, "beside"));
        var both = Together(late, beside);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _meta.TryAsync(both));
        await _graph.NextAsync(stranger, 1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _meta.TryAsync(both));
        await SaysAsync("KeyPageDamagedException");
        Assert.Equal(0, await _service.StopAsync());

        foreach (var (position, page) in kept)
            Put("key_page", "envelope", $"level = 2 and position = {position}", page);
        await _service.StartAsync();
        await _meta.DeliverAsync(both);
        await _graph.NextAsync(_known, 2);
        await WorksAgainAsync(started: true);
        Assert.Equal(["before", "late", "again"], _graph.To(_known).Select(message => message.Text));
        Assert.Equal(["beside"], _graph.To(stranger).Select(message => message.Text));
    }

    [Fact]
    public async Task A_damaged_page_between_root_and_leaves_is_named_and_nothing_is_acknowledged_until_it_is_back()
    {
        var page = Alter("key_page", "envelope", "level = 1");
        await _service.StartAsync();
        await SaysAsync("\"Leaf\":");
        var (late, stranger) = (Echo(_known, "late"), Person.Numbered(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _meta.TryAsync(late));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _meta.TryAsync(Echo(stranger, "new")));
        Assert.Equal(0, await _service.StopAsync());

        Put("key_page", "envelope", "level = 1", page);
        await _service.StartAsync();
        await _meta.DeliverAsync(late);
        await _graph.NextAsync(_known, 2);
        await WorksAgainAsync(started: true);
    }

    [Theory]
    [InlineData("ledger_tile", "bytes", "level = 0")]
    [InlineData("ledger_tile", "bytes", "level = -1")]
    [InlineData("ledger_head", "checkpoint", "one = 1")]
    public async Task A_damaged_part_of_the_ledger_is_named_and_nothing_is_signed_over_it(
        string table, string column, string where)
    {
        var whole = Alter(table, column, where);
        await _service.StartAsync();
        var before = await CheckpointAsync();
        await _meta.DeliverAsync(Echo(_known, "again"));
        await _graph.NextAsync(_known, 2);
        await SaysAsync("LedgerDamagedException");
        Assert.Equal(before, await CheckpointAsync());
        Assert.Equal(0, await _service.StopAsync());

        Put(table, column, where, whole);
        await _service.StartAsync();
        await UntilAsync(async () => await CheckpointAsync() != before && (await CheckpointAsync()).Length > 0);
        var folder = Path.Combine(_service.Folder, "ledger");
        Assert.Equal(0, (await _service.RunAsync("ledger", "export", "--out", folder)).Exit);
        Assert.Equal(0, (await _service.RunAsync("ledger", "verify", folder)).Exit);
    }

    [Theory]
    [InlineData("root.key")]
    [InlineData("keyring")]
    [InlineData("erasable-root")]
    [InlineData("")]
    public async Task Keys_that_may_not_be_read_stop_the_start_by_name(string name)
    {
        var path = name.Length == 0 ? _service.Keys : Directory.GetFiles(_service.Keys)
            .Single(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));
        var mode = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, UnixFileMode.None);
        // Root may read everything; without its capabilities it may not.
        string[] under = Environment.IsPrivilegedProcess ? ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] : [];
        var refused = await _service.RunUnderAsync(under, "serve");
        var listed = await _service.RunUnderAsync(under, "conversation", "list");
        File.SetUnixFileMode(path, mode);

        Assert.All([refused, listed], verb =>
        {
            Assert.Equal(1, verb.Exit);
            Assert.Contains(_service.Keys, verb.Errors.ReplaceLineEndings(""), StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", verb.Errors, StringComparison.Ordinal);
        });
        await WorksAgainAsync();
    }

    [Fact]
    public async Task Keys_on_a_disk_that_fails_stop_the_start_by_name()
    {
        var path = Path.Combine(_service.Keys, "root.key");
        var whole = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        // Reading the first byte of a process's memory is an input/output error.
        File.CreateSymbolicLink(path, "/proc/self/mem");
        var refused = await _service.RunAsync("serve");
        File.Delete(path);
        await File.WriteAllBytesAsync(path, whole);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("root.key", refused.Errors.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        await WorksAgainAsync();
    }

    private async Task RefusedAsync(params string[] named)
    {
        var before = DiskState.Of(_service.Data, _service.Keys);
        var refused = await _service.RunAsync("serve");
        Assert.Equal(1, refused.Exit);
        var said = refused.Errors.ReplaceLineEndings("");
        Assert.All(named, word => Assert.Contains(word, said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, DiskState.Of(_service.Data, _service.Keys));
    }

    private async Task WorksAgainAsync(bool started = false)
    {
        if (!started)
            await _service.StartAsync();
        var count = _graph.To(_known).Count;
        var body = Echo(_known, "again");
        await _meta.DeliverAsync(body);
        await _meta.DeliverAsync(body);
        await _graph.NextAsync(_known, count + 1);
        Assert.Equal(0, await _service.StopAsync());
        Assert.Equal(count + 1, _graph.To(_known).Count);
    }

    /// <summary>Flips the last bit of one value; returns what it was.</summary>
    private byte[] Alter(string table, string column, string where)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = $"select {column} from {table} where {where}";
        var whole = (byte[])command.ExecuteScalar()!;
        var altered = (byte[])whole.Clone();
        altered[^1] ^= 1;
        Put(table, column, where, altered);
        return whole;
    }

    private void Put(string table, string column, string where, byte[] value)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = $"update {table} set {column} = $value where {where}";
        command.Parameters.AddWithValue("$value", value);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private List<long> Read(string sql)
    {
        using var database = Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<long>();
        while (reader.Read())
            values.Add(reader.GetInt64(0));
        return values;
    }

    private SqliteConnection Open()
    {
        var database = new SqliteConnection($"Data Source={Database};Pooling=False");
        database.Open();
        return database;
    }

    private async Task<string> CheckpointAsync()
    {
        using var answer = await _meta.GetAsync("/ledger/checkpoint");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "";
    }

    /// <summary>What is logged reaches the file a little later.</summary>
    private async Task SaysAsync(string word)
    {
        var log = "";
        for (var i = 0; i < 100 && !log.Contains(word, StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
            log = await File.ReadAllTextAsync(_service.LogFile);
        }
        Assert.True(log.Contains(word, StringComparison.Ordinal), log);
    }

    /// <summary>The changes of two bodies in one.</summary>
    private static byte[] Together(byte[] first, byte[] second)
    {
        var body = JsonNode.Parse(first)!;
        body["entry"]!.AsArray().Add(JsonNode.Parse(second)!["entry"]![0]!.DeepClone());
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static byte[] Echo(Person person, string text) =>
        WebhookBody.Text(person, person.NewWamid(), "#echo " + text);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "Waited in vain.");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _meta.Dispose();
        await _service.DisposeAsync();
        await _graph.DisposeAsync();
    }
}
