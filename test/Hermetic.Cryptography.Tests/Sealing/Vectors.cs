using System.Text;
using System.Text.Json.Nodes;

namespace Hermetic.Cryptography.Tests.Sealing;

/// <summary>HV1 and tag vectors in the form that <c>open-hv1.mjs</c> reads.</summary>
internal static class Vectors
{
    /// <summary>What the published vectors seal: short and long, with and without a subject, in odd names.</summary>
    public static IEnumerable<(string Name, KeyId KeyId, SealContext Place, byte[] Content)> Cases()
    {
        yield return ("a message", KeyId.ForSlot(12), Samples.Place, "Tomorrow at nine"u8.ToArray());
        yield return ("nothing", KeyId.ForSlot(0), Samples.Place, []);
        byte[] marks = [.. Enumerable.Repeat((byte)0x80, 63)];
        yield return ("63 bytes", KeyId.ForSlot(PageAddress.Slots - 1), Samples.Place, marks);
        yield return ("64 bytes", KeyId.ForSlot(1), Samples.Place, new byte[64]);
        yield return ("accents and emoji", KeyId.ForSlot(77), Samples.Place, "Às nove, por favor 🌞"u8.ToArray());
        var token = new SealContext("oauth_token", "refresh", Samples.Place.Row, 0, Guid.Empty);
        yield return ("nobody's, of the system", KeyId.ForSystem(1), token, "t"u8.ToArray());
        var odd = new SealContext("", "ñandú", Guid.Empty, long.MaxValue, Guid.Empty);
        yield return ("odd names", KeyId.ForSlot(12), odd, "x"u8.ToArray());
    }

    /// <summary>The published form of one case: key 00…1f, nonce f0, f1, … and the number of the case last.</summary>
    public static JsonObject Published(SecretArena arena, int number)
    {
        var (name, keyId, place, content) = Cases().ElementAt(number);
        byte[] nonce = [.. Enumerable.Range(0, 23).Select(index => (byte)(0xF0 ^ index)), (byte)number];
        using var key = Samples.Counting(arena);
        using var padded = arena.Rent(Padding.PaddedLength(content.Length));
        Padding.Pad(content, padded.Span);
        var context = new EnvelopeContext(Samples.Deployment, Body.Kind, Body.SchemaVersion, place);
        var envelope = Envelope.Seal(key.Span, keyId, context, padded.Span, nonce);
        return Describe(name, key.Span, keyId, context, content, envelope);
    }

    public static JsonObject Describe(
        string name, ReadOnlySpan<byte> key, KeyId keyId, EnvelopeContext context, byte[] content,
        ReadOnlyMemory<byte> envelope) => new()
    {
        ["name"] = name,
        ["key"] = Hex(key),
        ["keyId"] = Hex(keyId),
        ["context"] = new JsonObject
        {
            ["deployment"] = context.Deployment.ToString(),
            ["table"] = context.Place.Table,
            ["column"] = context.Place.Column,
            ["kind"] = context.Kind,
            ["schemaVersion"] = $"{context.SchemaVersion}",
            ["row"] = context.Place.Row.ToString(),
            ["rowVersion"] = $"{context.Place.RowVersion}",
            ["subject"] = context.Place.Subject.ToString(),
        },
        ["content"] = Hex(content),
        ["envelope"] = Hex(envelope.Span),
    };

    /// <summary>Tags under the counting key, and under the pepper of the counting key in slot 12.</summary>
    public static JsonArray Tags(SecretArena arena)
    {
        using var key = new MacKey(Samples.Counting(arena));
        using var contentKey = Samples.CountingKey(arena);
        using var pepper = contentKey.Pepper();
        var (a, b, c) = ("4915112345678"u8.ToArray(), Encoding.UTF8.GetBytes("ü"), Array.Empty<byte>());
        return
        [
            Tag(key, null, "phone", key.Tag("phone", a), a),
            Tag(key, null, "phone", key.Tag("phone", a, b), a, b),
            Tag(key, null, "ñ", key.Tag("ñ", a, b, c), a, b, c),
            Tag(pepper, "01000000000000000000000c00000001", "phone", pepper.Tag("phone", a), a),
        ];
    }

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Hex(KeyId keyId)
    {
        var bytes = new byte[KeyId.Size];
        keyId.WriteTo(bytes);
        return Hex(bytes);
    }

    private static JsonObject Tag(MacKey key, string? pepperOf, string purpose, Tag tag, params byte[][] parts)
    {
        var vector = new JsonObject
        {
            ["key"] = Hex([.. Enumerable.Range(0, 32).Select(index => (byte)index)]),
            ["purpose"] = purpose,
            ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)Hex(part))]),
            ["tag"] = Hex(tag.ToArray()),
        };
        if (pepperOf is not null)
            vector["pepperOf"] = pepperOf;
        if (parts.Length == 1)
            vector["bucket"] = key.Bucket(purpose, parts[0]);
        return vector;
    }
}
