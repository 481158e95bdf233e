using System.Globalization;
using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>
/// A JSON string as a handle into the bytes that it was read from: content without a copy and without a
/// <see cref="string"/>. It lives as long as those bytes; wiping them wipes the text. The default is empty.
/// Equality is equality of the unescaped text.
/// </summary>
public readonly struct JsonText : IEquatable<JsonText>
{
    internal JsonText(ReadOnlyMemory<byte> raw, bool hasEscapes) => (Raw, HasEscapes) = (raw, hasEscapes);

    /// <summary>The bytes between the quotes as they came, escapes included (RFC 8259, section 7).</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Whether <see cref="Raw"/> contains escapes; Meta escapes everything beyond ASCII.</summary>
    public bool HasEscapes { get; }

    /// <summary>Whether the text has no characters.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Upper bound in bytes of the unescaped UTF-8; exact when there are no escapes.</summary>
    public int MaxLength => Raw.Length;

    /// <summary>Writes the text as UTF-8 and returns its length in bytes, at most
    /// <see cref="MaxLength"/>.</summary>
    /// <remarks>An unpaired surrogate escape becomes U+FFFD, so the result is always valid UTF-8.</remarks>
    /// <exception cref="ArgumentException">The destination is too short for the text.</exception>
    public int Unescape(Span<byte> destination)
    {
        scoped var rest = Raw.Span;
        Span<byte> unit = stackalloc byte[4];
        var written = 0;
        while (NextRun(ref rest, unit, out var run))
        {
            run.CopyTo(destination[written..]);
            written += run.Length;
        }
        return written;
    }

    /// <summary>Whether the unescaped text is exactly these UTF-8 bytes. Not constant time.</summary>
    public bool ValueEquals(ReadOnlySpan<byte> utf8)
    {
        if (!HasEscapes)
            return Raw.Span.SequenceEqual(utf8);
        scoped var rest = Raw.Span;
        Span<byte> unit = stackalloc byte[4];
        while (NextRun(ref rest, unit, out var run))
        {
            if (!utf8.StartsWith(run))
                return false;
            utf8 = utf8[run.Length..];
        }
        return utf8.IsEmpty;
    }

    /// <inheritdoc/>
    public bool Equals(JsonText other)
    {
        if (!other.HasEscapes)
            return ValueEquals(other.Raw.Span);
        if (!HasEscapes)
            return other.ValueEquals(Raw.Span);
        var mine = new byte[MaxLength];
        return other.ValueEquals(mine.AsSpan(0, Unescape(mine)));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonText other && Equals(other);

    /// <summary>A hash of the unescaped text; FNV-1a, because it must not depend on where the escapes
    /// are.</summary>
    public override int GetHashCode()
    {
        scoped var rest = Raw.Span;
        Span<byte> unit = stackalloc byte[4];
        var hash = 2166136261u;
        while (NextRun(ref rest, unit, out var run))
        {
            foreach (var octet in run)
                hash = unchecked((hash ^ octet) * 16777619u);
        }
        return unchecked((int)hash);
    }

    /// <summary>Always <c>[content]</c>: content is never printed.</summary>
    public override string ToString() => "[content]";

    /// <summary>Whether two handles hold the same text.</summary>
    public static bool operator ==(JsonText left, JsonText right) => left.Equals(right);

    /// <summary>Whether two handles hold different texts.</summary>
    public static bool operator !=(JsonText left, JsonText right) => !left.Equals(right);

    /// <summary>The same text without its first character, which must be ASCII.</summary>
    internal JsonText WithoutFirst() =>
        new(Raw[(Raw.Span[0] != '\\' ? 1 : Raw.Span[1] == 'u' ? 6 : 2)..], HasEscapes);

    // Splits the text into literal runs and single decoded escapes; a decoded escape is written into unit.
    private static bool NextRun(ref ReadOnlySpan<byte> rest, Span<byte> unit, out ReadOnlySpan<byte> run)
    {
        var escape = rest.IndexOf((byte)'\\');
        if (escape != 0)
        {
            run = escape < 0 ? rest : rest[..escape];
            rest = rest[run.Length..];
            return !run.IsEmpty;
        }
        run = rest[1] == 'u' ? unit[..ReadScalar(ref rest).EncodeToUtf8(unit)] : ReadShort(ref rest, unit);
        return true;
    }

    private static ReadOnlySpan<byte> ReadShort(ref ReadOnlySpan<byte> rest, Span<byte> unit)
    {
        unit[0] = rest[1] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            var itself => itself,   // quote, backslash, slash
        };
        rest = rest[2..];
        return unit[..1];
    }

    private static Rune ReadScalar(ref ReadOnlySpan<byte> rest)
    {
        var first = ReadCodeUnit(rest);
        rest = rest[6..];
        if (Rune.TryCreate(first, out var scalar))
            return scalar;
        if (rest.StartsWith("\\u"u8) && Rune.TryCreate(first, ReadCodeUnit(rest), out scalar))
        {
            rest = rest[6..];
            return scalar;
        }
        return Rune.ReplacementChar;
    }

    private static char ReadCodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
