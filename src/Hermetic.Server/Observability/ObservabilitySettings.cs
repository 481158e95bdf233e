using System.Globalization;
using System.Net;
using Hermetic.Server.Tls;

namespace Hermetic.Server.Observability;

/// <summary>Who may look at the numbers, and where else they go.</summary>
/// <param name="Listen">Where <c>/metrics</c> is answered; null for nowhere.</param>
/// <param name="Certificate">The service's own; given if and only if <paramref name="Listen"/> is https.</param>
/// <param name="Node">A name for this node, which every series carries; null for none.</param>
/// <param name="Collector">An OTLP collector, with a slash at the end; null for none.</param>
/// <param name="TraceRatio">The share of traces that the collector gets, from 0 to 1.</param>
public sealed record ObservabilitySettings(
    ListenAddress.Network? Listen, CertificateFiles? Certificate, string? Node, Uri? Collector, double TraceRatio)
{
    private const string Default = "http://127.0.0.1:9464";

    internal static ObservabilitySettings None { get; } = new(null, null, null, null, 0);

    internal static ObservabilitySettings Read(SettingsSource source, ListenSettings service)
    {
        var listen = ReadListen(source, service);
        var collector = ReadCollector(source);
        return new(
            listen,
            listen is not { Tls: true } ? null : service.Certificate ?? ListenSettings.ReadCertificate(source, "Metrics:Urls"),
            ReadNode(source),
            collector,
            ReadRatio(source, collector));
    }

    private static ListenAddress.Network? ReadListen(SettingsSource source, ListenSettings service)
    {
        const string key = "Metrics:Urls";
        var text = source.Text(key, Default);
        if (text == "none")
            return null;
        if (ListenAddress.Parse(text) is not ListenAddress.Network address)
        {
            source.Problem(key, "must be none or one address: http://127.0.0.1:PORT or https://ADDRESS:PORT");
            return null;
        }
        if (!address.Tls && !IPAddress.IsLoopback(address.EndPoint.Address))
            source.Problem(key, "must be https beyond a loopback address");
        if (service.Address is ListenAddress.Network other && other.EndPoint.Port == address.EndPoint.Port)
            source.Problem(key, "must have another port than Urls");
        return address;
    }

    /// <summary>It ends up in every series: short, and nothing that would have to be escaped.</summary>
    private static string? ReadNode(SettingsSource source)
    {
        var name = source.Text("Metrics:Node", "");
        if (name.Length > 63 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            source.Problem("Metrics:Node", "must be at most 63 letters, digits, dots, hyphens and underscores");
        return name.Length > 0 ? name : null;
    }

    private static Uri? ReadCollector(SettingsSource source)
    {
        const string key = "OpenTelemetry:Endpoint";
        if (source.Text(key, "").Length == 0)
            return null;
        var url = source.Address(key, "http://127.0.0.1:4318");
        if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            source.Problem(key, "must be https (plain http only on loopback)");
        return new(url.AbsoluteUri.TrimEnd('/') + '/');
    }

    private static double ReadRatio(SettingsSource source, Uri? collector)
    {
        const string key = "OpenTelemetry:TraceRatio";
        if (!double.TryParse(source.Text(key, "0"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio)
            || ratio is < 0 or > 1)
            source.Problem(key, "must be a number from 0 to 1");
        else if (ratio > 0 && collector is null)
            source.Problem(key, "needs OpenTelemetry:Endpoint: traces go nowhere else");
        return ratio;
    }
}
