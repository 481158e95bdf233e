using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Google;

/// <summary>
/// A service account's key: signs the assertion for which Google gives an access token (RFC 7523 §2.1,
/// RS256). The file is read anew for each.
/// </summary>
/// <param name="options">Where the file is, and for whom it signs.</param>
/// <param name="arena">Where the private key is opened.</param>
internal sealed class ServiceAccount(GoogleKmsOptions options, SecretArena arena)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(1);

    /// <summary>Writes the form of RFC 7523 §4.</summary>
    /// <exception cref="RootProviderException">The file is none of a service account.</exception>
    public void WriteForm(SecretWriter form)
    {
        using var assertion = new SecretWriter(arena);
        options.ServiceAccount.Read().Use((Account: this, assertion), static (file, to) =>
        {
            to.Account.Sign(file, to.assertion);
            return true;
        });
        FormText.Field(form, "grant_type"u8, "urn:ietf:params:oauth:grant-type:jwt-bearer"u8);
        FormText.Field(form, "assertion"u8, assertion.WrittenSpan);
    }

    private void Sign(ReadOnlySpan<byte> file, SecretWriter assertion)
    {
        try
        {
            using var email = SecretJson.Text(file, arena, "client_email");
            using var pem = SecretJson.Text(file, arena, "private_key");
            if (email is null || pem is null)
                throw None();
            using var key = RSA.Create();
            Import(key, pem.Span);
            Encode(assertion, Object(static json =>
            {
                json.WriteString("alg", "RS256");
                json.WriteString("typ", "JWT");
            }));
            assertion.Write("."u8);
            Encode(assertion, Claims(email.Span));
            var signature = key.SignData(assertion.WrittenSpan, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            assertion.Write("."u8);
            Encode(assertion, signature);
        }
        catch (Exception odd) when (odd is JsonException or CryptographicException or ArgumentException)
        {
            throw None();
        }
    }

    /// <summary>PKCS#8 in PEM (RFC 7468), without a string of it.</summary>
    private void Import(RSA key, ReadOnlySpan<byte> pem)
    {
        var fields = PemEncoding.FindUtf8(pem);
        using var der = arena.Rent(fields.DecodedDataLength);
        if (!pem[fields.Label].SequenceEqual("PRIVATE KEY"u8)
            || Base64.DecodeFromUtf8(pem[fields.Base64Data], der.Span, out _, out var length) != OperationStatus.Done)
            throw new CryptographicException("No private key.");
        key.ImportPkcs8PrivateKey(der.Span[..length], out _);
    }

    private byte[] Claims(ReadOnlySpan<byte> email)
    {
        var now = options.Login.Clock.GetUtcNow();
        var issuer = email.ToArray();
        return Object(json =>
        {
            json.WriteString("iss"u8, issuer);
            json.WriteString("scope", "https://www.googleapis.com/auth/cloudkms");
            json.WriteString("aud", new Uri(options.Login.Url, "/token").AbsoluteUri);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + _lifetime).ToUnixTimeSeconds());
        });
    }

    private static byte[] Object(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Encode(SecretWriter to, ReadOnlySpan<byte> bytes) =>
        to.Advance(Base64Url.EncodeToUtf8(bytes, to.GetSpan(Base64Url.GetEncodedLength(bytes.Length))));

    private RootProviderException None() => new(
        RootFailure.Refused,
        $"{options.ServiceAccount.Setting} is not a service account's key as Google gives it out (a JSON file with client_email "
        + "and private_key). Make a new one.");
}
