using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

public sealed class CloudApiOptionsTests
{
    [Theory]
    [InlineData("https://graph.facebook.com", true)]
    [InlineData("https://graph.facebook.com/", true)]
    [InlineData("https://proxy.example/graph", true)]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("http://localhost:9000", true)]
    [InlineData("http://[::1]:9000", true)]
    [InlineData("http://graph.facebook.com", false)]
    [InlineData("http://127.0.0.1.example", false)]
    [InlineData("https://user:password@graph.facebook.com", false)]
    [InlineData("https://graph.facebook.com?x=1", false)]
    [InlineData("https://graph.facebook.com#x", false)]
    [InlineData("ftp://graph.facebook.com", false)]
    [InlineData("/graph", false)]
    public void The_address_is_https_and_plain_http_on_loopback_only(string url, bool accepted)
    {
        var made = Record.Exception(() => Make(new(url, UriKind.RelativeOrAbsolute), "v26.0"));
        Assert.Equal(accepted, made is null);
    }

    [Theory]
    [InlineData("v26.0", true)]
    [InlineData("26.0", false)]
    [InlineData("v26", false)]
    [InlineData("v26.0/..", false)]
    [InlineData("v26.0\n", false)]
    [InlineData("", false)]
    public void The_version_has_one_form(string version, bool accepted)
    {
        var made = Record.Exception(() => Make(new("https://graph.facebook.com"), version));
        Assert.Equal(accepted, made is null);
    }

    private static CloudApiOptions Make(Uri url, string version) =>
        new(url, version, Secret.FromText("t0ken"));
}
