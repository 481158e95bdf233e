using System.Diagnostics.Metrics;
using Hermetic.Domain;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Observability;

/// <summary>
/// Everything that is counted and timed; what is read from the state of things is in <see cref="Gauges"/>. Names, units
/// and sentences are those of docs/operate/metrics.md, which a test compares.
/// </summary>
internal static class Instruments
{
    internal const string MeterName = "Hermetic";

    private static readonly Meter _meter = new(MeterName);
    private static readonly Dictionary<string, Label[]> _labels = new(StringComparer.Ordinal)
    {
        // Counted where nothing of this file is known, or by the runtime.
        ["hermetic.envelopes"] = [new Label<int>("operation", [(0, "seal"), (1, "open")])],
        ["dotnet.gc.collections"] = [new Label<int>("gc.heap.generation", [(0, "gen0"), (1, "gen1"), (2, "gen2")])],
        ["dotnet.process.cpu.time"] = [new Label<int>("cpu.mode", [(0, "user"), (1, "system")])],
    };

    internal static readonly TimeBy<int> Webhooks = Times(
        "hermetic.webhook.duration", "From a webhook's head to its answer; 200 comes after the commit.",
        Label.OfCodes("code", 200, 400, 401, 403, 413, 503));

    private static readonly Histogram<double> _answers = Times(
        "hermetic.answer.duration",
        "From a message's webhook until WhatsApp accepted the first answer; where one process did both.");

    internal static readonly CountBy<int> Parked = Count(
        "hermetic.elements.parked", "{element}", "Elements of webhooks that are kept and not acted on.",
        Label.OfNumbers("reason", [.. Enum.GetValues<ParkReason>().Cast<Enum>(), .. Enum.GetValues<ParkedReason>().Cast<Enum>()]));

    internal static readonly CountBy<TurnResult> Turns = Count(
        "hermetic.turns", "{turn}", "Messages that had their turn.", Label.Of<TurnResult>("outcome"));

    internal static readonly CountBy<SendResult> Sends = Count(
        "hermetic.sends", "{send}", "What became of messages on their way out; each try counts.",
        Label.Of<SendResult>("outcome"));

    internal static readonly CountBy<StatusOutcome> Statuses = Count(
        "hermetic.statuses", "{status}",
        "Statuses of messages that came. Unmatched: earlier than the answer to its send, or of somebody who was erased since.",
        Label.Of<StatusOutcome>("outcome"));

    internal static readonly CountBy<GraphErrorKind> Refusals = Count(
        "hermetic.sends.refused", "{send}", "Tries that WhatsApp refused, by the kind of its error.",
        Label.Of<GraphErrorKind>("reason"));

    internal static readonly CountBy<KeyOperation> Keys = Count(
        "hermetic.keys", "{operation}", "What was done with people's keys.", Label.Of<KeyOperation>("operation"));

    internal static readonly CountBy<ErasureStep> Erasures = Count(
        "hermetic.erasures", "{person}", "People who were erased.", Label.Of<ErasureStep>("step"));

    internal static readonly CountBy<Retention> Retained = Count(
        "hermetic.retention.deleted", "{row}", "Rows, or people, that went because they were kept for their time.",
        Label.Of("rule", Enum.GetValues<Retention>().Where(rule => new RetentionSchedule().Days(rule) > 0)));

    internal static readonly CountBy<RetentionTrouble> RetentionTroubles = Count(
        "hermetic.retention.troubles", "{sweep}", "Sweeps by age that failed, were refused or did not prove themselves.",
        Label.Of<RetentionTrouble>("reason"));

    internal static readonly CountBy<EscrowResult> Escrows = Count(
        "hermetic.escrows", "{operation}", "What was done at escrows of the erasable root.", Label.Of<EscrowResult>("outcome"));

    private static readonly Label<GraphRoute> _routes = Label.Of<GraphRoute>("route");
    private static readonly Label<int> _codes =
        Label.OfCodes("code", 0, 200, 400, 401, 403, 404, 429, 500, 502, 503, 504);

    private static readonly Histogram<double> _graph = Times(
        "hermetic.graph.duration", "From a call of the Graph API to the head of its answer.", [_routes, _codes]);

    private static readonly Histogram<double> _commits = Times(
        "hermetic.storage.commit.duration", "One group commit, from its first statement until it is durable.");

    private static readonly Histogram<int> _commitSizes = _meter.CreateHistogram(
        "hermetic.storage.commit.size", "{request}", "Requests in one group commit.", tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });

    /// <summary>The labels of each instrument that has some.</summary>
    internal static IReadOnlyDictionary<string, Label[]> Labels => _labels;

    /// <summary>Every series that a rule may wait for begins at 0.</summary>
    internal static void Begin()
    {
        Parked.Begin();
        Turns.Begin();
        Sends.Begin();
        Refusals.Begin();
        Keys.Begin();
        Erasures.Begin();
        RetentionTroubles.Begin();
        Escrows.Begin();
    }

    /// <summary>One try to send.</summary>
    internal static SendOutcome Tried(SendOutcome outcome)
    {
        Sends.Add(outcome switch
        {
            SendOutcome.Accepted => SendResult.Accepted,
            SendOutcome.Rejected => SendResult.Refused,
            SendOutcome.NotSent => SendResult.NotSent,
            _ => SendResult.Unknown,
        });
        if (outcome is SendOutcome.Rejected refused)
            Refusals.Add(GraphErrors.Find(refused.Code).Kind);
        return outcome;
    }

    internal static void Answered(TimeSpan took) => _answers.Record(took.TotalSeconds);

    internal static void Called(GraphRoute route, int code, TimeSpan took) =>
        _graph.Record(took.TotalSeconds, _routes[route], _codes[code]);

    internal static void Committed(int requests, TimeSpan took)
    {
        _commits.Record(took.TotalSeconds);
        _commitSizes.Record(requests);
    }

    private static TimeBy<T> Times<T>(string name, string description, Label<T> label) where T : notnull =>
        new(Times(name, description, [label]), label);

    /// <summary>From a millisecond, which a disk needs, to the half minute that a frozen store may take.</summary>
    private static Histogram<double> Times(string name, string description, params Label[] labels)
    {
        _labels[name] = labels;
        return _meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        });
    }

    private static CountBy<T> Count<T>(string name, string unit, string description, Label<T> label) where T : notnull
    {
        _labels[name] = [label];
        return new(_meter.CreateCounter<long>(name, unit, description), label);
    }
}
