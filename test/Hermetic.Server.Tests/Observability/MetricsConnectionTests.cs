using System.Net;
using Hermetic.Server.Tests.Tls;
using Hermetic.Testing;

namespace Hermetic.Server.Tests.Observability;

public sealed class MetricsConnectionTests
{
    [Fact]
    public async Task The_numbers_are_on_their_own_listener_and_nothing_else_is()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, service.Metrics));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, new Uri(service.Address, "/metrics")));
        foreach (var path in new[] { "/", "/readyz", "/webhooks/whatsapp", "/ledger/checkpoint", "/staff/conversations", "/METRICS2" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, new Uri(service.Metrics, path)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, new Uri(service.Address, "/healthz")));
    }

    [Fact]
    public async Task None_means_that_nobody_listens_and_the_rest_is_as_ever()
    {
        await using var service = await RunningService.StartAsync(("Metrics:Urls", "none"));
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(service.Metrics));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, new Uri(service.Address, "/metrics")));
        await service.AskAsync(RunningService.Ana, "Hello");
    }

    [Fact]
    public async Task Beyond_loopback_they_are_behind_the_service_s_TLS()
    {
        await using var service = new SecuredService();
        var port = new Uri($"https://localhost:{FreePort.Next()}/metrics");
        service.Values["Metrics:Urls"] = $"https://0.0.0.0:{port.Port}";
        await service.StartAsync();
        using var caller = service.Caller();

        Assert.Contains("hermetic_ready 1\n", await caller.GetStringAsync(port), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(caller, new Uri(service.Address, "/metrics")));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }
}
