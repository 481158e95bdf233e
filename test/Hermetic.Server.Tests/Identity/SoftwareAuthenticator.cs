using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermetic.Server.Tests.Identity;

/// <summary>What an answer of an authenticator claims; a true one claims what is so.</summary>
/// <param name="IsVerified">Whether it says that its owner was verified (flag UV).</param>
/// <param name="SignCount">The counter that it shows; 0 is what synced passkeys always show.</param>
internal sealed record Claims(
    string Origin, string RelyingParty, bool IsVerified = true, uint SignCount = 0, bool CrossOrigin = false,
    string? Type = null, string? Challenge = null);

/// <summary>
/// An authenticator without a browser around it that refuses anything: it signs whatever it is told to (WebAuthn Level 3
/// §6), so that what the service itself checks is seen.
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>WebAuthn Level 3 §6.1: user present, user verified, attested credential data included.</summary>
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte Attested = 0x40;

    internal byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The person that it believes to sign in; set when it is registered.</summary>
    internal string? UserHandle { get; set; }

    /// <summary>Answers navigator.credentials.create().</summary>
    internal JsonNode Register(JsonNode options, Claims claims)
    {
        UserHandle = (string?)options["user"]!["id"];
        var client = ClientData("webauthn.create", options, claims);
        var authenticator = AuthenticatorData(claims, [.. new byte[16], .. Length(CredentialId), .. CredentialId, .. PublicKey()]);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["attestationObject"] = Base64Url.EncodeToString(
                [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(authenticator)]),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers navigator.credentials.get().</summary>
    internal JsonNode Assert(JsonNode options, Claims claims)
    {
        var client = ClientData("webauthn.get", options, claims);
        var authenticator = AuthenticatorData(claims, []);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(authenticator),
            ["signature"] = Base64Url.EncodeToString(_key.SignData(
                [.. authenticator, .. SHA256.HashData(client)], HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = UserHandle,
        });
    }

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Base64Url.EncodeToString(CredentialId),
        ["rawId"] = Base64Url.EncodeToString(CredentialId),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private static byte[] ClientData(string type, JsonNode options, Claims claims) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["type"] = claims.Type ?? type,
            ["challenge"] = claims.Challenge ?? (string?)options["challenge"],
            ["origin"] = claims.Origin,
            ["crossOrigin"] = claims.CrossOrigin,
        }, JsonSerializerOptions.Web);

    private static byte[] AuthenticatorData(Claims claims, byte[] attested)
    {
        var flags = (byte)(Present | (claims.IsVerified ? Verified : 0) | (attested.Length > 0 ? Attested : 0));
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, claims.SignCount);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(claims.RelyingParty)), flags, .. count, .. attested];
    }

    /// <summary>A COSE key (RFC 9053 §7.1.1): EC2, ES256, P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private static byte[] Length(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length];

    // CBOR (RFC 8949 §3.1), as much of it as is needed here.
    private static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256
        ? [0x58, (byte)bytes.Length, .. bytes]
        : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    public void Dispose() => _key.Dispose();
}
