using System.Diagnostics;

namespace Load;

/// <summary>CLOCK_MONOTONIC in nanoseconds: the same for every process of the machine, and it never goes back.</summary>
public static class Monotonic
{
    public const long Second = 1_000_000_000;

    public static long Now => Stopwatch.GetTimestamp();

    public static TimeSpan Span(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
