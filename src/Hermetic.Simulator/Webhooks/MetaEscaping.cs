using System.Buffers;
using System.Text;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// JSON bytes as Meta sends and signs them: pure ASCII, non-ASCII as <c>\u00e4</c> with lower-case digits,
/// a slash as <c>\/</c>. A service that hashes what it parsed and wrote again gets another signature.
/// </summary>
internal static class MetaEscaping
{
    /// <summary>
    /// Rewrites valid JSON. Outside strings JSON is ASCII without slashes, so every byte may be treated
    /// alike.
    /// </summary>
    public static byte[] Escape(ReadOnlySpan<byte> json)
    {
        var escaped = new ArrayBufferWriter<byte>(json.Length + 64);
        while (!json.IsEmpty)
        {
            Rune.DecodeFromUtf8(json, out var rune, out var length);
            if (json[0] == (byte)'\\')
                length = CopyEscape(json, escaped);
            else if (rune.Value == '/')
                escaped.Write("\\/"u8);
            else if (rune.IsAscii)
                escaped.Write(json[..1]);
            else
                WriteUnits(rune, escaped);
            json = json[length..];
        }
        return escaped.WrittenSpan.ToArray();
    }

    /// <summary>
    /// An escape that the JSON writer made: <c>\u001F</c> gets lower-case digits, <c>\"</c> stays.
    /// </summary>
    private static int CopyEscape(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> escaped)
    {
        var length = json[1] == (byte)'u' ? 6 : 2;
        foreach (var octet in json[..length])
            escaped.Write([octet is >= (byte)'A' and <= (byte)'F' ? (byte)(octet | 0x20) : octet]);
        return length;
    }

    private static void WriteUnits(Rune rune, ArrayBufferWriter<byte> escaped)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
            escaped.Write(Encoding.ASCII.GetBytes($"\\u{(int)unit:x4}"));
    }
}
