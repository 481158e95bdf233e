using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hermetic.Cryptography;

/// <summary>
/// The file <c>keyring</c> (docs/formats.md): a JSON object with the ring, each key wrapped by the root provider,
/// and a digest of exactly those bytes, wrapped likewise, so that no part can be exchanged or left out.
/// </summary>
internal static class KeyRingFile
{
    public const string FileName = "keyring";
    public const string System = "system";
    public const string BlindIndex = "blind-index";
    public const string Suppression = "suppression";
    public const string Confirmation = "confirmation";
    public const string LedgerSeed = "ledger-seed";

    private const int FormatVersion = 1;
    private const string DigestPurpose = "keyring-digest";
    private static readonly string[] Names = [System, BlindIndex, Suppression, Confirmation, LedgerSeed];

    /// <summary>A ring of fresh keys, as it is written.</summary>
    public static byte[] Generate(Guid deployment, IRootProvider root, SecretArena arena)
    {
        var ring = Write(json =>
        {
            json.WriteNumber("version", FormatVersion);
            json.WriteString("deployment", deployment);
            json.WriteNumber("epoch", 1);
            json.WriteStartArray("keys");
            foreach (var name in Names)
                WriteFreshKey(json, name, root, arena);
            json.WriteEndArray();
        });
        var digest = root.Wrap(SHA512.HashData(ring), DigestPurpose, FormatVersion);
        return Write(json =>
        {
            json.WritePropertyName("ring");
            json.WriteRawValue(ring);
            json.WriteBase64String("digest", digest.Span);
        });
    }

    /// <summary>The deployment that the file claims, to open the root provider with.</summary>
    public static Guid ReadDeployment(ReadOnlyMemory<byte> file) => Parse(file, static document =>
        document.RootElement.GetProperty("ring").GetProperty("deployment").GetGuid());

    /// <summary>Opens the ring.</summary>
    /// <exception cref="KeyDirectoryException">Damaged, altered, or not wrapped by this root.</exception>
    public static KeyRing Read(ReadOnlyMemory<byte> file, IRootProvider root) => Parse(file, document =>
    {
        var ring = document.RootElement.GetProperty("ring");
        Authenticate(ring, document.RootElement.GetProperty("digest").GetBytesFromBase64(), root);
        if (ring.GetProperty("version").GetInt32() != FormatVersion)
            throw new KeyDirectoryException("The key ring was written by another version of Hermetic.");
        var keys = ring.GetProperty("keys").EnumerateArray().ToArray();
        return new KeyRing(
            ring.GetProperty("deployment").GetGuid(),
            ring.GetProperty("epoch").GetInt32(),
            name => Unwrap(keys, name, root));
    });

    private static void Authenticate(JsonElement ring, byte[] wrappedDigest, IRootProvider root)
    {
        using var digest = root.Unwrap(wrappedDigest, DigestPurpose, FormatVersion);
        Span<byte> actual = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(JsonMarshal.GetRawUtf8Value(ring), actual);
        if (!CryptographicOperations.FixedTimeEquals(actual, digest.Span))
            throw new KeyDirectoryException("The key ring was altered: it does not match its digest.");
    }

    private static SecretBuffer Unwrap(JsonElement[] keys, string name, IRootProvider root)
    {
        var active = keys.Single(key =>
            key.GetProperty("name").ValueEquals(name)
            && key.GetProperty("state").ValueEquals(Word(KeyState.Active)));
        var version = active.GetProperty("version").GetInt32();
        return root.Unwrap(active.GetProperty("wrapped").GetBytesFromBase64(), name, version);
    }

    private static void WriteFreshKey(Utf8JsonWriter json, string name, IRootProvider root, SecretArena arena)
    {
        using var key = arena.RentRandom(Envelope.KeySize);
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("version", 1);
        json.WriteString("state", Word(KeyState.Active));
        json.WriteBase64String("wrapped", root.Wrap(key.Span, name, version: 1).Span);
        json.WriteEndObject();
    }

    private static string Word(KeyState state) => state switch
    {
        KeyState.PreActive => "pre-active",
        KeyState.Active => "active",
        KeyState.DecryptOnly => "decrypt-only",
        _ => "destroyed",
    };

    private static byte[] Write(Action<Utf8JsonWriter> members)
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

    private static T Parse<T>(ReadOnlyMemory<byte> file, Func<JsonDocument, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(file, new() { AllowDuplicateProperties = false });
            return read(document);
        }
        catch (EnvelopeException notOurs)
        {
            throw new KeyDirectoryException("The key ring belongs to another root key, or was altered.", notOurs);
        }
        catch (Exception shape) when (shape is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new KeyDirectoryException("The key ring is damaged.", shape);
        }
    }
}
