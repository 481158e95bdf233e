using System.Net;
using Hermetic.Server.Cluster;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace Hermetic.Server.Tests.Cluster;

/// <summary>What Orleans' contract asks of the table beside what MembershipContract shows of the store.</summary>
public sealed class SiloTableTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-table-");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private Database _database = null!;

    public async ValueTask InitializeAsync() => _database = await Database.OpenAsync(_folder.FullName, _clock);

    [Fact]
    public void States_have_the_numbers_of_Orleans() => Assert.Equal(
        Enum.GetValues<SiloStatus>().Select(state => (state.ToString(), (int)state)),
        Enum.GetValues<SiloState>().Select(state => (state.ToString(), (int)state)));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("fd00::17")]
    public async Task An_entry_comes_back_as_it_was(string address)
    {
        var table = new SiloTable(_database, _clock);
        var silo = Silo(address, generation: 7);
        await table.InsertRow(Entry(silo, SiloStatus.Joining), (await table.ReadAll()).Version.Next());
        var (entry, etag) = Assert.Single((await table.ReadRow(silo)).Members);
        var voter = Silo("10.9.8.7", generation: 8);
        entry.AddSuspector(voter, Now - TimeSpan.FromSeconds(3));
        entry.Status = SiloStatus.Dead;

        Assert.True(await table.UpdateRow(entry, etag, (await table.ReadAll()).Version.Next()));

        var after = Assert.Single((await table.ReadAll()).Members).Item1;
        Assert.Equal((silo, SiloStatus.Dead), (after.SiloAddress, after.Status));
        Assert.Equal(voter, Assert.Single(after.SuspectTimes!).Item1);
        Assert.Equal(Now - TimeSpan.FromSeconds(3), after.SuspectTimes![0].Item2, TimeSpan.FromSeconds(1));
        Assert.NotNull(after.SiloName);
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_version_one_is_refused()
    {
        var (one, other) = (new SiloTable(_database, _clock), new SiloTable(_database, _clock));
        var seen = (await one.ReadAll()).Version;

        Assert.True(await one.InsertRow(Entry(Silo("10.0.0.1", 1), SiloStatus.Joining), seen.Next()));
        Assert.False(await other.InsertRow(Entry(Silo("10.0.0.2", 2), SiloStatus.Joining), seen.Next()));
        Assert.Equal(seen.Version + 1, (await other.ReadAll()).Version.Version);
    }

    [Theory]
    [InlineData(-17)]
    [InlineData(17)]
    public async Task Clocks_that_are_minutes_apart_tell_the_same_moments(int minutes)
    {
        var shifted = new FakeTimeProvider(_clock.GetUtcNow().AddMinutes(minutes));
        var (one, other) = (new SiloTable(_database, _clock), new SiloTable(_database, shifted));
        var silo = Silo("10.0.0.1", 1);
        await other.InsertRow(Entry(silo, SiloStatus.Active), (await other.ReadAll()).Version.Next());
        await other.UpdateIAmAlive(new MembershipEntry { SiloAddress = silo, IAmAliveTime = shifted.GetUtcNow().UtcDateTime });

        var seen = Assert.Single((await one.ReadAll()).Members).Item1;
        var own = Assert.Single((await other.ReadAll()).Members).Item1;

        Assert.All([seen.IAmAliveTime, seen.StartTime], time => Assert.Equal(Now, time, TimeSpan.FromSeconds(5)));
        Assert.All(
            [own.IAmAliveTime, own.StartTime],
            time => Assert.Equal(shifted.GetUtcNow().UtcDateTime, time, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Only_the_dead_are_cleaned_up_and_only_before_the_date()
    {
        var table = new SiloTable(_database, _clock);
        await table.InsertRow(Entry(Silo("10.0.0.1", 1), SiloStatus.Active), (await table.ReadAll()).Version.Next());
        await table.InsertRow(Entry(Silo("10.0.0.2", 2), SiloStatus.Dead), (await table.ReadAll()).Version.Next());

        await table.CleanupDefunctSiloEntries(_clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await table.ReadAll()).Members.Count);
        await table.CleanupDefunctSiloEntries(_clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        Assert.Equal(SiloStatus.Active, Assert.Single((await table.ReadAll()).Members).Item1.Status);
        await table.DeleteMembershipTableEntries("any");
        Assert.Empty((await table.ReadAll()).Members);
    }

    [Fact]
    public async Task A_silo_that_leaves_does_not_wait_for_a_store_that_is_gone()
    {
        var table = new SiloTable(_database, _clock);
        var seen = await table.ReadAll();
        using var release = new ManualResetEventSlim();
        var stalled = _database.CommitAsync(_ => release.Wait());

        table.Leave();

        Assert.True(await table.InsertRow(Entry(Silo("10.0.0.1", 1), SiloStatus.Dead), seen.Version.Next()));
        release.Set();
        await stalled;
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private static SiloAddress Silo(string address, int generation) =>
        SiloAddress.New(new IPEndPoint(IPAddress.Parse(address), 11111), generation);

    private static MembershipEntry Entry(SiloAddress silo, SiloStatus status) =>
        new() { SiloAddress = silo, Status = status, SuspectTimes = [] };

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
