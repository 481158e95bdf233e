using System.Diagnostics;

namespace Hermetic.Server.Observability;

/// <summary>
/// Spans of a webhook, a turn and a send. They carry an outcome and nothing else, and each begins a trace of its own:
/// whoever sends a webhook does not get to name the trace or to have it recorded.
/// </summary>
internal static class Traces
{
    internal const string SourceName = "Hermetic";

    private static readonly ActivitySource _source = new(SourceName);

    /// <summary>Null, at no cost, when nobody records.</summary>
    internal static Activity? Begin(string name)
    {
        if (!_source.HasListeners())
            return null;
        Activity.Current = null;
        return _source.StartActivity(name);
    }
}
