using Hermetic.Server.Tests.Tls;

namespace Hermetic.Server.Tests.Observability;

public sealed class ObservabilitySettingsTests : IAsyncLifetime
{
    private readonly SecuredService _service = new();

    [Fact]
    public void Numbers_are_shown_on_loopback_unless_said_otherwise()
    {
        _service.Values.Remove("Metrics:Urls");

        var settings = _service.Read().Observability;

        Assert.Equal("127.0.0.1:9464", settings.Listen!.EndPoint.ToString());
        Assert.Null(settings.Certificate);
        Assert.Null(settings.Node);
        Assert.Null(settings.Collector);
        Assert.Equal(0, settings.TraceRatio);
    }

    [Fact]
    public void Nowhere_is_a_choice() => Assert.Null(_service.Read().Observability.Listen);

    [Theory]
    [InlineData("Metrics:Urls", "http://0.0.0.0:9464", "must be https beyond a loopback address")]
    [InlineData("Metrics:Urls", "http://10.0.0.7:9464", "must be https beyond a loopback address")]
    [InlineData("Metrics:Urls", "http://unix:/run/metrics.sock", "must be none or one address")]
    [InlineData("Metrics:Urls", "metrics.example:9464", "must be none or one address")]
    [InlineData("Metrics:Node", "a\"b", "at most 63 letters")]
    [InlineData("Metrics:Node", "0123456789012345678901234567890123456789012345678901234567890123", "at most 63 letters")]
    [InlineData("OpenTelemetry:Endpoint", "http://collector.example:4318", "must be https")]
    [InlineData("OpenTelemetry:Endpoint", "collector", "must be an http or https address")]
    [InlineData("OpenTelemetry:TraceRatio", "0.1", "needs OpenTelemetry:Endpoint")]
    [InlineData("OpenTelemetry:TraceRatio", "2", "from 0 to 1")]
    [InlineData("OpenTelemetry:TraceRatio", "0,5", "from 0 to 1")]
    public void What_would_show_them_to_others_or_means_nothing_is_refused(string key, string value, string because)
    {
        _service.Values[key] = value;

        var refused = Assert.Throws<SettingsException>(_service.Read).Message;

        Assert.Contains(key, refused, StringComparison.Ordinal);
        Assert.Contains(because, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void The_public_port_is_never_the_one_of_the_numbers()
    {
        _service.Values["Metrics:Urls"] = $"https://0.0.0.0:{_service.Address.Port}";

        Assert.Contains("another port", Assert.Throws<SettingsException>(_service.Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Https_needs_the_certificate_also_when_the_service_itself_has_none()
    {
        _service.Values["Urls"] = "http://127.0.0.1:8080";
        _service.Values["WhatsApp:ClientCertificates:Mode"] = "off";
        _service.Values["Metrics:Urls"] = "https://0.0.0.0:9464";

        Assert.NotNull(_service.Read().Observability.Certificate);

        _service.Values["Tls:Key"] = "";
        var refused = Assert.Throws<SettingsException>(_service.Read).Message;
        Assert.Contains("where Metrics:Urls is https", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_and_a_name_are_taken_as_they_are()
    {
        _service.Values["OpenTelemetry:Endpoint"] = "http://127.0.0.1:4318/otlp";
        _service.Values["OpenTelemetry:TraceRatio"] = "0.25";
        _service.Values["Metrics:Node"] = "node-1.a";

        var settings = _service.Read().Observability;

        Assert.Equal("http://127.0.0.1:4318/otlp/v1/metrics", new Uri(settings.Collector!, "v1/metrics").ToString());
        Assert.Equal(0.25, settings.TraceRatio);
        Assert.Equal("node-1.a", settings.Node);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
