using System.Buffers;
using System.Security.Cryptography;

namespace Hermetic.Server.Privacy;

/// <summary>Reads <c>code=…</c> out of a posted form (application/x-www-form-urlencoded) without making a string of it.</summary>
internal static class DownloadForm
{
    /// <summary>More than the field and what a person may type around 12 letters.</summary>
    internal const int Longest = 256;

    /// <summary>False when the form is not of this page, or what was typed cannot be a code.</summary>
    /// <param name="form">At most <see cref="Longest"/> bytes.</param>
    /// <param name="code">Of <see cref="DownloadCode.Length"/> bytes.</param>
    internal static bool TryRead(in ReadOnlySequence<byte> form, Span<byte> code)
    {
        if (form.Length > Longest)
            return false;
        Span<byte> copy = stackalloc byte[Longest];
        form.CopyTo(copy);
        var read = TryRead(copy[..(int)form.Length], code);
        CryptographicOperations.ZeroMemory(copy);
        return read;
    }

    private static bool TryRead(Span<byte> form, Span<byte> code)
    {
        var field = "code="u8;
        while (!form.IsEmpty)
        {
            var end = form.IndexOf((byte)'&');
            var one = end < 0 ? form : form[..end];
            if (one.StartsWith(field))
                return TryDecode(one[field.Length..], out var length)
                    && DownloadCode.TryRead(one.Slice(field.Length, length), code);
            form = end < 0 ? [] : form[(end + 1)..];
        }
        return false;
    }

    /// <summary>In place: what is decoded is never longer.</summary>
    private static bool TryDecode(Span<byte> value, out int length)
    {
        length = 0;
        for (var at = 0; at < value.Length; at++)
        {
            var one = value[at];
            if (one == '%')
            {
                if (at + 2 >= value.Length || Digit(value[at + 1]) is not { } high || Digit(value[at + 2]) is not { } low)
                    return false;
                one = (byte)((high << 4) | low);
                at += 2;
            }
            value[length++] = one == '+' ? (byte)' ' : one;
        }
        return true;
    }

    private static int? Digit(byte hex) => hex switch
    {
        >= (byte)'0' and <= (byte)'9' => hex - '0',
        >= (byte)'a' and <= (byte)'f' => hex - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => hex - 'A' + 10,
        _ => null,
    };
}
