using System.Security.Cryptography;
using Hermetic.Server.Tls;

namespace Hermetic.Server.Tests.Tls;

public sealed class ClientCertificateSettingsTests : IAsyncDisposable
{
    private const string Section = "WhatsApp:ClientCertificates:";

    private readonly SecuredService _service = new();

    private string Pin => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_service.PathOf("authority.pem"))));

    [Fact]
    public void Off_is_the_default_and_reads_no_file()
    {
        _service.Values.Remove(Section + "Mode");
        _service.Values[Section + "AuthorityFile"] = "/nowhere/authority.pem";
        var settings = _service.Read().ClientCertificates;
        Assert.Equal((ClientCertificateMode.Off, "Client-Cert"), (settings.Mode, settings.Header));
        Assert.Null(settings.Authority);
    }

    [Fact]
    public void The_pinned_authority_is_taken_in_either_case()
    {
        foreach (var pin in new[] { Pin, Pin.ToLowerInvariant() })
        {
            _service.Values[Section + "AuthoritySha256"] = pin;
            Assert.NotNull(_service.Read().ClientCertificates.Authority);
        }
    }

    [Fact]
    public void Another_file_than_the_pinned_one_stops_the_start()
    {
        _service.Values[Section + "AuthoritySha256"] = Pin;
        File.AppendAllText(_service.PathOf("authority.pem"), "\n");
        Assert.Contains(Section + "AuthoritySha256 ", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode", "yes")]
    [InlineData("AuthorityFile", "")]
    [InlineData("AuthorityFile", "/nowhere/authority.pem")]
    [InlineData("AuthorityFile", "/")]
    [InlineData("AuthoritySha256", "00")]
    [InlineData("ProxyHeader", "Client Cert")]
    public void What_cannot_be_used_is_named(string key, string value)
    {
        _service.Values[Section + key] = value;
        Assert.Contains(Section + key + " ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_an_authority_is_named()
    {
        File.WriteAllText(_service.PathOf("authority.pem"), _service.Authority.Intermediate.ExportCertificatePem());
        Assert.Contains(Section + "AuthorityFile ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Direct_needs_https_and_proxy_needs_a_declared_proxy()
    {
        _service.Values["Urls"] = "http://127.0.0.1:8080";
        Assert.Contains(Section + "Mode ", Refusal(), StringComparison.Ordinal);
        _service.Values[Section + "Mode"] = "proxy";
        Assert.Contains(Section + "Mode ", Refusal(), StringComparison.Ordinal);
        _service.Values["Proxy:Trusted"] = "loopback";
        Assert.Equal(ClientCertificateMode.Proxy, _service.Read().ClientCertificates.Mode);
    }

    private string Refusal() => Assert.Throws<SettingsException>(_service.Read).Message;

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
