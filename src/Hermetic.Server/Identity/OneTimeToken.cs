using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hermetic.Server.Identity;

/// <summary>
/// Random secrets that somebody holds and of which the database has the SHA-256 only: what is in a session's cookie, at the
/// end of a link, on a list of recovery codes. 120 bits or more need no salt and no slow hash (ASVS 6.5.2).
/// </summary>
internal static class OneTimeToken
{
    private const int SessionBytes = 32;
    private const int LinkBytes = 20;
    private const int CodeLetters = 24;
    private const int Group = 4;

    /// <summary>Crockford's alphabet: no letter that is read as another, 5 bits each.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>256 random bits, for a cookie.</summary>
    internal static string Session() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionBytes));

    /// <summary>The end of a link: the minute in which it is void, then 160 random bits. Its hash binds both.</summary>
    internal static string Link(DateTimeOffset until)
    {
        var bytes = RandomNumberGenerator.GetBytes(sizeof(uint) + LinkBytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(until.ToUnixTimeSeconds() / 60));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether the end of a link is not void yet; false for what is none.</summary>
    internal static bool Counts(string link, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint) + LinkBytes];
        return link.Length <= 2 * bytes.Length && Base64Url.IsValid(link, out var length) && length == bytes.Length
            && Base64Url.TryDecodeFromChars(link, bytes, out _)
            && now.ToUnixTimeSeconds() / 60 < BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>120 random bits as people copy them from paper: <c>XXXX-XXXX-XXXX-XXXX-XXXX-XXXX</c>.</summary>
    internal static string RecoveryCode()
    {
        var letters = RandomNumberGenerator.GetItems<char>(Alphabet, CodeLetters);
        return string.Join('-', letters.Chunk(Group).Select(group => new string(group)));
    }

    /// <summary>The digest of a code however it was typed: spaces, hyphens, small letters, O for 0, I and L for 1.</summary>
    internal static byte[] DigestOfCode(string typed) => Digest(string.Concat(
        typed.Take(4 * CodeLetters).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Select(letter => letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        })));

    /// <summary>SHA-256 of the characters, which are ASCII.</summary>
    internal static byte[] Digest(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));
}
