using Hermetic.Storage;
using Hermetic.Storage.Locations;

namespace Hermetic.Server.Privacy;

/// <summary>What is odd about the machine's clock. The zero value is nothing.</summary>
internal enum ClockLeap
{
    None,

    /// <summary>Days have passed in which nothing happened here: a long stop, or a clock set forward.</summary>
    Forward,

    /// <summary>It is earlier than when the last sweep was: a clock set back, or one that ran ahead before.</summary>
    Back,
}

/// <summary>
/// Compares the machine's clock with the deployment's own memory of time, before anything is deleted by age. A clock set
/// forward would delete everything at once, and a clock set back gives new rows old days, which go too early when it is
/// right again. Both are for a person to confirm.
/// </summary>
internal static class RetentionClock
{
    /// <summary>So long may pass between two sweeps; a service that runs sweeps every hour.</summary>
    internal const int MostHoursForward = 7 * 24;

    /// <summary>Nodes' clocks differ by less.</summary>
    internal const int MostHoursBack = 24;

    /// <param name="now">Hours since 1970-01-01.</param>
    internal static ClockLeap Compare(long? known, long now) => known switch
    {
        null => ClockLeap.None,
        var last when now - last > MostHoursForward => ClockLeap.Forward,
        var last when last - now > MostHoursBack => ClockLeap.Back,
        _ => ClockLeap.None,
    };

    /// <summary>
    /// When something was surely known last: the last sweep; before the first, the newest entry of the record. An entry is
    /// not asked later on: by then it has the same clock as this sweep.
    /// </summary>
    internal static long? Known(Database database) =>
        database.Read(SweepRecords.LastHour) is > 0 and var swept ? swept : database.Read(LedgerEntries.NewestHour);
}
