using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Server.Tls;
using Hermetic.WhatsApp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Tls;

/// <summary>Behind a proxy: the certificate in its header is checked in full, and only its header.</summary>
public sealed class WebhookCertificateTests : IAsyncDisposable
{
    private const string Section = "WhatsApp:ClientCertificates:";
    private const string Name = WebhookClientCertificate.MetaCommonName;
    private static readonly IPAddress _elsewhere = IPAddress.Parse("192.0.2.7");

    private readonly SecuredService _service = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    public WebhookCertificateTests()
    {
        _service.Values[Section + "Mode"] = "proxy";
        _service.Values["Proxy:Trusted"] = "loopback";
    }

    [Fact]
    public async Task The_right_certificate_from_the_proxy_opens_the_webhook()
    {
        using var leaf = _service.Authority.IssueClient(Name);
        Assert.True(await PassesAsync(IPAddress.Loopback, leaf));
        Assert.True(await PassesAsync(IPAddress.IPv6Loopback, leaf));
        Assert.True(await PassesAsync(IPAddress.Loopback.MapToIPv6(), leaf));
    }

    [Fact]
    public async Task The_right_header_from_anybody_else_does_not()
    {
        using var leaf = _service.Authority.IssueClient(Name);
        Assert.False(await PassesAsync(_elsewhere, leaf));
        Assert.False(await PassesAsync(_elsewhere.MapToIPv6(), leaf));
        Assert.False(await PassesAsync(from: null, leaf));
    }

    [Fact]
    public async Task A_wrong_certificate_from_the_proxy_does_not()
    {
        using var other = _service.Authority.IssueClient("evil.example");
        using var forged = PrivateSelfSigned();
        Assert.False(await PassesAsync(IPAddress.Loopback, other));
        Assert.False(await PassesAsync(IPAddress.Loopback, forged));
        Assert.False(await PassesAsync(IPAddress.Loopback, certificate: null));
        Assert.False(await PassesAsync(IPAddress.Loopback, http => http.Request.Headers["Client-Cert"] = "SUCCESS"));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_since_does_not()
    {
        using var leaf = _service.Authority.IssueClient(Name);
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.False(await PassesAsync(IPAddress.Loopback, leaf));
    }

    [Fact]
    public async Task A_connection_that_outlives_its_certificate_is_refused()
    {
        _service.Values[Section + "Mode"] = "direct";
        var check = new ClientCertificateCheck(ClientCertificateVerdict.Accepted, _clock.GetUtcNow().AddDays(1));
        void Connected(HttpContext http) => http.Features.Set(new HandshakeCertificate(check));
        Assert.True(await PassesAsync(_elsewhere, Connected));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.False(await PassesAsync(_elsewhere, Connected));
        Assert.False(await PassesAsync(IPAddress.Loopback, _ => { }));
    }

    [Fact]
    public async Task Switched_off_nothing_is_asked()
    {
        _service.Values[Section + "Mode"] = "off";
        Assert.True(await PassesAsync(_elsewhere, _ => { }));
    }

    /// <summary>The whole way, over the socket that was declared for the proxy.</summary>
    [Fact]
    public async Task Over_the_proxys_socket_the_header_counts_and_staff_routes_do_not_exist()
    {
        var path = _service.PathOf("web.sock");
        await File.WriteAllBytesAsync(path, []);     // what a killed service left
        _service.Values["Urls"] = "http://unix:" + path;
        _service.Values["Proxy:Trusted"] = "socket";
        await _service.StartAsync();
        using var leaf = _service.Authority.IssueClient(Name);
        using var proxy = Over(path);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(proxy, leaf));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(proxy, certificate: null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(proxy));

        using var staff = Over(Path.Combine(_service.Values["Data"]!, "hermetic.sock"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(staff, leaf));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(staff));
    }

    [Fact]
    public async Task Something_else_at_the_sockets_place_stops_the_start_and_stays()
    {
        var path = _service.PathOf("web.sock");
        await File.WriteAllTextAsync(path, "something of somebody's");
        _service.Values["Urls"] = "http://unix:" + path;
        _service.Values["Proxy:Trusted"] = "socket";
        await Assert.ThrowsAsync<Storage.StorageOpenException>(_service.StartAsync);
        Assert.True(File.Exists(path));
    }

    private async Task<bool> PassesAsync(IPAddress? from, X509Certificate2? certificate) =>
        await PassesAsync(from, http =>
        {
            if (certificate is null)
                return;
            http.Request.Headers["Client-Cert"] = $":{Convert.ToBase64String(certificate.RawData)}:";
            http.Request.Headers["Client-Cert-Chain"] = $":{Convert.ToBase64String(_service.Authority.Intermediate.RawData)}:";
        });

    private async Task<bool> PassesAsync(IPAddress? from, Action<HttpContext> request)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = from;
        request(http);
        var passed = false;
        var filter = new WebhookCertificate(_service.Read(), _clock, NullLogger<WebhookCertificate>.Instance);
        await filter.InvokeAsync(new DefaultEndpointFilterInvocationContext(http), _ =>
        {
            passed = true;
            return ValueTask.FromResult<object?>(null);
        });
        return passed;
    }

    private async Task<HttpStatusCode> PostAsync(HttpClient caller, X509Certificate2? certificate)
    {
        using var request = SecuredService.Webhook();
        if (certificate is not null)
            request.Headers.Add(
                "Client-Cert", Uri.EscapeDataString(
                    certificate.ExportCertificatePem() + "\n" + _service.Authority.Intermediate.ExportCertificatePem()));
        using var answer = await caller.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller)
    {
        using var answer = await caller.GetAsync("/staff/conversations");
        return answer.StatusCode;
    }

    private X509Certificate2 PrivateSelfSigned() =>
        Testing.PrivateAuthority.SelfSigned(new X500DistinguishedName("CN=" + Name), _service.Authority.Now);

    private static HttpClient Over(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://hermetic/"),
    };

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
