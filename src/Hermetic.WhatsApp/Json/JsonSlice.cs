using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Hermetic.WhatsApp;

/// <summary>One JSON value as a slice of the body that it was read from.</summary>
/// <remarks>
/// <see cref="Read"/> checks the whole body once; every slice of it is then known to be well-formed, so
/// nothing below throws. Reading is iterative: nesting costs no stack, whatever its depth.
/// </remarks>
internal readonly struct JsonSlice
{
    /// <summary>Deepest nesting of an element that is still typed; .NET's own default for JSON.</summary>
    public const int MaxDepth = 64;

    private const long LastSecond = 253_402_300_799;   // of the year 9999
    private const long FirstOf13Digits = 1_000_000_000_000;

    private static readonly JsonReaderOptions s_anyDepth = new() { MaxDepth = int.MaxValue };
    private readonly bool _hasEscapes;

    private JsonSlice(ReadOnlyMemory<byte> raw, JsonTokenType type, bool hasEscapes, bool isDeep) =>
        (Raw, Type, _hasEscapes, IsDeep) = (raw, type, hasEscapes, isDeep);

    public ReadOnlyMemory<byte> Raw { get; }

    public JsonTokenType Type { get; }

    /// <summary>Only set by <see cref="Read"/>: somewhere in it, nesting is deeper than
    /// <see cref="MaxDepth"/>.</summary>
    public bool IsDeep { get; }

    public bool IsObject => Type == JsonTokenType.StartObject;

    public bool IsArray => Type == JsonTokenType.StartArray;

    /// <summary>The text when this is a string.</summary>
    public JsonText? Text => Type == JsonTokenType.String ? new JsonText(Raw[1..^1], _hasEscapes) : null;

    /// <summary>The value when this is <c>true</c> or <c>false</c>.</summary>
    public bool? Boolean => Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    /// <summary>A string, or a number as it is written.</summary>
    public JsonText? Scalar => Type == JsonTokenType.Number ? new JsonText(Raw, hasEscapes: false) : Text;

    /// <summary>As <see cref="Read"/>, for text from inside a body; false when it is not JSON.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, out JsonSlice slice)
    {
        try
        {
            slice = Read(text);
            return true;
        }
        catch (WebhookFormatException)
        {
            slice = default;
            return false;
        }
    }

    /// <summary>Checks that the bytes are exactly one JSON value in UTF-8 (RFC 8259).</summary>
    /// <exception cref="WebhookFormatException">They are not; the message carries no content.</exception>
    public static JsonSlice Read(ReadOnlyMemory<byte> body)
    {
        // The reader does not look at the bytes inside strings, but JSON is UTF-8 (RFC 8259, section 8.1).
        if (!Utf8.IsValid(body.Span))
            throw new WebhookFormatException();
        var reader = new Utf8JsonReader(body.Span, s_anyDepth);
        try
        {
            reader.Read();
            var (start, end, deepest) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed, 0);
            var (type, escaped) = (reader.TokenType, reader.ValueIsEscaped);
            while (reader.Read())
            {
                deepest = Math.Max(deepest, reader.CurrentDepth);
                end = (int)reader.BytesConsumed;
            }
            return new(body[start..end], type, escaped, deepest > MaxDepth);
        }
        catch (JsonException)
        {
            // The inner message would quote the body.
            throw new WebhookFormatException();
        }
    }

    /// <summary>The items of an array.</summary>
    public List<JsonSlice> Items()
    {
        var items = new List<JsonSlice>();
        var reader = new Utf8JsonReader(Raw.Span, s_anyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Take(ref reader));
        return items;
    }

    /// <summary>The members of an object in their order, duplicates included.</summary>
    public List<JsonMember> Members()
    {
        var members = new List<JsonMember>();
        var reader = new Utf8JsonReader(Raw.Span, s_anyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The token of a name runs to its closing quote; ValueSpan is what lies between the quotes.
            var name = Raw.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            var escaped = reader.ValueIsEscaped;
            reader.Read();
            members.Add(new(new(name, escaped), Take(ref reader)));
        }
        return members;
    }

    /// <summary>A time since 1970 as an integer or as a string of digits; null for anything else. 13 digits
    /// are milliseconds, which no year of seconds has, and which Meta itself sends in places.</summary>
    public DateTimeOffset? UnixTime() => Integer() switch
    {
        >= 0 and <= LastSecond and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
        >= FirstOf13Digits and < 10 * FirstOf13Digits and var milliseconds =>
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => null,
    };

    /// <summary>A non-negative integer, as a number or as a string of digits; null for anything
    /// else.</summary>
    public long? Integer()
    {
        scoped var digits = Type == JsonTokenType.Number ? Raw.Span : default;
        Span<byte> unescaped = stackalloc byte[128];
        if (Text is { } text && text.MaxLength <= unescaped.Length)
            digits = unescaped[..text.Unescape(unescaped)];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>Whether nesting inside a value is deeper than <see cref="MaxDepth"/>.</summary>
    public static bool MeasureIsDeep(ReadOnlyMemory<byte> value)
    {
        var reader = new Utf8JsonReader(value.Span, s_anyDepth);
        while (reader.Read())
        {
            if (reader.CurrentDepth > MaxDepth)
                return true;
        }
        return false;
    }

    private JsonSlice Take(ref Utf8JsonReader reader)
    {
        var (start, type, escaped) = ((int)reader.TokenStartIndex, reader.TokenType, reader.ValueIsEscaped);
        reader.Skip();
        return new(Raw[start..(int)reader.BytesConsumed], type, escaped, isDeep: false);
    }
}

/// <summary>A member of a JSON object.</summary>
internal readonly record struct JsonMember(JsonText Name, JsonSlice Value);
