using System.Globalization;
using System.Text;

namespace Hermetic.Ledger;

/// <summary>
/// Where a tile lies (C2SP tlog-tiles): level 0 to 63, index within the level, and how many of its 256 hashes
/// it has. The entry bundle that belongs to a tile of level 0 has the same index and width.
/// </summary>
/// <param name="Level">0 holds leaf hashes; each hash of level n is the root of one full tile of level n −
/// 1.</param>
/// <param name="Index">0 is the leftmost.</param>
/// <param name="Width">Hashes in the tile, 1 to 256; below 256 it is partial.</param>
/// <exception cref="ArgumentOutOfRangeException">A value outside these limits.</exception>
public readonly record struct TilePath(int Level, long Index, int Width)
{
    /// <summary>Hashes in a full tile, entries in a full bundle: 256.</summary>
    public const int FullWidth = 256;

    private const string HashRoot = "tile/";
    private const string EntriesRoot = "tile/entries/";

    /// <summary>0 to 63.</summary>
    public int Level { get; } =
        Level is >= 0 and <= 63 ? Level : throw new ArgumentOutOfRangeException(nameof(Level));

    /// <summary>Zero or more.</summary>
    public long Index { get; } = Index >= 0 ? Index : throw new ArgumentOutOfRangeException(nameof(Index));

    /// <summary>1 to 256.</summary>
    public int Width { get; } =
        Width is >= 1 and <= FullWidth ? Width : throw new ArgumentOutOfRangeException(nameof(Width));

    /// <summary>Whether all 256 hashes are there: a full tile never changes again.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>The same tile once it has all its 256 hashes.</summary>
    public TilePath Full => new(Level, Index, FullWidth);

    /// <summary>The path of the entry bundle, <c>tile/entries/x001/067.p/8</c>; meant for level 0.</summary>
    public string EntriesPath => EntriesRoot + Tail;

    private string Tail => Chunks(Index) + (IsFull ? "" : $".p/{Width}");

    /// <summary>How many hashes the whole level has in a tree of <paramref name="size"/> entries.</summary>
    public static long HashesAt(int level, long size) => level < 8 ? size >> (8 * level) : 0;

    /// <summary>
    /// The tile as a tree of <paramref name="size"/> entries has it; null when it has none of its hashes.
    /// </summary>
    public static TilePath? InTree(int level, long index, long size)
    {
        var before = HashesAt(level, size) >> 8;
        if (index < before)
            return new(level, index, FullWidth);
        var width = (int)(HashesAt(level, size) & (FullWidth - 1));
        return index == before && width > 0 ? new(level, index, width) : null;
    }

    /// <summary>
    /// Every hash tile of a tree of <paramref name="size"/> entries, level by level, left to right.
    /// </summary>
    public static IEnumerable<TilePath> AllInTree(long size)
    {
        for (var level = 0; HashesAt(level, size) > 0; level++)
        {
            for (long index = 0; InTree(level, index, size) is { } path; index++)
                yield return path;
        }
    }

    /// <summary>
    /// Reads the path of a hash tile as <see cref="ToString"/> writes it, without leading slash.
    /// </summary>
    /// <exception cref="FormatException">Any other spelling.</exception>
    public static TilePath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new FormatException("Not the path of a hash tile.");

    /// <summary>Reads the path of a hash tile; only the one canonical spelling is accepted.</summary>
    public static bool TryParse(string path, out TilePath parsed)
    {
        parsed = default;
        var parts = path.Split('/', 3);
        return parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, null, out var level) && level <= 63
            && TryParseTail(level, parts[2], out parsed)
            && parsed.ToString() == path;
    }

    /// <summary>
    /// Reads the path of an entry bundle as <see cref="EntriesPath"/> writes it, as a tile of level 0.
    /// </summary>
    public static bool TryParseEntries(string path, out TilePath parsed)
    {
        parsed = default;
        return path.StartsWith(EntriesRoot, StringComparison.Ordinal)
            && TryParseTail(level: 0, path[EntriesRoot.Length..], out parsed)
            && parsed.EntriesPath == path;
    }

    /// <summary><c>tile/0/x001/067</c>, with <c>.p/8</c> behind it when the tile is 8 hashes wide.</summary>
    public override string ToString() => $"{HashRoot}{Level}/{Tail}";

    // Lenient on purpose: both callers compare with what they would have written.
    private static bool TryParseTail(int level, string tail, out TilePath parsed)
    {
        parsed = default;
        var width = FullWidth;
        var partial = tail.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0 && !int.TryParse(tail[(partial + 3)..], NumberStyles.None, null, out width))
            return false;
        var digits = (partial < 0 ? tail : tail[..partial]).Replace("/", "", StringComparison.Ordinal)
            .Replace("x", "", StringComparison.Ordinal);
        if (width is < 1 or > FullWidth || !long.TryParse(digits, NumberStyles.None, null, out var index))
            return false;
        parsed = new(level, index, width);
        return true;
    }

    private static string Chunks(long index)
    {
        var path = new StringBuilder($"{index % 1000:000}");
        for (var rest = index / 1000; rest > 0; rest /= 1000)
            path.Insert(0, $"x{rest % 1000:000}/");
        return path.ToString();
    }
}
