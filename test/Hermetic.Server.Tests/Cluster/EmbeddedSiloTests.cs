using System.Net.NetworkInformation;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Cluster;

public sealed class EmbeddedSiloTests
{
    // Orleans' own defaults for silo and gateway.
    private static readonly int[] _orleans = [11111, 30000];

    [Fact]
    public async Task The_silo_inside_the_service_opens_no_port()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");

        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port);

        Assert.Empty(_orleans.Intersect(listening));
    }
}
