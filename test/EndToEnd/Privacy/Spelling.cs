using System.Buffers.Binary;
using System.Text;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>A way in which a text can lie on a disk.</summary>
/// <param name="Traces">The byte strings of which at least one is found wherever the text lies in this form.</param>
/// <param name="Write">Writes it as a program would, amid other content; the positive control plants that.</param>
internal sealed record Spelling(
    string Name, Func<string, IEnumerable<byte[]>> Traces, Func<string, IEnumerable<byte[]>> Write)
{
    private const string Before = "{\"name\":\"";
    private const string After = "\",\"kind\":7}";

    /// <summary>All of them; the last two are for digits only.</summary>
    public static IReadOnlyList<Spelling> All { get; } =
    [
        Plain("UTF-8", Encoding.UTF8),
        Plain("UTF-16LE", Encoding.Unicode),
        Plain("UTF-16BE", Encoding.BigEndianUnicode),
        new("base64", Base64, Aligned(Convert.ToBase64String)),
        new("base64url", text => Base64(text).Select(ToUrl), Aligned(bytes => UrlOf(Convert.ToBase64String(bytes)))),
        Spelled("hex", Convert.ToHexStringLower),
        Spelled("HEX", Convert.ToHexString),
        Spelled("percent", bytes => string.Concat(bytes.Select(octet => $"%{octet:x2}"))),
        Spelled("PERCENT", bytes => string.Concat(bytes.Select(octet => $"%{octet:X2}"))),
        new("integer, big-endian", text => Integer(text).Take(1), text => Integer(text).Take(1)),
        new("integer, little-endian", text => Integer(text).Skip(1), text => Integer(text).Skip(1)),
    ];

    private static Spelling Plain(string name, Encoding encoding) =>
        new(name, text => [encoding.GetBytes(text)], text => [encoding.GetBytes(Before + text + After)]);

    private static Spelling Spelled(string name, Func<byte[], string> spell) => new(
        name,
        text => [Encoding.ASCII.GetBytes(spell(Encoding.UTF8.GetBytes(text)))],
        text => [Encoding.ASCII.GetBytes(spell(Encoding.UTF8.GetBytes(Before + text + After)))]);

    /// <summary>
    /// The text may begin at any of three places in a group of three bytes; of each spelling only the characters count
    /// that no neighbour can change.
    /// </summary>
    private static IEnumerable<byte[]> Base64(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var shift = 0; shift < 3; shift++)
        {
            var spelled = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            var bits = 8 * (shift + utf8.Length);
            yield return Encoding.ASCII.GetBytes(spelled[((8 * shift + 5) / 6)..(bits / 6)]);
        }
    }

    private static Func<string, IEnumerable<byte[]>> Aligned(Func<byte[], string> spell) => text =>
        Enumerable.Range(0, 3).Select(shift => Encoding.ASCII.GetBytes(
            spell(Encoding.UTF8.GetBytes(Before + new string('~', shift) + text + After))));

    private static byte[] ToUrl(byte[] base64) =>
        Encoding.ASCII.GetBytes(UrlOf(Encoding.ASCII.GetString(base64)));

    private static string UrlOf(string base64) => base64.Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>A phone number as SQLite or a program would store an integer: six bytes hold fifteen digits.</summary>
    private static List<byte[]> Integer(string text)
    {
        if (!ulong.TryParse(text, out var number) || text.Length < 10)
            return [];
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        byte[] big = bytes[2..];
        return [big, [.. big.Reverse()]];
    }
}
