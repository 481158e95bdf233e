using System.Buffers;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>application/x-www-form-urlencoded, written byte by byte: the values are secrets.</summary>
internal static class FormText
{
    /// <summary>One field; a sign before it unless it is the first.</summary>
    public static void Field(SecretWriter form, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!form.WrittenSpan.IsEmpty)
            form.Write("&"u8);
        form.Write(name);
        form.Write("="u8);
        foreach (var one in value)
            Escaped(form, one);
    }

    private static void Escaped(SecretWriter form, byte one)
    {
        if (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
        {
            form.Write([one]);
            return;
        }
        var digits = "0123456789ABCDEF"u8;
        form.Write([(byte)'%', digits[one >> 4], digits[one & 15]]);
    }
}
