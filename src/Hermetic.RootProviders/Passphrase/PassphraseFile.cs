using System.Buffers;
using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Passphrase;

/// <summary>
/// The file <c>root.passphrase</c> (docs/formats.md): what the key is derived with, and a secret wrapped
/// under it that tells a wrong passphrase from a damaged directory. Nothing in it is secret.
/// </summary>
internal sealed record PassphraseFile(Argon2Cost Cost, byte[] Salt, byte[] Check)
{
    public const string FileName = "root.passphrase";
    public const int SaltSize = 16;

    private const int FormatVersion = 1;
    private const string Algorithm = "argon2id";

    public void Write(RootPlace place)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteString("algorithm", Algorithm);
            json.WriteNumber("memory_kib", Cost.MemoryKibibytes);
            json.WriteNumber("passes", Cost.Passes);
            json.WriteBase64String("salt", Salt);
            json.WriteBase64String("check", Check);
            json.WriteEndObject();
        }
        place.Write(FileName, bytes.WrittenSpan);
    }

    /// <exception cref="KeyDirectoryException">Missing or damaged.</exception>
    /// <exception cref="RootProviderException">Its cost is below the least, or beyond all reason.</exception>
    public static PassphraseFile Read(RootPlace place)
    {
        using var file = place.Read(FileName);
        PassphraseFile read;
        try
        {
            using var document = JsonDocument.Parse(file.Memory, new() { AllowDuplicateProperties = false });
            read = Of(document.RootElement);
        }
        catch (Exception shape) when (shape is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new KeyDirectoryException($"{place.PathOf(FileName)} is damaged; restore the key directory.");
        }
        if (!read.Cost.IsAcceptable)
            throw new RootProviderException(
                RootFailure.Refused,
                $"{place.PathOf(FileName)} asks for a derivation that is too weak or beyond all reason (least: "
                + $"{Argon2Cost.Least.MemoryKibibytes} KiB, {Argon2Cost.Least.Passes} passes). It was altered; restore it.");
        return read;
    }

    private static PassphraseFile Of(JsonElement json)
    {
        var salt = json.GetProperty("salt").GetBytesFromBase64();
        if (json.GetProperty("version").GetInt32() != FormatVersion
            || !json.GetProperty("algorithm").ValueEquals(Algorithm) || salt.Length != SaltSize)
            throw new JsonException("Another format.");
        return new(
            new(json.GetProperty("memory_kib").GetInt32(), json.GetProperty("passes").GetInt32()),
            salt, json.GetProperty("check").GetBytesFromBase64());
    }
}
