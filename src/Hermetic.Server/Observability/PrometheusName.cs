using System.Diagnostics.Metrics;

namespace Hermetic.Server.Observability;

/// <summary>
/// What an instrument is called in Prometheus: dots become underscores, the unit and, for what only grows,
/// <c>_total</c> stand behind (OpenTelemetry, "Prometheus and OpenMetrics Compatibility").
/// </summary>
internal static class PrometheusName
{
    internal static string Of(string name, string? unit, bool onlyGrows) =>
        Plain(name) + Suffix(unit) + (onlyGrows ? "_total" : "");

    internal static string Of(Instrument instrument) =>
        Of(instrument.Name, instrument.Unit, onlyGrows: Type(instrument) == "counter");

    /// <summary>Prometheus' word for the kind of an instrument.</summary>
    internal static string Type(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "Histogram" => "histogram",
        _ => "gauge",
    };

    /// <summary>Also for labels.</summary>
    internal static string Plain(string name) => name.Replace('.', '_');

    /// <summary>Units in braces and the number 1 are for people only.</summary>
    private static string Suffix(string? unit) => unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };
}
