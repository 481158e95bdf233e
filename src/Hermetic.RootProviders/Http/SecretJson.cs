using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>Takes single values out of an answer, from secret memory to secret memory.</summary>
internal static class SecretJson
{
    /// <summary>The text at a path of member names, without its escapes; the caller disposes it. Null when
    /// there is none.</summary>
    /// <exception cref="JsonException">The whole is no JSON.</exception>
    public static SecretBuffer? Text(ReadOnlySpan<byte> json, SecretArena arena, params scoped ReadOnlySpan<string> path)
    {
        SecretBuffer? found = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (reader.Read() && Find(ref reader, path) && reader.TokenType == JsonTokenType.String)
            {
                found = arena.Rent(reader.ValueSpan.Length);
                var length = reader.CopyString(found.Span);
                found = Cut(found, length, arena);
            }
            // To its end: half an answer is none.
            while (reader.Read())
            {
            }
            return found;
        }
        catch (Exception failure)
        {
            found?.Dispose();
            // Text that is no UTF-8.
            if (failure is InvalidOperationException)
                throw new JsonException("The answer is no JSON.", failure);
            throw;
        }
    }

    /// <summary>The base64 at a path, decoded; the caller disposes it. Null when there is none.</summary>
    /// <exception cref="JsonException">The whole is no JSON.</exception>
    public static SecretBuffer? Base64(ReadOnlySpan<byte> json, SecretArena arena, params scoped ReadOnlySpan<string> path)
    {
        using var text = Text(json, arena, path);
        if (text is null)
            return null;
        var decoded = arena.Rent(text.Length);
        if (Decode(text.Span, decoded.Span, out var length))
            return Cut(decoded, length, arena);
        decoded.Dispose();
        return null;
    }

    /// <summary>Whether the value at a path is this text.</summary>
    /// <exception cref="JsonException">The whole is no JSON.</exception>
    public static bool Is(ReadOnlySpan<byte> json, SecretArena arena, ReadOnlySpan<byte> value, params scoped ReadOnlySpan<string> path)
    {
        using var text = Text(json, arena, path);
        return text is not null && text.Span.SequenceEqual(value);
    }

    /// <summary>Whether the value at a path is <c>true</c>.</summary>
    /// <exception cref="JsonException">The whole is no JSON.</exception>
    public static bool IsTrue(ReadOnlySpan<byte> json, params scoped ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && Find(ref reader, path) && reader.TokenType == JsonTokenType.True;
    }

    /// <summary>The whole number at a path, as such or as text; null when there is none.</summary>
    /// <exception cref="JsonException">The whole is no JSON.</exception>
    public static long? Number(ReadOnlySpan<byte> json, params scoped ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || !Find(ref reader, path) || reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return null;
        return Utf8Parser.TryParse(reader.ValueSpan, out long number, out var used) && used == reader.ValueSpan.Length
            ? number
            : null;
    }

    /// <summary>Both alphabets: services differ.</summary>
    private static bool Decode(ReadOnlySpan<byte> text, Span<byte> decoded, out int length) =>
        text.ContainsAny((byte)'-', (byte)'_') || text.Length % 4 != 0
            ? Base64Url.DecodeFromUtf8(text, decoded, out _, out length) == OperationStatus.Done
            : System.Buffers.Text.Base64.DecodeFromUtf8(text, decoded, out _, out length) == OperationStatus.Done;

    private static bool Find(ref Utf8JsonReader reader, scoped ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !Member(ref reader, name))
                return false;
        }
        return true;
    }

    /// <summary>Goes to the value of a member of the object that begins here.</summary>
    private static bool Member(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }
        return false;
    }

    /// <summary>The first bytes in a buffer of their own; the other one is disposed.</summary>
    private static SecretBuffer Cut(SecretBuffer whole, int length, SecretArena arena)
    {
        using (whole)
        {
            var part = arena.Rent(length);
            whole.Span[..length].CopyTo(part.Span);
            return part;
        }
    }
}
