using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>The part of Google Cloud KMS that is used, strict about checksums, and Google's token endpoint beside it.</summary>
internal sealed class GoogleStandIn : IDisposable
{
    public const string Email = "hermetic@salon.iam.gserviceaccount.com";
    public const string Key = "projects/salon/locations/europe-west3/keyRings/hermetic/cryptoKeys/root";
    public const string Another = "projects/salon/locations/europe-west3/keyRings/hermetic/cryptoKeys/another";

    private static readonly RSA _account = RSA.Create(2048);

    private readonly VersionedKeys _keys = new();

    public GoogleStandIn(FakeTimeProvider clock)
    {
        Service = new(Answer);
        Login = new((asked, form) => asked.Path == "/token" && form.Count == 2
            && form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
            && IsAssertion(form["assertion"], new Uri(Login!.Service.Url, "/token").AbsoluteUri, clock.GetUtcNow()));
    }

    /// <summary>The file as Google gives it out.</summary>
    public static string ServiceAccount { get; } = JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["type"] = "service_account",
        ["private_key_id"] = "1",
        ["private_key"] = _account.ExportPkcs8PrivateKeyPem() + "\n",
        ["client_email"] = Email,
        ["token_uri"] = "https://oauth2.googleapis.com/token",
    });

    public StandIn Service { get; }

    public OAuthStandIn Login { get; }

    public string Settings { get; set; } =
        "\"purpose\":\"ENCRYPT_DECRYPT\",\"primary\":{\"state\":\"ENABLED\"}";

    /// <summary>A bit fell over on the way back.</summary>
    public bool SpoilsAnswers { get; set; }

    /// <summary>Does not look at checksums, as an old proxy in between would have it.</summary>
    public bool IgnoresChecksums { get; set; }

    public byte[]? Lie { get; set; }

    public void Dispose()
    {
        Service.Dispose();
        Login.Dispose();
    }

    private Answered Answer(Asked asked)
    {
        if (!Login.Admits(asked))
            return new(401, """{"error":{"code":401} }""");
        var (name, operation) = asked.Path["/v1/".Length..].Split(':') switch
        {
            [var key] => (key, ""),
            [var key, var what] => (key, what),
            _ => ("", ""),
        };
        if (name is not (Key or Another))
            return new(404, """{"error":{"code":404} }""");
        return (asked.Method, operation) switch
        {
            ("GET", "") => Answered.Ok($$"""{"name":"{{name}}",{{Settings}} }"""),
            ("POST", "encrypt") => Encrypt(name, Members(asked, "plaintext")),
            ("POST", "decrypt") => Decrypt(name, Members(asked, "ciphertext")),
            _ => new(404, "{}"),
        };
    }

    private Answered Encrypt(string key, (byte[] Value, byte[] Associated) asked)
    {
        var ciphertext = _keys.Encrypt(key, 1, asked.Value, asked.Associated);
        var verified = IgnoresChecksums ? "false" : "true";
        return Answered.Ok($$"""
            {"name":"{{key}}/cryptoKeyVersions/1","ciphertext":"{{Convert.ToBase64String(Spoilt(ciphertext))}}",
            "ciphertextCrc32c":"{{Checksum(ciphertext)}}","verifiedPlaintextCrc32c":{{verified}},
            "verifiedAdditionalAuthenticatedDataCrc32c":{{verified}},"protectionLevel":"HSM"}
            """);
    }

    private Answered Decrypt(string key, (byte[] Value, byte[] Associated) asked)
    {
        var plaintext = Lie ?? _keys.Decrypt(key, 1, asked.Value, asked.Associated);
        return plaintext is null
            ? new(400, $$"""{"error":{"code":400,"message":"{{StandIn.Canary}}"} }""")
            : Answered.Ok($$"""
                {"plaintext":"{{Convert.ToBase64String(Spoilt(plaintext))}}","plaintextCrc32c":"{{Checksum(plaintext)}}","usedPrimary":true}
                """);
    }

    private byte[] Spoilt(byte[] bytes) => SpoilsAnswers ? [(byte)(bytes[0] ^ 4), .. bytes[1..]] : bytes;

    /// <summary>Exactly these four, and checksums that are right.</summary>
    private static (byte[] Value, byte[] Associated) Members(Asked asked, string name)
    {
        using var document = JsonDocument.Parse(asked.Body);
        var json = document.RootElement;
        Assert.Equal(4, json.EnumerateObject().Count());
        var value = json.GetProperty(name).GetBytesFromBase64();
        var associated = json.GetProperty("additionalAuthenticatedData").GetBytesFromBase64();
        Assert.Equal(Checksum(value), json.GetProperty(name + "Crc32c").GetString());
        Assert.Equal(Checksum(associated), json.GetProperty("additionalAuthenticatedDataCrc32c").GetString());
        return (value, associated);
    }

    /// <summary>CRC-32C bit by bit, for a second opinion.</summary>
    private static string Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        return (~crc).ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsAssertion(string jwt, string audience, DateTimeOffset now)
    {
        var parts = jwt.Split('.');
        if (!_account.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return false;
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var json = claims.RootElement;
        return header.RootElement.GetProperty("alg").GetString() == "RS256"
            && json.GetProperty("iss").GetString() == Email && json.GetProperty("aud").GetString() == audience
            && json.GetProperty("scope").GetString() == "https://www.googleapis.com/auth/cloudkms"
            && json.GetProperty("iat").GetInt64() == now.ToUnixTimeSeconds()
            && json.GetProperty("exp").GetInt64() == now.ToUnixTimeSeconds() + 3600;
    }
}
