using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>The transit engine as OpenBao documents it, strict about method, path, headers and members.</summary>
internal sealed class TransitStandIn : IDisposable
{
    public const string Token = "s.this-is-the-only-token";

    private readonly VersionedKeys _keys = new();

    public TransitStandIn() => Service = new(Answer);

    public StandIn Service { get; }

    /// <summary>The version that encrypts now.</summary>
    public int Latest { get; set; } = 1;

    /// <summary>The oldest that decrypts.</summary>
    public int Oldest { get; set; } = 1;

    public string Settings { get; set; } = """
        "type":"aes256-gcm96","derived":false,"exportable":false,"allow_plaintext_backup":false
        """;

    public string? Namespace { get; set; }

    /// <summary>Encrypts with the key of somebody else.</summary>
    public bool UsesAnothersKey { get; set; }

    /// <summary>Decrypts whatever it is given to this.</summary>
    public byte[]? Lie { get; set; }

    public void Dispose() => Service.Dispose();

    private Answered Answer(Asked asked)
    {
        if (asked.Header("X-Vault-Token") != Token || asked.Header("X-Vault-Request") != "true"
            || asked.Header("X-Vault-Namespace") != Namespace)
            return new(403, """{"errors":["permission denied"]}""");
        var parts = asked.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["v1", "transit", var operation, "hermetic" or "another"])
            return new(404, """{"errors":[]}""");
        return (asked.Method, operation) switch
        {
            ("GET", "keys") => Answered.Ok($$"""{"data":{"name":"{{parts[3]}}",{{Settings}},"latest_version":{{Latest}} } }"""),
            ("POST", "encrypt") => Encrypt(parts[3], Members(asked, "plaintext", "associated_data")),
            ("POST", "decrypt") => Decrypt(parts[3], Members(asked, "ciphertext", "associated_data")),
            _ => new(405, """{"errors":["unsupported operation"]}"""),
        };
    }

    private Answered Encrypt(string key, Dictionary<string, string> members)
    {
        var encrypted = _keys.Encrypt(
            UsesAnothersKey ? "nobody" : key, Latest, Convert.FromBase64String(members["plaintext"]),
            Convert.FromBase64String(members["associated_data"]));
        return Answered.Ok(
            $$"""{"request_id":"r","data":{"ciphertext":"vault:v{{Latest}}:{{Convert.ToBase64String(encrypted)}}","key_version":{{Latest}} } }""");
    }

    private Answered Decrypt(string key, Dictionary<string, string> members)
    {
        var parts = members["ciphertext"].Split(':');
        var version = int.Parse(parts[1][1..], CultureInfo.InvariantCulture);
        var plaintext = Lie ?? (version < Oldest ? null : _keys.Decrypt(
            key, version, Convert.FromBase64String(parts[2]), Convert.FromBase64String(members["associated_data"])));
        return plaintext is null
            ? new(400, """{"errors":["cipher: message authentication failed"]}""")
            : Answered.Ok($$"""{"request_id":"r","data":{"plaintext":"{{Convert.ToBase64String(plaintext)}}"} }""");
    }

    /// <summary>Exactly these, all text.</summary>
    private static Dictionary<string, string> Members(Asked asked, params string[] names)
    {
        Assert.Equal("application/json", asked.Header("Content-Type"));
        using var document = JsonDocument.Parse(asked.Body);
        var members = document.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
        Assert.Equal(names.Order(StringComparer.Ordinal), members.Keys.Order(StringComparer.Ordinal));
        var context = Encoding.UTF8.GetString(Convert.FromBase64String(members["associated_data"]));
        Assert.StartsWith("hermetic/root/v1/", context, StringComparison.Ordinal);
        return members;
    }
}
