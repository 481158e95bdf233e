using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using Hermetic.Server.Tls;
using Hermetic.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Hermetic.Server.Tests.Tls;

/// <summary>The forms in which proxies forward a certificate, and what is none.</summary>
public sealed class ForwardedCertificateTests : IDisposable
{
    private readonly PrivateAuthority _authority = new(TimeProvider.System.GetUtcNow());
    private readonly X509Certificate2 _leaf;

    public ForwardedCertificateTests() => _leaf = _authority.IssueClient("client.example");

    private string Base64 => Convert.ToBase64String(_leaf.RawData);

    private string Chain => Convert.ToBase64String(_authority.Intermediate.RawData);

    private string Escaped => Uri.EscapeDataString(_leaf.ExportCertificatePem());

    private string EscapedChain => Uri.EscapeDataString(_authority.Intermediate.ExportCertificatePem());

    [Fact]
    public void Every_documented_form_is_read()
    {
        string[] forms =
        [
            $":{Base64}:", Base64, Escaped, Escaped + "%0A", _leaf.ExportCertificatePem().ReplaceLineEndings("%0a"),
            $"Cert=\"{Escaped}\"", $"Hash=abc;Cert=\"{Escaped}\";Subject=\"CN=x\";URI=;DNS=a",
            $"By=spiffe://x;Subject=\"O=\\\";Cert=\\\"nonsense\";cert=\"{Escaped}\"",
        ];
        foreach (var form in forms)
            Assert.Equal([_leaf.Thumbprint], Read(form)!.Select(certificate => certificate.Thumbprint));
    }

    [Fact]
    public void Intermediates_come_behind_the_leaf()
    {
        string[] expected = [_leaf.Thumbprint, _authority.Intermediate.Thumbprint];
        Assert.Equal(expected, Read($":{Base64}:", $":{Chain}:")!.Select(one => one.Thumbprint));
        Assert.Equal(expected, Read(Escaped + "%0A" + EscapedChain)!.Select(one => one.Thumbprint));
        Assert.Equal(expected, Read($"Cert=\"{Escaped}\";Chain=\"{EscapedChain}\"")!.Select(one => one.Thumbprint));
        Assert.Equal(3, Read($":{Base64}:", $":{Chain}: ,\t:{Chain}:")!.Count);
    }

    [Fact]
    public void What_is_not_one_certificate_is_not_read()
    {
        string[] garbage =
        [
            "", " ", ":", "::", ":AAAA:", "AAAA", "not base64", $":{Base64}", $"{Base64}:", $":{Base64}:;a=1",
            $":{Base64}:, :{Base64}:", $"{Base64},{Base64}", "-----BEGIN CERTIFICATE-----", "-----BEGIN%20CERTIFICATE-----%0AAAAA",
            "-", "%2D", "SUCCESS", "1", "Cert=", "Cert=\"\"", "Cert=\"AAAA\"", $"Cert=\"{Escaped}", "Hash=abc;Subject=\"CN=x\"",
            $"Cert=\"{Escaped}\";Cert=\"{Escaped}\"", $"Hash=a,Cert=\"{Escaped}\"", $"Cert=\"{Escaped}\",Cert=\"{Escaped}\"",
            $"Subject=\"Cert=\\\"{Escaped}\\\"\"", $"=\"a\";Cert=\"{Escaped}\"", new string('A', ForwardedCertificate.LargestHeader + 1),
            Escaped + new string(' ', ForwardedCertificate.LargestHeader),
        ];
        Assert.All(garbage, value => Assert.Null(Read(value)));
        Assert.Null(Read($":{Base64}:", "nonsense"));
        Assert.Null(Read($":{Base64}:", $":{Chain}:,"));
        Assert.Null(Read($":{Base64}:", string.Join(',', Enumerable.Repeat($":{Chain}:", 9))));
    }

    [Fact]
    public void A_header_that_comes_twice_is_not_read()
    {
        Assert.Null(Read(new StringValues([$":{Base64}:", $":{Base64}:"])));
        Assert.Null(Read($":{Base64}:", new StringValues([$":{Chain}:", $":{Chain}:"])));
    }

    [Fact]
    public void No_header_is_no_certificate_and_a_chain_alone_is_none_either()
    {
        Assert.Empty(Read(StringValues.Empty)!);
        Assert.Empty(Read(StringValues.Empty, $":{Chain}:")!);
    }

    [Fact]
    public void Whatever_the_header_says_nothing_is_thrown()
    {
        var forms = new[] { $":{Base64}:", Escaped, $"Hash=a;Cert=\"{Escaped}\"" };
        Gen.Select(Gen.Int[0, forms.Length - 1].Select(which => forms[which]), Gen.Int[0, 400], Gen.Char[' ', '~']).Sample((form, at, with) =>
        {
            var changed = new StringBuilder(form) { [at % form.Length] = with }.ToString();
            Read(changed);
            Read(changed[..(at % form.Length)]);
        });
    }

    private static X509Certificate2Collection? Read(StringValues leaf, StringValues chain = default)
    {
        var headers = new HeaderDictionary();
        if (leaf.Count > 0)
            headers["Client-Cert"] = leaf;
        if (chain.Count > 0)
            headers["Client-Cert-Chain"] = chain;
        return ForwardedCertificate.Read(headers, "Client-Cert");
    }

    public void Dispose()
    {
        _leaf.Dispose();
        _authority.Dispose();
    }
}
