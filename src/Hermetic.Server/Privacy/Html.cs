using System.Buffers;
using System.Text;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Writes HTML straight into bytes. Markup is what the program says; everything else is text, and goes through
/// <see cref="Text(ReadOnlySpan{byte})"/>: what somebody wrote never becomes an element or an attribute.
/// </summary>
internal static class Html
{
    private static readonly SearchValues<byte> _special = SearchValues.Create("&<>\"'"u8);

    extension(IBufferWriter<byte> to)
    {
        internal void Markup(ReadOnlySpan<byte> html) => to.Write(html);

        internal void Text(ReadOnlySpan<byte> utf8)
        {
            for (var at = utf8.IndexOfAny(_special); at >= 0; at = utf8.IndexOfAny(_special))
            {
                to.Write(utf8[..at]);
                to.Write(Entity(utf8[at]));
                utf8 = utf8[(at + 1)..];
            }
            to.Write(utf8);
        }

        /// <summary>Words of the business or of the product.</summary>
        internal void Text(string words) => to.Text(Encoding.UTF8.GetBytes(words).AsSpan());
    }

    private static ReadOnlySpan<byte> Entity(byte special) => special switch
    {
        (byte)'&' => "&amp;"u8,
        (byte)'<' => "&lt;"u8,
        (byte)'>' => "&gt;"u8,
        (byte)'"' => "&quot;"u8,
        _ => "&#39;"u8,
    };
}
