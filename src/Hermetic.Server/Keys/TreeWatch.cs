using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>
/// Once a second: has another node rolled the key tree? Its root is used from then on, and a second later the one
/// before it is wiped here too, well within the time after which an erasure is certified. Opened pages whose time is
/// over are wiped as well: where nobody writes, nothing stays open.
/// </summary>
internal sealed partial class TreeWatch(Vault vault, TimeProvider clock, ILogger<TreeWatch> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        var followed = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                vault.Expire();
                if (followed)
                    vault.Forget();
                followed = await vault.TryFollowAsync(stoppingToken);
            }
            catch (KeyDirectoryException)
            {
                NotShared();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(93, LogLevel.Error,
        "Another node erased somebody, and this node does not find the new erasable root: all nodes have to share one Keys:Directory.")]
    private partial void NotShared();

    [LoggerMessage(94, LogLevel.Error, "Whether the key tree was rolled could not be seen ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}
