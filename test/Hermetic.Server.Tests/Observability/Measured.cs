using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Hermetic.Server.Tests.Observability;

/// <summary>Everything that is measured in this process meanwhile, by every service that runs in it.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();

    private Measured(Func<Instrument, bool> wanted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted(instrument))
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((one, value, tags, _) => Keep(one, tags));
        _listener.SetMeasurementEventCallback<int>((one, value, tags, _) => Keep(one, tags));
        _listener.SetMeasurementEventCallback<double>((one, value, tags, _) => Keep(one, tags));
        _listener.Start();
    }

    internal ConcurrentBag<Instrument> Instruments { get; } = [];

    /// <summary>What was measured: instrument, label, value.</summary>
    internal ConcurrentBag<(string Instrument, string Label, string Value)> Values { get; } = [];

    /// <summary>The labels of each measurement, as <c>a=1 b=2</c>.</summary>
    internal ConcurrentBag<string> Tags { get; } = [];

    internal static Measured Of(string name) => new(one => one.Name == name);

    internal static Measured All() => new(_ => true);

    internal void Observe() => _listener.RecordObservableInstruments();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var said = new List<string>();
        foreach (var (label, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            Values.Add((instrument.Name, label, text));
            said.Add($"{label}={text}");
        }
        Tags.Add(string.Join(' ', said));
    }

    public void Dispose() => _listener.Dispose();
}
