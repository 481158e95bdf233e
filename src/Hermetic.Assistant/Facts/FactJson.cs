using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hermetic.Assistant;

/// <summary>
/// Reads the JSON of an owner: comments and commas at the end are welcome, and every value knows its line.
/// </summary>
internal static class FactJson
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16,
    };

    /// <summary>The object that a file holds; null, with a problem, when it holds none.</summary>
    internal static FactObject? Read(BusinessFile file, FactReport report)
    {
        if (Text(file, report) is not { } utf8)
            return null;
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, Lenient);
            var lines = new LineCount(utf8.Span);
            reader.Read();
            var value = Value(ref reader, ref lines);
            // What stands behind the value would be read by nobody.
            reader.Read();
            if (value is FactValue.Object root)
                return new(root, report, "$schema");
            report.Add(value.Line, "the file has to begin with { and end with }");
        }
        catch (JsonException broken)
        {
            report.Add(
                (int)(broken.LineNumber ?? 0) + 1,
                "this is not valid JSON; look for a missing comma, quote or bracket here or on the line "
                    + "above");
        }
        catch (InvalidOperationException)
        {
            report.Add(0, "a text has an escape such as \\ud800 that stands for no character");
        }
        return null;
    }

    /// <summary>
    /// The text of a file without a byte order mark; null, with a problem, when it is none.
    /// </summary>
    internal static ReadOnlyMemory<byte>? Text(BusinessFile file, FactReport report)
    {
        if (file.Utf8.Length > BusinessFile.MostBytes)
            report.Add(0, $"the file is too large; {BusinessFile.MostBytes / 1024} KB are read at most");
        else if (!Utf8.IsValid(file.Utf8.Span))
            report.Add(LineOfBrokenText(file.Utf8.Span),
                "this is not UTF-8 text; save the file with the encoding UTF-8");
        else
            return file.Utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? file.Utf8[3..] : file.Utf8;
        return null;
    }

    private static int LineOfBrokenText(ReadOnlySpan<byte> text)
    {
        var line = 1;
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            line += rune.Value == '\n' ? 1 : 0;
            text = text[length..];
        }
        return line;
    }

    private static FactValue Value(ref Utf8JsonReader reader, ref LineCount lines)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new FactValue.Text(line, reader.GetString()!);
            case JsonTokenType.Number when reader.TryGetDecimal(out var number):
                return new FactValue.Number(line, number);
            case JsonTokenType.StartArray:
                var items = new List<FactValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader, ref lines));
                return new FactValue.List(line, items);
            case JsonTokenType.StartObject:
                return new FactValue.Object(line, Members(ref reader, ref lines));
            default:
                return new FactValue.Other(line);
        }
    }

    private static List<FactMember> Members(ref Utf8JsonReader reader, ref LineCount lines)
    {
        var members = new List<FactMember>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, line) = (reader.GetString()!, lines.At(reader.TokenStartIndex));
            reader.Read();
            members.Add(new(name, line, Value(ref reader, ref lines)));
        }
        return members;
    }

    /// <summary>Counts on from where it was asked last, so that a file is counted once.</summary>
    private ref struct LineCount(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _seen;
        private int _line = 1;

        internal int At(long index)
        {
            _line += _text[_seen..(int)index].Count((byte)'\n');
            _seen = (int)index;
            return _line;
        }
    }
}
