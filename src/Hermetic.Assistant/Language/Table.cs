using System.Text;

namespace Hermetic.Assistant.Language;

/// <summary>
/// An embedded table of tab-separated columns. <c>#</c> begins a comment line, <c>|</c> separates phrases.
/// A table that does not parse fails the start, with its line number.
/// </summary>
internal static class Table
{
    public delegate void Row(ReadOnlySpan<byte> line, ReadOnlySpan<Range> columns);

    public static void Read(string name, int columns, Row row)
    {
        var bytes = Resource(name).AsSpan();
        Span<Range> cells = stackalloc Range[columns + 1];
        var number = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            number++;
            var line = bytes[range].TrimEnd("\r "u8);
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (Columns(line, cells) != columns)
                throw new FormatException($"{name}, line {number}: {columns} columns are expected.");
            row(line, cells[..columns]);
        }
    }

    /// <summary>The phrases of one cell.</summary>
    public static void ForEachPhrase(ReadOnlySpan<byte> cell, Action<ReadOnlySpan<byte>> each)
    {
        foreach (var phrase in cell.Split((byte)'|'))
            each(cell[phrase]);
    }

    /// <summary>The name of an enum member or a number in a table: product data, not content.</summary>
    public static string Name(ReadOnlySpan<byte> cell) =>
        string.Create(cell.Length, cell, static (name, bytes) => Encoding.ASCII.GetChars(bytes, name));

    private static int Columns(ReadOnlySpan<byte> line, Span<Range> cells)
    {
        var count = 0;
        foreach (var cell in line.Split((byte)'\t'))
        {
            if (count == cells.Length)
                return count + 1;
            cells[count++] = cell;
        }
        return count;
    }

    private static byte[] Resource(string name)
    {
        using var stream =
            typeof(Table).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
