using Hermetic.Server.Observability;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Messaging;

/// <summary>Once an hour, and at the start: what has been kept for its time goes.</summary>
internal sealed partial class Housekeeping(RetentionSweep sweep, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await sweep.RunAsync(isConfirmed: false, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Instruments.RetentionTroubles.Add(RetentionTrouble.Failed);
                Failed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(81, LogLevel.Error, "Housekeeping failed ({Failure}); it is tried again in an hour.")]
    private partial void Failed(string failure);
}
