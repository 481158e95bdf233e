using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.Tests.StandIns;
using Hermetic.Testing;

namespace Hermetic.RootProviders.Tests.Http;

/// <summary>Whom a connection believes.</summary>
public sealed class ServiceConnectionTests : IDisposable
{
    private readonly SecretArena _arena = new(4 << 20);
    private readonly PrivateAuthority _authority = new(DateTimeOffset.UtcNow);
    private readonly X509Certificate2 _leaf;

    public ServiceConnectionTests() => _leaf = _authority.IssueServer();

    public void Dispose()
    {
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
        _leaf.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task The_configured_authority_vouches_for_the_service()
    {
        using var service = Secured(_leaf);
        using var answer = await AskAsync(service, [_authority.Root]);
        Assert.Equal((200, "{}"), (answer.Status, System.Text.Encoding.ASCII.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        using var other = new PrivateAuthority(DateTimeOffset.UtcNow, "Other");
        using var service = Secured(_leaf);
        foreach (var authority in (X509Certificate2Collection[])[[], [other.Root]])
        {
            var refused = await Assert.ThrowsAsync<RootProviderException>(() => AskAsync(service, authority));
            Assert.Equal(RootFailure.Unreachable, refused.Failure);
            Assert.Contains("cannot be trusted", refused.Message, StringComparison.Ordinal);
        }
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_of_yesterday_is_none()
    {
        using var elsewhere = _authority.IssueServer("elsewhere.example");
        using var expired = _authority.IssueServer(until: DateTimeOffset.UtcNow.AddMinutes(-1));
        foreach (var leaf in (X509Certificate2[])[elsewhere, expired])
        {
            using var service = Secured(leaf);
            await Assert.ThrowsAsync<RootProviderException>(() => AskAsync(service, [_authority.Root]));
            Assert.Empty(service.Requests);
        }
    }

    [Theory]
    [InlineData("https://kms.example", true)]
    [InlineData("https://kms.example:8200/", true)]
    [InlineData("http://127.0.0.1:8200", true)]
    [InlineData("http://localhost:8200", true)]
    [InlineData("http://[::1]:8200", true)]
    [InlineData("http://kms.example", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("https://user:word@kms.example", false)]
    [InlineData("https://kms.example/?x=1", false)]
    [InlineData("https://kms.example/#x", false)]
    [InlineData("ftp://kms.example", false)]
    public void Nothing_goes_out_in_the_clear(string url, bool safe)
    {
        Assert.Equal(safe, ServiceAddress.IsSafe(new(url)));
        if (safe)
            new ServiceConnection(new("A service", new(url)), _arena).Dispose();
        else
            Assert.Throws<ArgumentException>(() => new ServiceConnection(new("A service", new(url)), _arena));
    }

    private StandIn Secured(X509Certificate2 leaf)
    {
        // Keys made in memory are not for SslStream everywhere; those of a file are.
        var stored = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
        return new(
            static _ => Answered.Ok("{}"),
            SslStreamCertificateContext.Create(stored, [_authority.Intermediate], offline: true));
    }

    private async Task<ServiceAnswer> AskAsync(StandIn service, X509Certificate2Collection authority)
    {
        using var connection = new ServiceConnection(
            new("A service", service.Url) { Authority = authority }, _arena);
        return await connection.GetAsync("/", static _ => { }, default);
    }
}
