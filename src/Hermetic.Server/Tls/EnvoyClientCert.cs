namespace Hermetic.Server.Tls;

/// <summary>
/// Envoy's <c>X-Forwarded-Client-Cert</c>: <c>Key=value;Key="value"</c>, where a value in quotation marks may hold
/// anything, a quotation mark as <c>\"</c>. The subject in it is the caller's own words, so it is read character by
/// character and never searched.
/// </summary>
internal static class EnvoyClientCert
{
    /// <summary>False when there is no certificate, two of them, or a second proxy's element behind a comma.</summary>
    internal static bool TryParse(string header, out string certificate, out string chain)
    {
        (certificate, chain) = ("", "");
        ReadOnlySpan<char> rest = header;
        while (rest.Length > 0)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || !TryTakeValue(rest[(equals + 1)..], out var value, out var after))
                return false;
            var key = rest[..equals];
            if (key.Equals("Cert", StringComparison.OrdinalIgnoreCase))
            {
                if (certificate.Length > 0)
                    return false;
                certificate = value.ToString();
            }
            else if (key.Equals("Chain", StringComparison.OrdinalIgnoreCase))
                chain = value.ToString();
            rest = after;
        }
        return certificate.Length > 0;
    }

    private static bool TryTakeValue(ReadOnlySpan<char> text, out ReadOnlySpan<char> value, out ReadOnlySpan<char> after)
    {
        var quoted = text is ['"', ..];
        var start = quoted ? 1 : 0;
        var end = quoted ? EndOfQuoted(text) : text.IndexOfAny(';', ',');
        if (end < 0)
            end = text.Length;
        value = after = default;
        if (quoted && end == text.Length)
            return false;
        value = text[start..end];
        after = text[(quoted ? end + 1 : end)..];
        if (after.IsEmpty)
            return true;
        if (after[0] != ';')
            return false;
        after = after[1..];
        return true;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }
        return text.Length;
    }
}
