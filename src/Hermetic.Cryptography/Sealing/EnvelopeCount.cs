using System.Diagnostics.Metrics;

namespace Hermetic.Cryptography;

/// <summary>How often content is sealed and opened. Of what, for whom and under which key is not said.</summary>
internal static class EnvelopeCount
{
    private static readonly Counter<long> _envelopes = new Meter("Hermetic").CreateCounter<long>(
        "hermetic.envelopes", "{envelope}", "Envelopes sealed and opened.");

    private static readonly KeyValuePair<string, object?> _seal = new("operation", "seal");
    private static readonly KeyValuePair<string, object?> _open = new("operation", "open");

    /// <summary>One was sealed.</summary>
    internal static void Sealed() => _envelopes.Add(1, _seal);

    /// <summary>One was opened, and was what it should be.</summary>
    internal static void Opened() => _envelopes.Add(1, _open);
}
