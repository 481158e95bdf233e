using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.Simulator.Flows;

/// <summary>
/// The phone's side of a form: encrypts requests to the business's public key and has them signed, as WhatsApp does.
/// </summary>
/// <param name="publicKeyPem">The key that was uploaded to <c>whatsapp_business_encryption</c>.</param>
/// <param name="appSecret">What Meta signs the body with.</param>
public sealed class FlowsClient(string publicKeyPem, Secret appSecret)
{
    /// <summary>One exchange. Every request has an AES key and an IV of its own.</summary>
    /// <param name="json">The request in the clear, such as <c>{"version":"3.0","action":"ping"}</c>.</param>
    public FlowsCall Encrypt(ReadOnlySpan<byte> json)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(publicKeyPem);
        var key = RandomNumberGenerator.GetBytes(16);
        return new(json, key, rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256), appSecret);
    }
}
