using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Shares;

/// <summary>
/// One line that a custodian keeps: <c>hermetic-share-1 SET NUMBER VALUE</c>, the set as 16 hex digits, the number in
/// decimal, the value as 64 lower-case hex digits. The line is as secret as its value.
/// </summary>
internal static class ShareText
{
    public const int SetLength = 16;

    private const int LongestNumber = 3;

    private static readonly SearchValues<byte> _hex = SearchValues.Create("0123456789abcdef"u8);

    private static ReadOnlySpan<byte> Begin => "hermetic-share-1 "u8;

    /// <summary>Writes the line, its newline included; the caller disposes it.</summary>
    /// <param name="set">Which shares belong together.</param>
    /// <param name="number">1 to 255.</param>
    public static SecretBuffer Write(string set, int number, SecretBuffer value, SecretArena arena)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"hermetic-share-1 {set} {number} "));
        var line = arena.Rent(head.Length + (2 * value.Length) + 1);
        head.CopyTo(line.Span);
        Convert.TryToHexStringLower(value.Span, line.Span[head.Length..^1], out _);
        line.Span[^1] = (byte)'\n';
        return line;
    }

    /// <summary>Reads a line without its newline. False for anything else; then nothing is left to dispose.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, string set, SecretArena arena, out int number, out SecretBuffer? value)
    {
        (number, value) = (0, null);
        var head = Begin.Length + SetLength + 1;
        if (line.Length < head || !line.StartsWith(Begin) || line[head - 1] != (byte)' '
            || !line.Slice(Begin.Length, SetLength).SequenceEqual(Encoding.ASCII.GetBytes(set)))
            return false;
        var rest = line[head..];
        var digits = rest.IndexOf((byte)' ');
        if (digits is < 1 or > LongestNumber || !Utf8Parser.TryParse(rest[..digits], out number, out var read) || read != digits
            || number is < 1 or > SecretSharing.Most || rest[0] == (byte)'0')
            return false;
        var hex = rest[(digits + 1)..];
        if (hex.Length != 2 * LocalRoot.KeySize || hex.ContainsAnyExcept(_hex))
            return false;
        value = arena.Rent(LocalRoot.KeySize);
        Convert.FromHexString(hex, value.Span, out _, out _);
        return true;
    }
}
