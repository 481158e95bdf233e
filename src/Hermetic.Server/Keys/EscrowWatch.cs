using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>
/// Every ten seconds: an escrow that is not known to hold what it should is brought there, at the start and after an
/// outage. An erasure does not wait for this: it settles by itself.
/// </summary>
internal sealed partial class EscrowWatch(Vault vault, TimeProvider clock, ILogger<EscrowWatch> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _reminder = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _look = TimeSpan.FromMinutes(10);

    private long? _reportedAt;
    private long _settledAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        do
        {
            try
            {
                // Now and then also when nothing is known to be wrong: another node may have left something behind.
                if (vault.AreEscrowsSettled && clock.GetElapsedTime(_settledAt) < _look)
                    continue;
                await vault.SettleEscrowsAsync(stoppingToken);
                _settledAt = clock.GetTimestamp();
                if (_reportedAt is not null)
                    Back();
                _reportedAt = null;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Report(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Report(Exception failure)
    {
        if (_reportedAt is { } at && clock.GetElapsedTime(at) < _reminder)
            return;
        _reportedAt = clock.GetTimestamp();
        if (failure is EscrowException or RootProviderException)
            Away(vault.FailedEscrow ?? 0, failure.GetType().Name);
        else
            Failed(failure.GetType().Name);
    }

    [LoggerMessage(243, LogLevel.Error,
        "Escrow {Number} of Keys:Escrows cannot be used ({Failure}); nothing is destroyed, erasures wait, and new people can come until the shipped slots are used up. `hermetic escrow status` says why.")]
    private partial void Away(int number, string failure);

    [LoggerMessage(244, LogLevel.Error, "The escrows could not be looked after ({Failure}); it is tried again.")]
    private partial void Failed(string failure);

    [LoggerMessage(245, LogLevel.Information, "Every escrow holds what it should again.")]
    private partial void Back();
}
