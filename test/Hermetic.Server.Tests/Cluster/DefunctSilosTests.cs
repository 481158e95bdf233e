using System.Net;
using System.Net.Sockets;
using Hermetic.Server.Cluster;
using Hermetic.Storage;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;
using Orleans.Runtime;

namespace Hermetic.Server.Tests.Cluster;

public sealed class DefunctSilosTests : IAsyncLifetime
{
    private static readonly IPEndPoint _own = new(IPAddress.Loopback, 11);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-defunct-");
    private Database _database = null!;

    public async ValueTask InitializeAsync() => _database = await Database.OpenAsync(_folder.FullName, TimeProvider.System);

    [Fact]
    public async Task Who_is_silent_and_accepts_nobody_is_buried_within_seconds()
    {
        await AddAsync(Gone());
        await AddAsync(Gone());
        var begun = TimeProvider.System.GetTimestamp();

        Assert.Equal(2, await BuryAsync());

        Assert.All(Rows(), row => Assert.Equal(SiloState.Dead, row.State));
        Assert.InRange(
            TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, DefunctSilos.Silence + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Who_accepts_connections_lives_however_long_it_was_silent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await AddAsync((IPEndPoint)listener.LocalEndpoint);
        await SilenceAsync();

        Assert.Equal(0, await BuryAsync());

        Assert.Equal(SiloState.Active, Assert.Single(Rows()).State);
    }

    [Fact]
    public async Task Who_cannot_be_reached_but_gives_signs_of_life_lives()
    {
        var silo = Gone();
        await AddAsync(silo);
        using var stop = new CancellationTokenSource();
        var beating = BeatAsync(silo, stop.Token);

        Assert.Equal(0, await BuryAsync());

        await stop.CancelAsync();
        await beating;
        Assert.Equal(SiloState.Active, Assert.Single(Rows()).State);
    }

    [Fact]
    public async Task Whoever_had_the_own_address_is_gone_at_once()
    {
        await AddAsync(_own);
        var begun = TimeProvider.System.GetTimestamp();

        Assert.Equal(1, await BuryAsync());

        Assert.True(TimeProvider.System.GetElapsedTime(begun) < DefunctSilos.Silence);
    }

    private Task<int> BuryAsync() => new DefunctSilos(_database, TimeProvider.System).BuryAsync(_own, default);

    private async Task BeatAsync(IPEndPoint silo, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await _database.CommitAsync(transaction => Membership.Beat(transaction, Address(silo)));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>Until the only silo's last sign of life is too long ago, by the database's clock.</summary>
    private async Task SilenceAsync()
    {
        while (_database.Read(Membership.Read) is var table
            && table.Now - table.Rows[0].At <= (long)DefunctSilos.Silence.TotalMilliseconds)
            await Task.Delay(50);
    }

    private Task<bool> AddAsync(IPEndPoint silo) => _database.CommitAsync(transaction => Membership.Insert(
        transaction, new SiloRow(Address(silo), SiloState.Active, 0, 0, new byte[8]), Membership.Read(transaction).Version));

    private IReadOnlyList<SiloRow> Rows() => _database.Read(Membership.Read).Rows;

    /// <summary>Nobody listens there any more.</summary>
    private static IPEndPoint Gone() => new(IPAddress.Loopback, FreePort.Next());

    private static byte[] Address(IPEndPoint silo) => SiloEntry.AddressOf(SiloAddress.New(silo, 1));

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
