using Hermetic.Server.Tls;
using Hermetic.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Tls;

/// <summary>Renewal without a restart.</summary>
public sealed class ServerCertificateTests : IAsyncDisposable
{
    private readonly SecuredService _service = new();

    private ServerCertificate Certificate => _service.Parts.GetRequiredService<ServerCertificate>();

    [Fact]
    public async Task New_handshakes_use_the_renewed_certificate()
    {
        await _service.StartAsync();
        var before = await ShownAsync();
        Assert.Equal(CertificateRenewal.None, Certificate.Refresh());
        Renew(out var renewed);
        Assert.Equal(CertificateRenewal.Renewed, Certificate.Refresh());
        Assert.Equal(renewed, await ShownAsync());
        Assert.NotEqual(before, renewed);
        Assert.Equal(CertificateRenewal.None, Certificate.Refresh());
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("another key")]
    [InlineData("no file")]
    [InlineData("an open key")]
    public async Task Broken_files_leave_the_old_certificate_in_use_until_they_are_cured(string broken)
    {
        await _service.StartAsync();
        var before = await ShownAsync();
        Break(broken);
        Assert.Equal(CertificateRenewal.Refused, Certificate.Refresh());
        // It is said once, not every ten seconds.
        Assert.Equal(CertificateRenewal.None, Certificate.Refresh());
        Assert.Equal(before, await ShownAsync());
        Renew(out var renewed);
        Assert.Equal(CertificateRenewal.Renewed, Certificate.Refresh());
        Assert.Equal(renewed, await ShownAsync());
    }

    [Fact]
    public void A_link_that_points_elsewhere_is_a_change()
    {
        var (link, first, second) = (_service.PathOf("link.pem"), _service.PathOf("1.pem"), _service.PathOf("2.pem"));
        using var one = _service.Authority.IssueServer();
        using var two = _service.Authority.IssueServer();
        _service.Authority.Write(one, first, first + ".key");
        _service.Authority.Write(two, second, second + ".key");
        File.CreateSymbolicLink(link, first);
        File.CreateSymbolicLink(link + ".key", first + ".key");
        var certificate = new ServerCertificate(new(link, link + ".key"));
        foreach (var (name, target) in new[] { (link, second), (link + ".key", second + ".key") })
        {
            File.Delete(name);
            File.CreateSymbolicLink(name, target);
        }
        Assert.Equal(CertificateRenewal.Renewed, certificate.Refresh());
        Assert.Equal(two.Thumbprint, certificate.Context.TargetCertificate.Thumbprint);
    }

    private void Break(string how)
    {
        switch (how)
        {
            case "no certificate":
                File.WriteAllText(_service.CertificateFile, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                break;
            case "another key":
                using (var other = _service.Authority.IssueServer())
                    _service.Authority.Write(other, _service.PathOf("unused.pem"), _service.KeyFile);
                break;
            case "no file":
                File.Delete(_service.CertificateFile);
                break;
            default:
                Renew(out _);
                File.SetUnixFileMode(_service.KeyFile, File.GetUnixFileMode(_service.KeyFile) | UnixFileMode.OtherRead);
                break;
        }
    }

    private void Renew(out string thumbprint)
    {
        using var leaf = _service.Authority.IssueServer();
        _service.Authority.Write(leaf, _service.CertificateFile, _service.KeyFile);
        thumbprint = leaf.Thumbprint;
    }

    private async Task<string> ShownAsync()
    {
        var thumbprint = "";
        using var caller = _service.Caller(seen: shown => thumbprint = shown.Thumbprint);
        using var answer = await caller.GetAsync("/healthz");
        return thumbprint;
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
