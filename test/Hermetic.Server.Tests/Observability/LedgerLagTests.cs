using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Observability;

/// <summary>A store without a sequencer: what is recorded stays unnumbered.</summary>
public sealed class LedgerLagTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-lag-");
    private readonly FakeTimeProvider _clock = new();
    private Database? _database;

    private Database Database => _database!;

    [Fact]
    public async Task The_age_of_the_checkpoint_counts_while_entries_wait()
    {
        var lag = new LedgerLag(Database, _clock);
        Assert.Equal(0, lag.CheckpointAge());
        Assert.Equal(0, lag.Entries());

        await RecordAsync();
        Assert.Equal(0, lag.CheckpointAge());
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(30, lag.CheckpointAge());
        Assert.Equal(1, lag.Entries());
        Assert.Equal(0, lag.Size());
    }

    private Task RecordAsync() => Database.CommitAsync(transaction => LedgerEntries.Append(
        transaction, new AccessRecord("subject.erased", Caller.Service("test").Actor, Target.Of(SubjectId.New()), Allowed: true)));

    public async ValueTask InitializeAsync()
    {
        using var arena = new SecretArena(8 << 20);
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        using var vault = await Vault.OpenAsync(Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, arena, _clock);
    }

    public ValueTask DisposeAsync()
    {
        _database?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
