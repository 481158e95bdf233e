using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>The part of Azure Key Vault that is used, with real RSA keys, and Microsoft's login beside it.</summary>
internal sealed class KeyVaultStandIn : IDisposable
{
    public const string Tenant = "72f988bf-0000-4000-8000-2d7cd011db47";
    public const string Client = "11111111-2222-4333-8444-555555555555";
    public const string ClientSecret = "c~lient+secret/with=odd&signs";

    // Two versions of one key and one of another; made once, because that takes a while.
    private static readonly Dictionary<string, RSA> _keys = new()
    {
        ["hermetic/" + new string('1', 32)] = RSA.Create(2048),
        ["hermetic/" + new string('2', 32)] = RSA.Create(2048),
        ["another/" + new string('3', 32)] = RSA.Create(2048),
    };

    public KeyVaultStandIn()
    {
        Service = new(Answer);
        Login = new(static (asked, form) =>
            asked.Path == $"/{Tenant}/oauth2/v2.0/token" && form.Count == 4
            && form["grant_type"] == "client_credentials" && form["client_id"] == Client
            && form["client_secret"] == ClientSecret && form["scope"] == "https://vault.azure.net/.default");
    }

    public StandIn Service { get; }

    public OAuthStandIn Login { get; }

    public string Latest { get; set; } = new('1', 32);

    public string Settings { get; set; } = """
        "key":{"kty":"RSA","key_ops":["wrapKey","unwrapKey"]},"attributes":{"enabled":true,"exportable":false}
        """;

    /// <summary>Says that another version did it.</summary>
    public string? ClaimedVersion { get; set; }

    public byte[]? Lie { get; set; }

    public void Dispose()
    {
        Service.Dispose();
        Login.Dispose();
    }

    private Answered Answer(Asked asked)
    {
        if (!Login.Admits(asked))
            return new(401, """{"error":{"code":"Unauthorized"} }""");
        if (!asked.Path.EndsWith("?api-version=7.4", StringComparison.Ordinal))
            return new(400, """{"error":{"code":"BadParameter"} }""");
        var parts = asked.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (asked.Method, parts) switch
        {
            ("GET", ["keys", "hermetic" or "another"]) => Answered.Ok("{" + Settings + "}"),
            ("POST", ["keys", "hermetic", "wrapkey"]) => Wrap("hermetic", Latest, asked),
            ("POST", ["keys", "another", "wrapkey"]) => Wrap("another", new('3', 32), asked),
            ("POST", ["keys", var name, var version, "unwrapkey"]) when _keys.ContainsKey($"{name}/{version}") =>
                Unwrap(name, version, asked),
            _ => new(404, """{"error":{"code":"KeyNotFound"} }"""),
        };
    }

    private Answered Wrap(string name, string version, Asked asked)
    {
        lock (_keys)
            return Result(name, version, _keys[$"{name}/{version}"].Encrypt(Value(asked), RSAEncryptionPadding.OaepSHA256));
    }

    private Answered Unwrap(string name, string version, Asked asked)
    {
        try
        {
            lock (_keys)
                return Result(
                    name, version, Lie ?? _keys[$"{name}/{version}"].Decrypt(Value(asked), RSAEncryptionPadding.OaepSHA256));
        }
        catch (CryptographicException)
        {
            return new(400, $$"""{"error":{"code":"BadParameter","message":"{{StandIn.Canary}}"} }""");
        }
    }

    private Answered Result(string name, string version, byte[] value) => Answered.Ok(
        $$"""{"kid":"https://salon.vault.azure.net/keys/{{name}}/{{ClaimedVersion ?? version}}","value":"{{Base64Url.EncodeToString(value)}}"}""");

    /// <summary>Exactly the algorithm and the value.</summary>
    private static byte[] Value(Asked asked)
    {
        using var document = JsonDocument.Parse(asked.Body);
        var json = document.RootElement;
        Assert.Equal(2, json.EnumerateObject().Count());
        Assert.Equal("RSA-OAEP-256", json.GetProperty("alg").GetString());
        return Base64Url.DecodeFromChars(json.GetProperty("value").GetString());
    }
}
