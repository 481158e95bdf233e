using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.Server.Privacy;

/// <summary>
/// The code that a person types to get the copy of their data: 12 letters of Crockford's base 32, 60 bits, shown as
/// <c>K7QM-2XWD-9FHT</c>. It is in secret memory and in the message to the person, and nowhere else.
/// </summary>
internal static class DownloadCode
{
    internal const int Length = 12;

    /// <summary>With its two hyphens.</summary>
    internal const int ShownLength = Length + 2;

    private const int Group = 4;

    // Without I, L, O and U; who reads a 0 as an O or a 1 as an I types what counts as the same.
    private static ReadOnlySpan<byte> Alphabet => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"u8;

    internal static SecretBuffer New(SecretArena arena)
    {
        var code = arena.Rent(Length);
        RandomNumberGenerator.Fill(code.Span);
        foreach (ref var letter in code.Span)
            letter = Alphabet[letter % Alphabet.Length];
        return code;
    }

    internal static SecretBuffer Show(ReadOnlySpan<byte> code, SecretArena arena)
    {
        var shown = arena.Rent(ShownLength);
        for (var group = 0; group < Length / Group; group++)
        {
            var at = group * (Group + 1);
            code.Slice(group * Group, Group).CopyTo(shown.Span[at..]);
            if (group > 0)
                shown.Span[at - 1] = (byte)'-';
        }
        return shown;
    }

    /// <summary>What somebody typed, as it was made; false when it cannot be a code.</summary>
    /// <param name="code">Of <see cref="Length"/> bytes.</param>
    internal static bool TryRead(ReadOnlySpan<byte> typed, Span<byte> code)
    {
        var length = 0;
        foreach (var one in typed)
        {
            if (one is (byte)'-' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                continue;
            var letter = Same(one);
            if (length == Length || Alphabet.IndexOf(letter) < 0)
                return false;
            code[length++] = letter;
        }
        return length == Length;
    }

    private static byte Same(byte typed) => typed switch
    {
        (byte)'o' or (byte)'O' => (byte)'0',
        (byte)'i' or (byte)'I' or (byte)'l' or (byte)'L' => (byte)'1',
        >= (byte)'a' and <= (byte)'z' => (byte)(typed - 'a' + 'A'),
        _ => typed,
    };
}
