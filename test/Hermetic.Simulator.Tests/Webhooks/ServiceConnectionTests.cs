using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Simulator.Tests.Webhooks;

/// <summary>https to the service, and the client certificate of mTLS, with a private authority.</summary>
public sealed class ServiceConnectionTests : IDisposable
{
    private const string MetasName = "client.webhooks.fbclientcerts.com";

    private readonly X509Certificate2 _authority = Authority("Private authority of the tests");
    private readonly List<X509Certificate2> _made = [];

    [Fact]
    public async Task The_client_certificate_is_shown_to_a_service_that_asks_for_it()
    {
        string? seen = null;
        await using var service = await ServiceAsync(Leaf("localhost"), http => seen =
            http.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        await using var simulator = await SimulatorAsync(service, options => options with
        {
            ClientCertificate = Leaf(MetasName),
            ServiceAuthorities = [_authority],
        });

        await simulator.SendTextAsync(Stage.Anna, "Hello");

        Assert.Equal(MetasName, seen);
    }

    [Fact]
    public async Task A_service_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        var reached = false;
        await using var service = await ServiceAsync(Leaf("localhost"), _ => reached = true);
        await using var simulator = await SimulatorAsync(service, options => options with
        {
            ServiceAuthorities = [Authority("Another authority")],
        });

        await Assert.ThrowsAsync<Simulator.Webhooks.WebhookLostException>(
            () => simulator.SendTextAsync(Stage.Anna, "Hello"));
        Assert.False(reached);
    }

    private static async Task<WebApplication> ServiceAsync(X509Certificate2 certificate, Action<HttpContext> seen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            })));
        builder.Services.AddRoutingCore();
        var service = builder.Build();
        service.Run(http =>
        {
            seen(http);
            return Task.CompletedTask;
        });
        await service.StartAsync();
        return service;
    }

    private static Task<CloudApiSimulator> SimulatorAsync(
        WebApplication service, Func<SimulatorOptions, SimulatorOptions> with) =>
        CloudApiSimulator.StartAsync(with(Stage.Options(
            new($"https://localhost:{new Uri(service.Urls.First()).Port}/webhooks/whatsapp")) with
        {
            Retries = RetrySchedule.Never,
        }));

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        return request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private X509Certificate2 Leaf(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(
            _authority, DateTimeOffset.UnixEpoch.AddYears(51), DateTimeOffset.UnixEpoch.AddYears(99),
            [1, checked((byte)(_made.Count + 1))]);
        _made.Add(signed.CopyWithPrivateKey(key));
        return _made[^1];
    }

    public void Dispose()
    {
        _authority.Dispose();
        _made.ForEach(static certificate => certificate.Dispose());
    }
}
