using System.Net;
using System.Net.Sockets;
using Hermetic.Storage;

namespace Hermetic.Server.Cluster;

/// <summary>
/// What silos that were killed left in the table. A silo that starts would wait for them, and when all nodes were killed
/// nobody else clears them away. Buried is who gave no sign of life for a while *and* accepts no connection: a living node
/// whose database stalls still listens, and one behind a broken line still gives signs.
/// </summary>
internal sealed class DefunctSilos(Database database, TimeProvider clock)
{
    /// <summary>Two signs of life are missing.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _connecting = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when nobody is in doubt any more, or after a little more than <see cref="Silence"/>.</summary>
    /// <param name="own">The address of the silo that is about to start: whoever had it before is gone.</param>
    /// <returns>How many were buried.</returns>
    internal async Task<int> BuryAsync(IPEndPoint own, CancellationToken cancel)
    {
        var buried = 0;
        var begun = clock.GetTimestamp();
        while (true)
        {
            var table = database.Read(Membership.Read);
            var living = table.Rows.Where(row => row.State != SiloState.Dead).ToList();
            var reached = await Task.WhenAll(living.Select(row => AcceptsAsync(row, own, cancel)));
            var unreached = living.Where((_, i) => !reached[i]).ToList();
            var silent = unreached.Where(row => IsSilent(row, table.Now) || EndPointOf(row).Equals(own)).ToList();
            if (silent.Count > 0)
                buried += await database.CommitAsync(transaction => Membership.Bury(transaction, silent));
            if (silent.Count == unreached.Count || clock.GetElapsedTime(begun) > Silence + _connecting)
                return buried;
            await Task.Delay(_pause, clock, cancel);
        }
    }

    private static bool IsSilent(SiloRow row, long now) => now - row.At > (long)Silence.TotalMilliseconds;

    private static IPEndPoint EndPointOf(SiloRow row) => SiloEntry.ReadAddress(row.Address.Span).Endpoint;

    private async Task<bool> AcceptsAsync(SiloRow row, IPEndPoint own, CancellationToken cancel)
    {
        if (EndPointOf(row).Equals(own))
            return false;
        using var patience = new CancellationTokenSource(_connecting, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var caller = new TcpClient(EndPointOf(row).AddressFamily);
        try
        {
            await caller.ConnectAsync(EndPointOf(row), either.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException
            && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
