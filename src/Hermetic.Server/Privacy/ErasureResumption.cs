using Hermetic.Domain;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Every two seconds: an erasure that stands where it stood at the last look has failed on its way, here or on another
/// node, and is taken up again. Its person is fenced meanwhile, so this may not wait for a restart. What is destroyed is
/// certified when its time has come.
/// </summary>
internal sealed partial class ErasureResumption(Erasure erasure, TimeProvider clock, ILogger<ErasureResumption> log)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _reminder = TimeSpan.FromMinutes(1);

    private Type? _reported;
    private long _reportedAt;

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
                _reported = null;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Report(failure);
            }
        }
    }

    /// <summary>Once a minute, and at once when it is something else: it is tried every two seconds.</summary>
    private void Report(Exception failure)
    {
        if (failure.GetType() == _reported && clock.GetElapsedTime(_reportedAt) < _reminder)
            return;
        (_reported, _reportedAt) = (failure.GetType(), clock.GetTimestamp());
        Failed(failure.GetType().Name);
    }

    [LoggerMessage(61, LogLevel.Error, "An erasure could not be finished ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}
