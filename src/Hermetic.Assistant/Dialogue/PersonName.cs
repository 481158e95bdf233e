using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hermetic.Assistant;

/// <summary>
/// What a person is called: one line of UTF-8 without control, format or direction characters. The one text
/// of a person that may stand in a reply, an action and the stored dialogue; it is content, and never prints.
/// </summary>
public sealed class PersonName : IEquatable<PersonName>
{
    /// <summary>In characters (Unicode scalar values).</summary>
    public const int Most = 60;

    private readonly byte[] _utf8;

    private PersonName(byte[] utf8) => _utf8 = utf8;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>
    /// What a person says they are called: letters, marks, spaces, hyphens, apostrophes and the points of
    /// initials. Null for anything else, such as an address or a number, for nothing and for too much.
    /// </summary>
    public static PersonName? Spoken(ReadOnlySpan<byte> utf8) => Read(utf8, IsOfName);

    /// <summary>What WhatsApp shows, whatever a person chose; cut where it is too long.</summary>
    /// <returns>Null when nothing can be shown.</returns>
    public static PersonName? Shown(ReadOnlySpan<byte> utf8) => Read(utf8, allowed: null);

    public bool Equals(PersonName? other) => other is not null && _utf8.AsSpan().SequenceEqual(other._utf8);

    public override bool Equals(object? obj) => Equals(obj as PersonName);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8);
        return hash.ToHashCode();
    }

    /// <summary>Never the name.</summary>
    public override string ToString() => "[name]";

    private static PersonName? Read(ReadOnlySpan<byte> utf8, Func<Rune, bool>? allowed)
    {
        Span<byte> buffer = stackalloc byte[Most * 4];
        var (length, count, space, letters) = (0, 0, false, 0);
        while (Rune.DecodeFromUtf8(utf8, out var rune, out var read) is var status && read > 0)
        {
            utf8 = utf8[read..];
            var point = length > 0 && buffer[length - 1] == (byte)'.';
            if (Rune.IsWhiteSpace(rune))
            {
                space = count > 0;
                continue;
            }
            if (status != OperationStatus.Done || IsUnseen(rune))
                continue;
            // "J. R." is a name; "example.org" is an address.
            if (allowed is not null && (!allowed(rune) || (point && !space)))
                return null;
            var needed = space ? 2 : 1;
            if (count + needed > Most)
                return allowed is null ? Made(buffer[..length], letters) : null;
            if (space)
                buffer[length++] = (byte)' ';
            length += rune.EncodeToUtf8(buffer[length..]);
            (count, space) = (count + needed, false);
            letters += Rune.IsLetter(rune) || allowed is null ? 1 : 0;
        }
        return Made(buffer[..length], letters);
    }

    private static PersonName? Made(Span<byte> utf8, int letters)
    {
        var made = letters == 0 ? null : new PersonName(utf8.ToArray());
        utf8.Clear();
        return made;
    }

    // Controls, zero-width characters, and those that turn the direction of what stands around them.
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;

    private static bool IsOfName(Rune rune) =>
        Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
        || rune.Value is '-' or '\'' or '.' or '\u2019' or '\u2010' or '\u00B7';
}
