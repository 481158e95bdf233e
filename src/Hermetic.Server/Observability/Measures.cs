using System.Diagnostics.Metrics;

namespace Hermetic.Server.Observability;

/// <summary>A counter with one label.</summary>
internal sealed class CountBy<T>(Counter<long> counter, Label<T> label) where T : notnull
{
    internal void Add(T value, long many = 1) => counter.Add(many, label[value]);

    /// <summary>Makes every series begin at 0: an increase from nothing to 1 is seen by no alert rule.</summary>
    internal void Begin()
    {
        foreach (var key in label.Keys)
            counter.Add(0, label[key]);
    }
}

/// <summary>Durations with one label, in seconds.</summary>
internal sealed class TimeBy<T>(Histogram<double> histogram, Label<T> label) where T : notnull
{
    internal void Record(TimeSpan took, T value) => histogram.Record(took.TotalSeconds, label[value]);
}
