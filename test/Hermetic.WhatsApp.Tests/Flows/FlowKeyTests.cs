using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowKeyTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);

    [Fact]
    public void A_generated_key_is_RSA_2048_in_PKCS8_and_its_public_half_is_SPKI()
    {
        using var pkcs8 = FlowKey.Generate(_arena);
        using var key = FlowKey.Import(pkcs8.Span);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PublicKeyPem);
        Assert.Equal(2048, rsa.KeySize);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", key.PublicKeyPem, StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => rsa.ExportParameters(includePrivateParameters: true));
    }

    [Fact]
    public void Two_generated_keys_differ()
    {
        using var one = FlowKey.Generate(_arena);
        using var two = FlowKey.Generate(_arena);
        Assert.False(one.Span.SequenceEqual(two.Span));
    }

    [Fact]
    public void The_public_half_of_the_vectors_key_is_what_OpenSSL_says()
    {
        using var key = FlowKey.Import(FlowVectors.Pkcs8);
        Assert.Equal(FlowVectors.PublicKeyPem.Trim(), key.PublicKeyPem.Trim());
    }

    [Fact]
    public void A_key_of_another_size_or_kind_is_refused()
    {
        using var larger = RSA.Create(3072);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<CryptographicException>(() => FlowKey.Import(larger.ExportPkcs8PrivateKey()));
        Assert.Throws<CryptographicException>(() => FlowKey.Import(curve.ExportPkcs8PrivateKey()));
        Assert.Throws<CryptographicException>(() => FlowKey.Import(FlowVectors.Pkcs8.AsSpan(1)));
        Assert.Throws<CryptographicException>(() => FlowKey.Import([.. FlowVectors.Pkcs8, 0]));
        Assert.Throws<CryptographicException>(() => FlowKey.Import([]));
    }

    [Fact]
    public void Meta_s_own_form_of_a_key_PKCS1_is_refused()
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(FlowVectors.Pkcs8, out _);
        Assert.Throws<CryptographicException>(() => FlowKey.Import(rsa.ExportRSAPrivateKey()));
    }

    public void Dispose() => _arena.Dispose();
}
