using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hermetic.Testing;
using static Hermetic.WhatsApp.ClientCertificateVerdict;

namespace Hermetic.WhatsApp.Tests.Webhook;

/// <summary>One right certificate, and everything that is nearly right.</summary>
public sealed class WebhookClientCertificateTests : IDisposable
{
    private const string Name = WebhookClientCertificate.MetaCommonName;
    private static readonly DateTimeOffset _now = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly PrivateAuthority _authority = new(_now);

    [Fact]
    public void The_right_certificate_is_accepted_until_the_first_of_its_chain_expires()
    {
        using var leaf = _authority.IssueClient(Name);
        var check = Check(leaf);
        Assert.Equal(Accepted, check.Verdict);
        Assert.Equal(_now.AddDays(30), check.ValidUntil);
        Assert.Equal(Accepted, check.At(_now.AddDays(30)));
        Assert.Equal(NotValidNow, check.At(_now.AddDays(30).AddSeconds(1)));
    }

    [Theory]
    [InlineData("CN=client.webhooks.fbclientcerts.org")]
    [InlineData("CN=x.client.webhooks.fbclientcerts.com")]
    [InlineData("CN=client.webhooks.fbclientcerts.com.evil.example")]
    [InlineData("CN=xclient.webhooks.fbclientcerts.com")]
    [InlineData("CN=*.webhooks.fbclientcerts.com")]
    [InlineData("CN=clientXwebhooksXfbclientcertsXcom")]
    [InlineData("CN=CLIENT.webhooks.fbclientcerts.com")]
    [InlineData("CN=\"client.webhooks.fbclientcerts.com \"")]
    [InlineData("CN=\"evil.example/CN=client.webhooks.fbclientcerts.com\"")]
    [InlineData("O=client.webhooks.fbclientcerts.com")]
    [InlineData("O=Meta")]
    [InlineData("CN=evil.example, O=\"CN=client.webhooks.fbclientcerts.com\"")]
    [InlineData("CN=client.webhooks.fbclientcerts.com, CN=evil.example")]
    [InlineData("CN=evil.example, CN=client.webhooks.fbclientcerts.com")]
    [InlineData("CN=client.webhooks.fbclientcerts.com, CN=client.webhooks.fbclientcerts.com")]
    public void Another_name_is_refused(string subject)
    {
        using var leaf = _authority.Issue(new X500DistinguishedName(subject), [PrivateAuthority.ClientAuthentication]);
        Assert.Equal(WrongName, Check(leaf).Verdict);
    }

    [Fact]
    public void A_NUL_does_not_end_the_name()
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add("2.5.4.3", Name + "\0.evil.example", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        using var leaf = _authority.Issue(subject.Build(), [PrivateAuthority.ClientAuthentication]);
        Assert.Equal(WrongName, Check(leaf).Verdict);
    }

    [Fact]
    public void A_name_that_shares_its_place_with_another_attribute_is_refused()
    {
        // SET { SEQUENCE { CN, name }, SEQUENCE { OU, "x" } }: one relative name of two attributes.
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        {
            foreach (var (oid, value) in new[] { ("2.5.4.3", Name), ("2.5.4.11", "x") })
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                    writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.UTF8String, value);
                }
            }
        }
        using var leaf = _authority.Issue(
            new X500DistinguishedName(writer.Encode()), [PrivateAuthority.ClientAuthentication]);
        Assert.Equal(WrongName, Check(leaf).Verdict);
    }

    [Fact]
    public void An_alternative_name_does_not_stand_in()
    {
        using var leaf = _authority.Issue(
            new X500DistinguishedName("CN=evil.example"), [PrivateAuthority.ClientAuthentication], alternativeName: Name);
        Assert.Equal(WrongName, Check(leaf).Verdict);
    }

    [Fact]
    public void Another_authority_is_refused_even_one_of_the_same_name()
    {
        using var other = new PrivateAuthority(_now);
        using var leaf = other.IssueClient(Name);
        Assert.Equal(Untrusted, Check(leaf).Verdict);
        Assert.Equal(Untrusted, Check(leaf, other.Intermediate).Verdict);
        Assert.Equal(Untrusted, Check(leaf, other.Intermediate, other.Root).Verdict);
    }

    [Fact]
    public void A_self_signed_certificate_is_refused()
    {
        using var leaf = PrivateAuthority.SelfSigned(new X500DistinguishedName("CN=" + Name), _now);
        Assert.Equal(Untrusted, Check(leaf).Verdict);
        Assert.Equal(Untrusted, Check(leaf, leaf).Verdict);
    }

    [Fact]
    public void A_certificate_issued_by_a_client_is_refused()
    {
        using var client = _authority.IssueClient("somebody else");
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=" + Name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(PrivateAuthority.ClientAuthentication)], critical: false));
        using var leaf = request.Create(
            client.SubjectName, X509SignatureGenerator.CreateForECDsa(client.GetECDsaPrivateKey()!),
            _now, _now.AddDays(1), [1]);
        Assert.Equal(Untrusted, Check(leaf, client, _authority.Intermediate).Verdict);
    }

    [Theory]
    [InlineData(-3, -1)]
    [InlineData(1, 3)]
    public void Expired_and_not_yet_valid_are_refused(int from, int until)
    {
        using var leaf = _authority.Issue(
            new X500DistinguishedName("CN=" + Name), [PrivateAuthority.ClientAuthentication],
            _now.AddDays(from), _now.AddDays(until));
        Assert.Equal(NotValidNow, Check(leaf).Verdict);
    }

    [Fact]
    public void A_certificate_for_servers_only_is_refused_and_one_for_both_is_not()
    {
        var subject = new X500DistinguishedName("CN=" + Name);
        using var server = _authority.Issue(subject, [PrivateAuthority.ServerAuthentication]);
        using var both = _authority.Issue(
            subject, [PrivateAuthority.ServerAuthentication, PrivateAuthority.ClientAuthentication]);
        using var unrestricted = _authority.Issue(subject, purposes: null);
        Assert.Equal(WrongPurpose, Check(server).Verdict);
        Assert.Equal(Accepted, Check(both).Verdict);
        // RFC 5280 §4.2.1.12: without the extension there is no restriction.
        Assert.Equal(Accepted, Check(unrestricted).Verdict);
    }

    [Fact]
    public void A_missing_intermediate_is_refused_unless_the_operators_file_holds_it()
    {
        using var leaf = _authority.IssueClient(Name);
        Assert.Equal(Untrusted, Authority(_authority.RootPem).Check(leaf, [], _now).Verdict);
        Assert.Equal(
            Accepted,
            Authority(_authority.RootPem + _authority.Intermediate.ExportCertificatePem()).Check(leaf, [], _now).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_without_a_root_is_no_authority(string pem) =>
        Assert.ThrowsAny<CryptographicException>(() => Authority(pem));

    [Fact]
    public void An_intermediate_alone_is_no_authority() =>
        Assert.ThrowsAny<CryptographicException>(() => Authority(_authority.Intermediate.ExportCertificatePem()));

    [Fact]
    public void The_zero_value_accepts_nothing()
    {
        Assert.Equal(Missing, default(ClientCertificateCheck).At(_now));
        Assert.NotEqual(Accepted, default);
    }

    private ClientCertificateCheck Check(X509Certificate2 leaf, params X509Certificate2[] presented) =>
        Authority(_authority.RootPem).Check(leaf, [.. presented.Length > 0 ? presented : [_authority.Intermediate]], _now);

    private static WebhookClientCertificate Authority(string pem) =>
        WebhookClientCertificate.FromPem(Encoding.ASCII.GetBytes(pem), Name);

    public void Dispose() => _authority.Dispose();
}
