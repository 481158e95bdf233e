using System.Net;
using Hermetic.Server.Tls;

namespace Hermetic.Server.Tests.Tls;

/// <summary>Plain text never leaves the machine, and every refusal is a sentence.</summary>
public sealed class ListenSettingsTests : IAsyncDisposable
{
    private readonly SecuredService _service = new();

    [Theory]
    [InlineData("https://0.0.0.0:8443", "0.0.0.0:8443")]
    [InlineData("https://[::]:8443", "[::]:8443")]
    [InlineData("https://192.0.2.7", "192.0.2.7:443")]
    [InlineData("https://localhost:1/", "127.0.0.1:1")]
    public void Https_is_taken_on_any_address(string urls, string expected)
    {
        _service.Values["Urls"] = urls;
        var address = Assert.IsType<ListenAddress.Network>(_service.Read().Listen.Address);
        Assert.Equal((IPEndPoint.Parse(expected), true), (address.EndPoint, address.Tls));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080")]
    public void Http_is_taken_on_loopback(string urls)
    {
        Plain(urls);
        Assert.Null(_service.Read().Listen.Certificate);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.0.2.7:8080")]
    [InlineData("http://127.0.0.1.example:8080")]
    [InlineData("http://service.example")]
    [InlineData("https://service.example")]
    [InlineData("https://0.0.0.0:443/path")]
    [InlineData("https://0.0.0.0:443?x")]
    [InlineData("http://*:8080")]
    [InlineData("http://unix:relative.sock")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://0.0.0.0:1;http://0.0.0.0:2")]
    public void Any_other_address_is_refused(string urls)
    {
        Plain(urls);
        _service.Values["Proxy:Trusted"] = "loopback";
        Assert.Contains("Urls ", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://unix:/run/hermetic/web.sock", null)]
    [InlineData("http://unix:/run/hermetic/web.sock", "loopback")]
    [InlineData("http://127.0.0.1:8080", "socket")]
    [InlineData("http://127.0.0.1:8080", "everybody")]
    [InlineData("http://127.0.0.1:8080", "2")]
    public void A_socket_and_its_proxy_are_declared_together(string urls, string? trusted)
    {
        Plain(urls);
        _service.Values["Proxy:Trusted"] = trusted;
        Assert.Contains("Proxy:Trusted ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_with_its_proxy_is_taken()
    {
        Plain("http://unix:/run/hermetic/web.sock");
        _service.Values["Proxy:Trusted"] = "socket";
        Assert.Equal(new ListenAddress.Socket("/run/hermetic/web.sock"), _service.Read().Listen.Address);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    [InlineData(UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.GroupRead, true)]
    public void A_key_that_others_can_read_is_refused(UnixFileMode also, bool taken)
    {
        File.SetUnixFileMode(_service.KeyFile, File.GetUnixFileMode(_service.KeyFile) | also);
        if (taken)
            Assert.NotNull(_service.Read().Listen.Certificate);
        else
            Assert.Contains($"chmod g-w,o= '{_service.KeyFile}'", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tls:Certificate", "")]
    [InlineData("Tls:Key", "")]
    [InlineData("Tls:Certificate", "/nowhere/service.pem")]
    [InlineData("Tls:Key", "/nowhere/key.pem")]
    public void A_missing_file_is_named(string key, string value)
    {
        _service.Values[key] = value;
        Assert.Contains("Tls:", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var other = _service.Authority.IssueServer();
        _service.Authority.Write(other, _service.PathOf("other.pem"), _service.KeyFile);
        Assert.Contains("the one of the first certificate", Refusal(), StringComparison.Ordinal);
    }

    private void Plain(string urls)
    {
        _service.Values["Urls"] = urls;
        _service.Values["WhatsApp:ClientCertificates:Mode"] = "off";
    }

    private string Refusal() => Assert.Throws<SettingsException>(_service.Read).Message;

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
