using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>
/// The part of AWS KMS that is used (JSON 1.1), strict about the signature (SigV4, computed here anew), the members and the
/// encryption context.
/// </summary>
internal sealed class KmsStandIn : IDisposable
{
    public const string AccessKeyId = "AKIAHERMETICTEST0001";
    public const string SecretAccessKey = "the+secret/access+key+of+the+test+0123456";
    public const string Region = "eu-central-1";
    public const string Key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    public const string Another = "arn:aws:kms:eu-central-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab";

    private readonly VersionedKeys _keys = new();

    public KmsStandIn() => Service = new(Answer);

    public StandIn Service { get; }

    public string State { get; set; } = "Enabled";

    public string Spec { get; set; } = "SYMMETRIC_DEFAULT";

    /// <summary>Claims to have used another key.</summary>
    public string? ClaimedKey { get; set; }

    /// <summary>The error with which everything is refused, as KMS does: a name and the status 400.</summary>
    public string? Error { get; set; }

    public string? SessionToken { get; set; }

    public void Dispose() => Service.Dispose();

    private Answered Answer(Asked asked)
    {
        if (asked is not { Method: "POST", Path: "/" } || asked.Header("Content-Type") != "application/x-amz-json-1.1")
            return Refused("SerializationException");
        if (!IsSigned(asked) || asked.Header("X-Amz-Security-Token") != SessionToken)
            return Refused("InvalidSignatureException");
        if (Error is not null)
            return Refused(Error);
        using var body = JsonDocument.Parse(asked.Body);
        var json = body.RootElement;
        var key = json.GetProperty("KeyId").GetString()!;
        if (key is not (Key or Another))
            return Refused("NotFoundException");
        return asked.Header("X-Amz-Target") switch
        {
            "TrentService.DescribeKey" => Answered.Ok($$"""
                {"KeyMetadata":{"Arn":"{{key}}","KeyId":"{{key[^36..]}}","KeyState":"{{State}}","KeySpec":"{{Spec}}","KeyUsage":"ENCRYPT_DECRYPT"} }
                """),
            "TrentService.Encrypt" => Encrypt(key, json),
            "TrentService.Decrypt" => Decrypt(key, json),
            _ => Refused("UnknownOperationException"),
        };
    }

    private Answered Encrypt(string key, JsonElement json)
    {
        var encrypted = _keys.Encrypt(key, 1, json.GetProperty("Plaintext").GetBytesFromBase64(), Context(json));
        return Answered.Ok($$"""
            {"CiphertextBlob":"{{Convert.ToBase64String(encrypted)}}","KeyId":"{{ClaimedKey ?? key}}","EncryptionAlgorithm":"SYMMETRIC_DEFAULT"}
            """);
    }

    private Answered Decrypt(string key, JsonElement json)
    {
        var plaintext = _keys.Decrypt(key, 1, json.GetProperty("CiphertextBlob").GetBytesFromBase64(), Context(json));
        return plaintext is null ? Refused("InvalidCiphertextException") : Answered.Ok($$"""
            {"Plaintext":"{{Convert.ToBase64String(plaintext)}}","KeyId":"{{ClaimedKey ?? key}}","EncryptionAlgorithm":"SYMMETRIC_DEFAULT"}
            """);
    }

    private static Answered Refused(string error) => new(
        400, $$"""{"__type":"{{error}}","message":"{{StandIn.Canary}}"}""");

    /// <summary>Exactly the three members.</summary>
    private static byte[] Context(JsonElement json)
    {
        var members = json.GetProperty("EncryptionContext").EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(["hermetic:deployment", "hermetic:purpose", "hermetic:version"], members.Select(one => one.Name));
        return Encoding.UTF8.GetBytes(string.Join('|', members.Select(one => one.Value.GetString())));
    }

    /// <summary>AWS Signature Version 4, from the documentation.</summary>
    private static bool IsSigned(Asked asked)
    {
        if (asked.Header("Authorization") is not { } header || !header.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
            return false;
        var parts = header["AWS4-HMAC-SHA256 ".Length..].Split(", ").Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        var time = asked.Header("X-Amz-Date")!;
        var scope = $"{time[..8]}/{Region}/kms/aws4_request";
        if (parts["Credential"] != $"{AccessKeyId}/{scope}")
            return false;
        var signed = parts["SignedHeaders"].Split(';');
        if (!signed.Contains("host") || !signed.Contains("x-amz-date") || !signed.Contains("x-amz-target"))
            return false;
        var canonical = string.Join('\n', [
            asked.Method, asked.Path, "", .. signed.Select(name => $"{name}:{asked.Header(name)!.Trim()}"), "",
            parts["SignedHeaders"], Hex(SHA256.HashData(asked.Body))]);
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey);
        foreach (var step in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == parts["Signature"];
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
