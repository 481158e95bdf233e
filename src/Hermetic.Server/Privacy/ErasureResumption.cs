using Hermetic.Domain;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Every few seconds: an erasure that was begun and has not ended since the last look has failed on its way, and is
/// tried again. Its person is fenced meanwhile, so this may not wait for a restart.
/// </summary>
internal sealed partial class ErasureResumption(Erasure erasure, TimeProvider clock, ILogger<ErasureResumption> log)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        HashSet<SubjectId> seen = [];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await erasure.ResumeAsync(seen, stoppingToken);
                seen = [.. erasure.Begun().Select(subject => subject.Id)];
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(61, LogLevel.Error, "An erasure could not be finished ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}
