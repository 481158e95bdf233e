using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Testing;
using Hermetic.WhatsApp;

namespace Fuzz;

/// <summary>
/// The Flows endpoint. Input: stage ‖ bytes. RSA takes most of the time of a request, so that each stage behind it is
/// also fed on its own; whatever comes, no secret memory stays in use.
/// </summary>
public sealed class FlowsTarget : IFuzzTarget, IDisposable
{
    private static readonly byte[] s_hmacKey = "fuzzed app secret"u8.ToArray();
    private static readonly Secret s_secret = Secret.FromText("fuzzed app secret");
    private static readonly byte[] s_token = "token-1"u8.ToArray();
    private static readonly string[] s_actions = ["ping", "INIT", "BACK", "data_exchange"];

    private readonly SecretArena _arena = new(8 << 20);
    private readonly FlowKey _key;

    public FlowsTarget()
    {
        var vectors = JsonDocument.Parse(File.ReadAllText(Repository.Vector("whatsapp/flows.json"))).RootElement;
        _key = FlowKey.Import(vectors.GetProperty("pkcs8").GetBytesFromBase64());
        var exchanges = vectors.GetProperty("exchanges").EnumerateArray().ToList();
        Corpus =
        [
            .. exchanges.SelectMany(row => (byte[][])
                [Input(0, row, "body"), Input(1, row, "request"), [5, 0, .. Text(row, "body")]]),
            [2, .. """{"alg":"HS256","typ":"JWT"}"""u8, 0, .. """{"flow_token":"token-1"}"""u8],
            [3, .. "eyJhbGciOiJIUzI1NiJ9.eyJmbG93X3Rva2VuIjoidG9rZW4tMSJ9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"u8],
            [4, .. new byte[48]],
            .. vectors.GetProperty("media").EnumerateArray().Select(row =>
                (byte[])[6, .. Encoding.UTF8.GetBytes(row.GetProperty("encryption_metadata").GetRawText())]),
        ];
    }

    public string Name => "flows";

    public IReadOnlyList<byte[]> Corpus { get; }

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. Corpora.Words,
        .. """
            "encrypted_flow_data": "encrypted_aes_key": "initial_vector": "action":"ping" "action":"INIT" "error":
            "flow_token": "flow_token_signature": "screen": "version":"4.0" "alg":"none" "alg":"HS256" "crit":[] AA== e30.
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes),
    ];

    public void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        var bytes = input[1..];
        switch (input[0] % 7)
        {
            case 0: Refuse(bytes, []); break;
            case 1: Parse(bytes); break;
            case 2: VerifySigned(bytes); break;
            // Between quotes a backslash begins an escape; a text that is said to have none has none.
            case 3 when bytes.Contains((byte)'\\'): break;
            case 3: FindingException.Unless(!Verify(bytes), "A token signature was accepted that nobody made."); break;
            case 4: Decipher(bytes); break;
            case 5: Exchange(bytes); break;
            default: Media(bytes); break;
        }
        FindingException.Unless(_arena.InUse == 0, "Secret memory stayed in use.");
    }

    /// <summary>Signed bodies, and no key: nothing opens, everything has a status.</summary>
    private void Refuse(byte[] body, IEnumerable<FlowKey> keys)
    {
        using var outcome = FlowExchange.Open(body, Sign(body), s_secret, keys, _arena);
        FindingException.Unless(outcome.HttpStatus is 400 or 421, "A request opened without a key.");
        using var forged = FlowExchange.Open(body, "sha256=" + new string('0', 64), s_secret, keys, _arena);
        FindingException.Unless(forged.HttpStatus is 432, "A body was read without its signature.");
    }

    /// <summary>With RSA, one in 64: what was changed opens only when what was changed does not count.</summary>
    private void Exchange(byte[] bytes)
    {
        if (bytes.Length == 0 || bytes[0] % 64 != 0)
            return;
        var body = bytes[1..];
        using var outcome = FlowExchange.Open(body, Sign(body), s_secret, [_key], _arena);
        FindingException.Unless(
            outcome.HttpStatus is 400 or 421
                || Corpus.Any(input => input[0] == 5 && HasSameMembers(input.AsSpan(2), body)),
            "An altered request opened.");
    }

    /// <summary>Base64 has spare bits, and JSON has many spellings: what counts are the bytes.</summary>
    private static bool HasSameMembers(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        using var a = JsonDocument.Parse(one.ToArray());
        using var b = JsonDocument.Parse(other.ToArray());
        string[] names = ["encrypted_flow_data", "encrypted_aes_key", "initial_vector"];
        return names.All(name => Convert.FromBase64String(a.RootElement.GetProperty(name).GetString()!)
            .SequenceEqual(Convert.FromBase64String(b.RootElement.GetProperty(name).GetString()!)));
    }

    private void Parse(byte[] json)
    {
        using var request = FlowRequest.Parse(Kept(json));
        FindingException.Unless((request is not null) == IsRequest(json), "Not every request, or not only a request, is read.");
    }

    private static bool IsRequest(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(new UTF8Encoding(false, true).GetString(json));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && ((Last(root, "data") is { ValueKind: JsonValueKind.Object } data && Last(data, "error") is not null)
                    || (Last(root, "action") is { ValueKind: JsonValueKind.String } action
                        && s_actions.Any(known => Is(() => action.ValueEquals(known)))));
        }
        catch (Exception refusal) when (refusal is JsonException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Header and payload are the input's, the signature is right: what they say decides.</summary>
    private void VerifySigned(byte[] bytes)
    {
        var zero = Math.Max(0, Array.IndexOf(bytes, (byte)0));
        var (header, payload) = (bytes[..zero], bytes[zero..].AsSpan().TrimStart((byte)0).ToArray());
        var signed = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(payload));
        byte[] jwt = [.. signed, (byte)'.', .. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(HMACSHA256.HashData(s_hmacKey, signed)))];
        var expected = jwt.Length <= FlowTokenSignature.MaxLength
            && Says(header, "alg", "HS256") && !Says(header, "crit", null) && Says(payload, "flow_token", "token-1");
        FindingException.Unless(Verify(jwt) == expected, "The verdict on a signed token is not the reference's.");
    }

    private bool Verify(byte[] jwt) =>
        FlowTokenSignature.Verify(new(jwt, hasEscapes: false), new JsonText(s_token, hasEscapes: false), s_secret, _arena);

    /// <summary>Whether the object has the member: with this text, or, when null, at all.</summary>
    private static bool Says(byte[] json, string name, string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(new UTF8Encoding(false, true).GetString(json));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Last(root, name) is { } member
                && (text is null || (member.ValueKind == JsonValueKind.String && Is(() => member.ValueEquals(text))));
        }
        catch (Exception refusal) when (refusal is JsonException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The library throws where half a surrogate pair is compared: that is no word of ours.</summary>
    private static bool Is(Func<bool> compare)
    {
        try
        {
            return compare();
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? Last(JsonElement owner, string name) =>
        owner.EnumerateObject().Where(member => Is(() => member.NameEquals(name))).Select(member => (JsonElement?)member.Value)
            .LastOrDefault();

    /// <summary>No bytes authenticate by chance; what is encrypted opens to itself.</summary>
    private static void Decipher(byte[] bytes)
    {
        if (bytes.Length < 48)
            return;
        var (key, iv, text) = (bytes[..16], bytes[16..32], bytes[32..Math.Min(bytes.Length, 160)]);
        var plaintext = new byte[text.Length - 16];
        FindingException.Unless(!FlowCipher.TryDecrypt(key, iv, text, plaintext), "A random tag was right.");
        FindingException.Unless(!plaintext.AsSpan().ContainsAnyExcept((byte)0), "A refused plaintext came out.");
        var ciphertext = new byte[text.Length + 16];
        FlowCipher.Encrypt(key, iv, text, ciphertext);
        var opened = new byte[text.Length];
        FindingException.Unless(
            FlowCipher.TryDecrypt(key, iv, ciphertext, opened) && opened.AsSpan().SequenceEqual(text), "It did not open.");
    }

    private void Media(byte[] json)
    {
        using var keys = FlowMediaKeys.Parse(json, _arena);
        if (keys is null)
            return;
        using var content = FlowMedia.Decrypt(json, keys, _arena);
        FindingException.Unless(content is null, "A file opened that nobody encrypted.");
    }

    private SecretBuffer Kept(byte[] bytes)
    {
        var buffer = _arena.Rent(bytes.Length);
        bytes.CopyTo(buffer.Span);
        return buffer;
    }

    private static string Sign(byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(s_hmacKey, body));

    private static byte[] Input(byte stage, JsonElement row, string member) => [stage, .. Text(row, member)];

    private static byte[] Text(JsonElement row, string member) =>
        Encoding.UTF8.GetBytes(row.GetProperty(member).GetString()!);

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
