using System.Text;

namespace Hermetic.Server.Demo;

/// <summary>How words can lie on a disk.</summary>
/// <param name="Bytes">Found wherever the words lie in this form.</param>
internal sealed record Trace(string Spelling, byte[] Bytes);

/// <summary>The forms that a thief would try.</summary>
internal static class Spellings
{
    internal static IReadOnlyList<Trace> Of(string words)
    {
        var utf8 = Encoding.UTF8.GetBytes(words);
        return
        [
            new("UTF-8", utf8),
            new("UTF-16", Encoding.Unicode.GetBytes(words)),
            new("UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(words)),
            .. Base64(utf8).Select(spelled => new Trace("base64", Ascii(spelled))),
            .. Base64(utf8).Select(spelled => spelled.Replace('+', '-').Replace('/', '_'))
                .Except(Base64(utf8), StringComparer.Ordinal).Select(spelled => new Trace("base64url", Ascii(spelled))),
            new("hex", Ascii(Convert.ToHexStringLower(utf8))),
            new("HEX", Ascii(Convert.ToHexString(utf8))),
        ];
    }

    /// <summary>
    /// Words may begin at any of three places in a group of three bytes; of each spelling only the characters count
    /// that no neighbour can change.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] utf8)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var spelled = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            yield return spelled[(((8 * shift) + 5) / 6)..(8 * (shift + utf8.Length) / 6)];
        }
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
