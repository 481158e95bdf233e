using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hermetic.Testing;
using Hermetic.WhatsApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests.Tls;

/// <summary>The service with TLS of its own, under a private authority, and callers with whatever certificate.</summary>
internal sealed class SecuredService : IAsyncDisposable
{
    private const string AppSecret = "app secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-tls-");
    private WebApplication? _app;

    internal PrivateAuthority Authority { get; } = new(TimeProvider.System.GetUtcNow());

    internal Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

    internal Uri Address { get; private set; } = new("https://unset");

    internal string CertificateFile => PathOf("service.pem");

    internal string KeyFile => PathOf("service-key.pem");

    internal IServiceProvider Parts => _app!.Services;

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A complete configuration: https on a loopback port, certificates for webhooks as a direct listener asks.</summary>
    internal SecuredService()
    {
        Address = new($"https://localhost:{FreePort.Next()}");
        using (var leaf = Authority.IssueServer())
            Authority.Write(leaf, CertificateFile, KeyFile);
        File.WriteAllText(PathOf("authority.pem"), Authority.RootPem);
        Values["Data"] = PathOf("data");
        Values["Urls"] = $"https://127.0.0.1:{Address.Port}";
        Values["Metrics:Urls"] = "none";
        Values["Tls:Certificate"] = CertificateFile;
        Values["Tls:Key"] = KeyFile;
        Values["WhatsApp:AppSecret"] = AppSecret;
        Values["WhatsApp:AccessToken"] = "access token";
        Values["WhatsApp:VerifyToken"] = "verify token";
        Values["WhatsApp:PhoneNumberId"] = "106540352242922";
        Values["WhatsApp:GraphBaseUrl"] = "http://127.0.0.1:9";
        Values["WhatsApp:ClientCertificates:Mode"] = "direct";
        Values["WhatsApp:ClientCertificates:AuthorityFile"] = PathOf("authority.pem");
    }

    internal Settings Read() =>
        Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(Values).Build(), intake: true);

    internal async Task<SecuredService> StartAsync()
    {
        _app = await Hosting.BuildAsync(Read(), TimeProvider.System, intake: true);
        await _app.StartAsync();
        return this;
    }

    /// <summary>A caller with a connection of its own.</summary>
    internal HttpClient Caller(
        X509Certificate2? certificate = null, X509Certificate2Collection? intermediates = null,
        SslProtocols protocols = SslProtocols.Tls13, Action<X509Certificate2>? seen = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.EnabledSslProtocols = protocols;
        handler.SslOptions.CertificateChainPolicy = Trust();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
        {
            seen?.Invoke((X509Certificate2)shown!);
            return errors == SslPolicyErrors.None;
        };
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(
                certificate, intermediates ?? [Authority.Intermediate], offline: true);
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>A caller's trust: the private authority and nobody else.</summary>
    internal X509ChainPolicy Trust() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority.Root },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>A signed body in which there is nothing.</summary>
    internal static HttpRequestMessage Webhook(string path = "/webhooks/whatsapp")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        var code = System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), "{}"u8);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(code));
        return request;
    }

    internal static async Task<HttpStatusCode> DeliverAsync(HttpClient caller)
    {
        using var request = Webhook();
        using var answer = await caller.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        Authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
