using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hermetic.Ledger;

/// <summary>
/// A JSON object in the canonical form of RFC 8785 (JCS), for the values that the product records: strings,
/// integers and objects. The same members give the same bytes, whatever the order of adding.
/// </summary>
public sealed class CanonicalObject
{
    // RFC 8785 §3.2.3: names sort by UTF-16 code units, which is what ordinal comparison does.
    private readonly SortedDictionary<string, string> _members = new(StringComparer.Ordinal);

    private static readonly SearchValues<char> _plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except(['"', '\\'])]);

    /// <summary>Adds a string.</summary>
    /// <exception cref="ArgumentException">The name is there already, or a text has a lone
    /// surrogate.</exception>
    public CanonicalObject Add(string name, string value) => AddJson(name, Quote(value));

    /// <summary>
    /// Adds an integer. Beyond ±(2^53 − 1) JSON numbers lose digits (RFC 8785 §3.2.2.3): use a string.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond ±(2^53 − 1).</exception>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public CanonicalObject Add(string name, long value)
    {
        const long exact = (1L << 53) - 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, exact);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -exact);
        return AddJson(name, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Adds an object as it is now.</summary>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public CanonicalObject Add(string name, CanonicalObject value) => AddJson(name, value.ToString());

    /// <summary>The object as UTF-8 without byte order mark.</summary>
    public byte[] ToUtf8() => PublicText.Write(ToString());

    /// <summary>The object as JSON text.</summary>
    public override string ToString()
    {
        var members = _members.Select(member => $"{Quote(member.Key)}:{member.Value}");
        return $"{{{string.Join(',', members)}}}";
    }

    private CanonicalObject AddJson(string name, string json)
    {
        if (!IsPlain(name))
            _ = PublicText.Write(name);
        _members.Add(name, json);
        return this;
    }

    /// <summary>Printable ASCII that JSON writes as it is: nearly all that a ledger holds.</summary>
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(_plain);

    // RFC 8785 §3.2.2.2: seven short escapes, \u00xx in lower case for other controls, all else as it is.
    private static string Quote(string text)
    {
        if (IsPlain(text))
            return $"\"{text}\"";
        _ = PublicText.Write(text);     // refuses lone surrogates
        var json = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }
        return json.Append('"').ToString();
    }
}
