using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hermetic.Testing;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Tests.Tls;

/// <summary>The running service and callers over real TLS.</summary>
public sealed class HandshakeTests(HandshakeTests.Running running) : IClassFixture<HandshakeTests.Running>
{
    private const string Name = WebhookClientCertificate.MetaCommonName;

    private SecuredService Service => running.Service;

    private PrivateAuthority Authority => Service.Authority;

    [Fact]
    public async Task Metas_certificate_opens_the_webhook()
    {
        using var leaf = Authority.IssueClient(Name);
        using var caller = Service.Caller(leaf);
        Assert.Equal(HttpStatusCode.OK, await SecuredService.DeliverAsync(caller));
        // Again on the same connection, and on a new one to which a session could have been resumed.
        Assert.Equal(HttpStatusCode.OK, await SecuredService.DeliverAsync(caller));
        using var again = Service.Caller(leaf);
        Assert.Equal(HttpStatusCode.OK, await SecuredService.DeliverAsync(again));
    }

    [Fact]
    public async Task Without_a_certificate_the_webhook_is_refused_and_the_rest_is_open()
    {
        using var caller = Service.Caller();
        Assert.Equal(HttpStatusCode.Forbidden, await SecuredService.DeliverAsync(caller));
        using var health = await caller.GetAsync("/healthz");
        using var verified = await caller.GetAsync(
            "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=verify%20token");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, verified.StatusCode));
    }

    [Fact]
    public async Task A_wrong_certificate_is_refused_by_the_webhook_and_not_by_the_handshake()
    {
        using var other = new PrivateAuthority(Authority.Now, "Other");
        X509Certificate2[] wrong =
        [
            Authority.IssueClient("evil.example"),
            Authority.IssueClient("*.webhooks.fbclientcerts.com"),
            other.IssueClient(Name),
            Authority.Issue(new($"CN={Name}"), [PrivateAuthority.ServerAuthentication]),
            Authority.Issue(
                new($"CN={Name}"), [PrivateAuthority.ClientAuthentication],
                Authority.Now.AddDays(-3), Authority.Now.AddDays(-1)),
            PrivateAuthority.SelfSigned(new($"CN={Name}"), Authority.Now),
        ];
        foreach (var certificate in wrong)
        {
            using var caller = Service.Caller(certificate, [Authority.Intermediate, other.Intermediate]);
            Assert.True(await SecuredService.DeliverAsync(caller) == HttpStatusCode.Forbidden, certificate.ToString());
            using var health = await caller.GetAsync("/healthz");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }

    /// <summary>A chain whose names are right and whose signatures are not ends in the TLS library, before any request.</summary>
    [Fact]
    public async Task An_authority_that_bears_the_right_names_is_refused()
    {
        using var impostor = new PrivateAuthority(Authority.Now);
        using var caller = Service.Caller(impostor.IssueClient(Name), [impostor.Intermediate, impostor.Root]);
        var refused = await Record.ExceptionAsync(async () =>
            Assert.Equal(HttpStatusCode.Forbidden, await SecuredService.DeliverAsync(caller)));
        Assert.True(refused is null or HttpRequestException, refused?.ToString());
    }

    [Fact]
    public async Task A_missing_intermediate_is_refused()
    {
        using var leaf = Authority.IssueClient(Name);
        using var caller = Service.Caller(leaf, []);
        Assert.Equal(HttpStatusCode.Forbidden, await SecuredService.DeliverAsync(caller));
    }

    [Fact]
    public async Task The_refusal_does_not_wait_for_the_body()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(Service.Address.Host, Service.Address.Port);
        await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = Service.Trust(),
        });
        await tls.WriteAsync("POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n{"u8.ToArray());
        var answer = new byte[1024];
        var length = await tls.ReadAtLeastAsync(answer, 64, throwOnEndOfStream: false).AsTask().WaitAsync(RunningService.Patience);
        var text = Encoding.ASCII.GetString(answer, 0, length);
        Assert.StartsWith("HTTP/1.1 403 ", text, StringComparison.Ordinal);
        Assert.Contains("Connection: close", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_protocols_than_TLS_1_3_are_refused()
    {
        using var caller = Service.Caller(protocols: SslProtocols.Tls12);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("/healthz"));
        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Fact]
    public async Task A_certificate_in_a_header_means_nothing_to_a_service_that_sees_the_handshake()
    {
        using var leaf = Authority.IssueClient(Name);
        using var caller = Service.Caller();
        using var request = SecuredService.Webhook();
        request.Headers.Add("Client-Cert", $":{Convert.ToBase64String(leaf.RawData)}:");
        using var answer = await caller.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    public sealed class Running : IAsyncLifetime
    {
        internal SecuredService Service { get; } = new();

        public async ValueTask InitializeAsync() => await Service.StartAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
