namespace Hermetic.Simulator;

/// <summary>
/// The pauses before each new attempt at a webhook that was not accepted; after the last one it is lost.
/// </summary>
public sealed record RetrySchedule(IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>One attempt only.</summary>
    public static RetrySchedule Never { get; } = new([]);

    /// <summary>
    /// Meta's promise on a faster clock: at once, then ever more rarely, for 7 days. Meta does not publish
    /// the steps; here they double from 30 seconds to 12 hours, all divided by
    /// <paramref name="compression"/>.
    /// </summary>
    public static RetrySchedule SevenDays(double compression) => Doubling(TimeSpan.FromDays(7), compression);

    /// <summary>What remains of it for a number without storage at Meta.</summary>
    public static RetrySchedule OneHour(double compression) => Doubling(TimeSpan.FromHours(1), compression);

    private static RetrySchedule Doubling(TimeSpan whole, double compression)
    {
        List<TimeSpan> pauses = [TimeSpan.Zero];
        var pause = TimeSpan.FromSeconds(30);
        for (var elapsed = pause; elapsed <= whole; elapsed += pause)
        {
            pauses.Add(pause / compression);
            pause = pause * 2 < TimeSpan.FromHours(12) ? pause * 2 : TimeSpan.FromHours(12);
        }
        return new(pauses);
    }
}
