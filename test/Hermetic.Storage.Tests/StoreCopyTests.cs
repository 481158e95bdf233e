using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Tests.Postgres;
using Hermetic.Storage.Tests.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Storage.Tests;

/// <summary>A deployment moves from SQLite to PostgreSQL with every byte, or not at all.</summary>
public sealed class StoreCopyTests : IDisposable
{
    private static readonly CancellationToken _never = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteEngine _source = new();
    private readonly PostgresEngine _target = new();
    private readonly SecretArena _arena = new(8 << 20);

    [Fact]
    public void Every_column_of_the_schema_is_copied() => Assert.Equal(
        ColumnsOf(_target),
        StoreCopy.Tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column}")).Order());

    [Fact]
    public async Task Both_sides_are_the_same_and_new_rows_go_on_behind_the_old_ones()
    {
        using var from = await FilledAsync(rows: 1200);
        using var to = await _target.OpenAsync(_clock);

        var copied = await StoreCopy.RunAsync(from, to, new Progress<long>(), _never);

        Assert.Equal(StoreCopy.Count(from), copied.Rows);
        Assert.Equal(from.Read(Deployment.Find), to.Read(Deployment.Find));
        Assert.Equal(
            _source.Blobs(new("inbox", "envelope", "blob")).Select(Convert.ToHexString).Order(),
            _target.Blobs(new("inbox", "envelope", "blob")).Select(Convert.ToHexString).Order());
        await to.CommitAsync(transaction => Keep(transaction, 1));
        Assert.Equal(
            _source.Count("select max(row) from parked") + 1, _target.Count("select max(row) from parked"));
    }

    [Fact]
    public async Task A_copy_that_was_stopped_half_way_goes_on_and_was_no_deployment_meanwhile()
    {
        using var from = await FilledAsync(rows: 1200);
        using var to = await _target.OpenAsync(_clock);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            StoreCopy.RunAsync(from, to, new Stopping(stop, after: 700), stop.Token));
        Assert.Null(to.Read(Deployment.Find));
        Assert.NotEqual(0, _target.Count("select count(*) from parked"));

        var copied = await StoreCopy.RunAsync(from, to, new Progress<long>(), _never);
        Assert.Equal(StoreCopy.Count(from), copied.Rows);
    }

    [Fact]
    public async Task A_target_with_rows_of_its_own_is_found_and_becomes_no_deployment()
    {
        using var from = await FilledAsync(rows: 3);
        using var to = await _target.OpenAsync(_clock);
        await to.CommitAsync(transaction => Suppressions.Add(transaction, Tag.FromBytes(new byte[16])));

        var refused = await Assert.ThrowsAsync<StorageOpenException>(
            () => StoreCopy.RunAsync(from, to, new Progress<long>(), _never));

        Assert.Contains("suppression", refused.Message, StringComparison.Ordinal);
        Assert.Null(to.Read(Deployment.Find));
    }

    [Fact]
    public async Task A_copy_that_was_complete_is_found_complete_until_one_side_is_used()
    {
        using var from = await FilledAsync(rows: 3);
        using var to = await _target.OpenAsync(_clock);
        var copied = await StoreCopy.RunAsync(from, to, new Progress<long>(), _never);
        Assert.Equal(copied, await StoreCopy.RunAsync(from, to, new Progress<long>(), _never));

        await to.CommitAsync(transaction => Suppressions.Add(transaction, Tag.FromBytes(new byte[16])));

        await Assert.ThrowsAsync<StorageOpenException>(
            () => StoreCopy.RunAsync(from, to, new Progress<long>(), _never));
        Assert.Equal(1, _target.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task Another_deployment_is_left_alone()
    {
        using var from = await FilledAsync(rows: 3);
        using var to = await _target.OpenAsync(_clock);
        await to.CommitAsync(transaction => Deployment.Create(
            transaction, Guid.NewGuid(), 1, new KeyPage(PageAddress.Root, 1, new byte[100]), new byte[32]));

        var refused = await Assert.ThrowsAsync<StorageOpenException>(
            () => StoreCopy.RunAsync(from, to, new Progress<long>(), _never));

        Assert.Contains("another deployment", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _target.Count("select count(*) from parked"));
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
        _arena.Dispose();
    }

    private static IEnumerable<string> ColumnsOf(PostgresEngine engine)
    {
        using var _ = engine.OpenAsync(new FakeTimeProvider()).GetAwaiter().GetResult();
        return [.. engine.Columns.Where(column => !StoreCopy.NotCopied.Contains(column.Table)).Select(column => $"{column.Table}.{column.Name}").Order()];
    }

    private async Task<Database> FilledAsync(int rows)
    {
        var database = await _source.OpenAsync(_clock);
        var page = new KeyPage(PageAddress.Root, 1, new byte[100]);
        await database.CommitAsync(transaction =>
            Deployment.Create(transaction, Guid.NewGuid(), 1, page, new byte[32]));
        await database.CommitAsync(transaction =>
        {
            for (var i = 0; i < rows; i++)
                Keep(transaction, i);
            Subjects.Create(transaction, SubjectId.New(), 7);
        });
        return database;
    }

    private void Keep(Transaction transaction, int reason)
    {
        using var key = ContentKey.Generate(KeyId.ForSlot(7), Guid.NewGuid(), _arena);
        var id = MessageId.New();
        Parked.Keep(
            transaction, id, reason, subject: null,
            key.Seal<ParkedContent>(default, new SealContext("parked", "envelope", id.Value, 1, Guid.Empty)));
    }

    private sealed class Stopping(CancellationTokenSource stop, long after) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value > after)
                stop.Cancel();
        }
    }
}
