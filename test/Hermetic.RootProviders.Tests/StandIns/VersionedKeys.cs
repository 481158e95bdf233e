using System.Security.Cryptography;
using System.Text;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>AES-256-GCM keys by name and version, as a service keeps them.</summary>
internal sealed class VersionedKeys
{
    private readonly Dictionary<string, byte[]> _keys = [];

    public byte[] Encrypt(string key, int version, byte[] plaintext, byte[] associated)
    {
        var iv = RandomNumberGenerator.GetBytes(12);
        var ciphertext = new byte[plaintext.Length];
        var tag = new byte[16];
        using var gcm = new AesGcm(Key(key, version), 16);
        gcm.Encrypt(iv, plaintext, ciphertext, tag, associated);
        return [.. iv, .. ciphertext, .. tag];
    }

    /// <summary>Null when it was not encrypted with this key for this.</summary>
    public byte[]? Decrypt(string key, int version, byte[] encrypted, byte[] associated)
    {
        if (encrypted.Length < 28 || !_keys.ContainsKey($"{key}/{version}"))
            return null;
        var plaintext = new byte[encrypted.Length - 28];
        using var gcm = new AesGcm(Key(key, version), 16);
        try
        {
            gcm.Decrypt(encrypted[..12], encrypted[12..^16], encrypted[^16..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] Key(string key, int version)
    {
        lock (_keys)
        {
            if (!_keys.TryGetValue($"{key}/{version}", out var bytes))
                _keys[$"{key}/{version}"] = bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{version}"));
            return bytes;
        }
    }
}
