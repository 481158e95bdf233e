using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests.Flows;

/// <summary>The project's own exchanges, made by <c>test/vectors/whatsapp/flows.py</c> with OpenSSL.</summary>
public sealed record FlowVector(string Name, byte[] Body, string Signature, string Request, string Answer, string EncryptedAnswer)
{
    public override string ToString() => Name;
}

internal static class FlowVectors
{
    private static readonly JsonElement s_file =
        JsonDocument.Parse(File.ReadAllText(Repository.Vector("whatsapp/flows.json"))).RootElement;

    public static Secret AppSecret { get; } = Secret.FromText(s_file.GetProperty("app_secret").GetString()!);

    public static byte[] Pkcs8 { get; } = s_file.GetProperty("pkcs8").GetBytesFromBase64();

    public static string PublicKeyPem { get; } = s_file.GetProperty("public_key_pem").GetString()!;

    public static IReadOnlyList<FlowVector> Exchanges { get; } =
    [
        .. s_file.GetProperty("exchanges").EnumerateArray().Select(row => new FlowVector(
            Text(row, "name"), Encoding.UTF8.GetBytes(Text(row, "body")), Text(row, "signature"), Text(row, "request"),
            Text(row, "answer"), Text(row, "encrypted_answer"))),
    ];

    public static IEnumerable<JsonElement> Media => s_file.GetProperty("media").EnumerateArray();

    public static FlowVector Named(string name) => Exchanges.Single(vector => vector.Name == name);

    public static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
