using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>JSON as it came, laid out for a person to read on a terminal.</summary>
internal sealed class IndentedJson(ReadOnlyMemory<byte> json, WipedBuffer output)
{
    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = JsonSlice.MaxDepth + 1 };

    private int _depth;
    private bool _isFirst = true;
    private bool _isAfterName = true;

    /// <summary>Writes one value that is known to be JSON; one that is nested deeper than 64 as
    /// <c>"nested too deeply"</c>. Half a surrogate pair becomes U+FFFD.</summary>
    public static void Write(ReadOnlyMemory<byte> json, Stream stream)
    {
        using var output = new WipedBuffer();
        if (JsonSlice.MeasureIsDeep(json))
            output.Write("\"nested too deeply\""u8);
        else
            new IndentedJson(json, output).Write();
        stream.Write(output.Written.Span);
    }

    private void Write()
    {
        var reader = new Utf8JsonReader(json.Span, s_reading);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                Close(reader.ValueSpan);
            else
                Open(reader);
        }
    }

    private void Open(in Utf8JsonReader reader)
    {
        if (!_isAfterName)
        {
            output.Write(_isFirst ? ""u8 : ","u8);
            NewLine();
        }
        (_isFirst, _isAfterName) = (false, reader.TokenType == JsonTokenType.PropertyName);
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            WriteText(reader);
        else
            output.Write(reader.ValueSpan);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            (_depth, _isFirst) = (_depth + 1, true);
        if (_isAfterName)
            output.Write(": "u8);
    }

    private void Close(ReadOnlySpan<byte> bracket)
    {
        _depth--;
        if (!_isFirst)
            NewLine();
        output.Write(bracket);
        _isFirst = false;
    }

    private void NewLine()
    {
        output.Write("\n"u8);
        for (var level = 0; level < _depth; level++)
            output.Write("  "u8);
    }

    private void WriteText(in Utf8JsonReader reader)
    {
        var raw = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        using var text = new WipedBuffer();
        text.Advance(new JsonText(raw, reader.ValueIsEscaped).Unescape(text.GetSpan(raw.Length)));
        output.Write("\""u8);
        for (var rest = text.Written.Span; !rest.IsEmpty;)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            if (IsHidden(rune))
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")));
            else
                output.Write(rune.Value is '"' or '\\' ? [(byte)'\\', rest[0]] : rest[..length]);
            rest = rest[length..];
        }
        output.Write("\""u8);
    }

    // Controls must not reach a terminal, nor what turns the direction of writing; U+200D joins emoji.
    private static bool IsHidden(Rune rune) =>
        rune.IsBmp && rune.Value != 0x200D && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
