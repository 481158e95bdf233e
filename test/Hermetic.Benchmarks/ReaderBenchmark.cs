using System.Text.Json;
using Hermetic.WhatsApp;

namespace Hermetic.Benchmarks;

/// <param name="Nanoseconds">Processor time for one message, the median of the rounds.</param>
/// <param name="Bytes">Allocated for one message.</param>
public sealed record Measurement(string Body, string Way, int Messages, int Length, double Nanoseconds, double Bytes);

/// <summary>
/// The reader beside System.Text.Json: the same bodies, in turns, in one thread. Both have to find the same number of
/// messages every time, or there is no result. Processor time is what is measured: others may use the machine.
/// </summary>
/// <remarks>
/// They do not do the same: the reader checks UTF-8, types or parks each element and keeps its bytes, and makes no
/// string of content; System.Text.Json makes a string of each known member and forgets the others.
/// </remarks>
public static class ReaderBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(200);

    private static readonly JsonSerializerOptions s_reflection =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly (string Name, Func<byte[], int> Count)[] s_ways =
    [
        ("reader", body => WebhookReader.Read(body).Elements.Count),
        ("STJ source-generated", body => Count(JsonSerializer.Deserialize(body, EnvelopeContext.Default.Envelope))),
        ("STJ reflection", body => Count(JsonSerializer.Deserialize<Envelope>(body, s_reflection))),
    ];

    /// <exception cref="InvalidOperationException">A way found another number of messages.</exception>
    public static IEnumerable<Measurement> Run(IEnumerable<Body> bodies)
    {
        foreach (var body in bodies)
        {
            var samples = s_ways.ToDictionary(way => way.Name, _ => new List<(double Time, double Bytes)>());
            for (var round = -1; round < Rounds; round++)    // round −1 warms up
            {
                foreach (var (name, count) in s_ways)
                {
                    var sample = Measure(body, name, count);
                    if (round >= 0)
                        samples[name].Add(sample);
                }
            }
            foreach (var (name, all) in samples)
                yield return new(
                    body.Name, name, body.Messages, body.Utf8.Length, Median(all.Select(one => one.Time)),
                    Median(all.Select(one => one.Bytes)));
        }
    }

    private static (double Time, double Bytes) Measure(Body body, string name, Func<byte[], int> count)
    {
        GC.Collect();
        var (allocated, begun, runs) = (GC.GetAllocatedBytesForCurrentThread(), Spent, 0);
        while (Spent - begun < s_round)
        {
            for (var i = 0; i < Math.Max(1, 200 / body.Messages); i++, runs++)
            {
                if (count(body.Utf8) is var found && found != body.Messages)
                    throw new InvalidOperationException($"{name} found {found} of {body.Messages} in \"{body.Name}\".");
            }
        }
        var messages = (double)runs * body.Messages;
        return ((Spent - begun).TotalNanoseconds / messages,
            (GC.GetAllocatedBytesForCurrentThread() - allocated) / messages);
    }

    private static TimeSpan Spent => Environment.CpuUsage.TotalTime;

    private static int Count(Envelope? envelope) =>
        envelope?.Entries?.Sum(entry => entry.Changes?.Sum(change =>
            (change.Value?.Messages?.Count ?? 0) + (change.Value?.Statuses?.Count ?? 0)) ?? 0) ?? 0;

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
