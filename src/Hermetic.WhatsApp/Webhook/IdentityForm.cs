namespace Hermetic.WhatsApp;

/// <summary>The forms that identifiers of people have on the wire.</summary>
internal static class IdentityForm
{
    private const int MaxIdentifier = 128;
    private const int UserPrefix = 3;        // CC.
    private const int ParentPrefix = 7;      // CC.ENT.
    private const int MaxPhoneDigits = 15;   // E.164

    // Every character may come as a six-byte escape.
    private const int MaxEscaped = 6 * (ParentPrefix + MaxIdentifier);

    /// <summary><c>CC.</c> and 1 to 128 ASCII letters and digits.</summary>
    public static bool IsUserId(JsonText text)
    {
        Span<byte> buffer = stackalloc byte[MaxEscaped];
        return text.MaxLength <= MaxEscaped && IsUserId(buffer[..text.Unescape(buffer)]);
    }

    /// <summary><c>CC.</c> and 1 to 128 ASCII letters and digits.</summary>
    public static bool IsUserId(ReadOnlySpan<byte> utf8) =>
        utf8.Length > UserPrefix && IsCountry(utf8) && IsIdentifier(utf8[UserPrefix..]);

    /// <summary><c>CC.ENT.</c> and 1 to 128 ASCII letters and digits.</summary>
    public static bool IsParentUserId(JsonText text)
    {
        Span<byte> buffer = stackalloc byte[MaxEscaped];
        if (text.MaxLength > MaxEscaped)
            return false;
        var utf8 = buffer[..text.Unescape(buffer)];
        return utf8.Length > ParentPrefix && IsCountry(utf8) && utf8[UserPrefix..].StartsWith("ENT."u8)
            && IsIdentifier(utf8[ParentPrefix..]);
    }

    /// <summary>1 to 15 digits, with or without a plus; <paramref name="number"/> comes without it.</summary>
    public static bool TryPhoneNumber(JsonText text, out JsonText? number)
    {
        number = null;
        Span<byte> buffer = stackalloc byte[6 * (MaxPhoneDigits + 1)];
        if (text.MaxLength > buffer.Length)
            return false;
        var utf8 = buffer[..text.Unescape(buffer)];
        var plus = utf8.StartsWith("+"u8);
        if (!IsPhoneDigits(plus ? utf8[1..] : utf8))
            return false;
        number = plus ? text.WithoutFirst() : text;
        return true;
    }

    /// <summary>1 to 15 ASCII digits.</summary>
    public static bool IsPhoneDigits(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= MaxPhoneDigits && !utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsCountry(ReadOnlySpan<byte> utf8) =>
        char.IsAsciiLetterUpper((char)utf8[0]) && char.IsAsciiLetterUpper((char)utf8[1]) && utf8[2] == '.';

    private static bool IsIdentifier(ReadOnlySpan<byte> utf8)
    {
        foreach (var octet in utf8)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet))
                return false;
        }
        return utf8.Length is > 0 and <= MaxIdentifier;
    }
}
