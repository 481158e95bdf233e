using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.Server.Tls;

/// <summary>
/// A client certificate as proxies forward it: RFC 9440 (<c>:base64:</c>, with <c>Client-Cert-Chain</c> beside it),
/// percent-encoded PEM (nginx <c>$ssl_client_escaped_cert</c>), bare base64 of the DER (Caddy, HAProxy), or Envoy's
/// <c>X-Forwarded-Client-Cert</c>. The forms cannot be taken for one another.
/// </summary>
internal static class ForwardedCertificate
{
    /// <summary>Of one header, in characters; a leaf with its chain has about 6,000.</summary>
    internal const int LargestHeader = 16 * 1024;
    private const int LongestChain = 8;

    /// <summary>The leaf, then its intermediates; empty when the header is missing, null when it cannot be trusted to
    /// say one thing.</summary>
    internal static X509Certificate2Collection? Read(IHeaderDictionary headers, string header)
    {
        var found = new X509Certificate2Collection();
        try
        {
            if (headers[header] is { Count: > 0 } lines)
            {
                // Twice the same header: one may be the caller's own.
                if (lines is not [{ Length: > 0 and <= LargestHeader } value] || !TryAdd(found, value))
                    return Drop(found);
                if (headers[header + "-Chain"] is { Count: > 0 } chains
                    && (chains is not [{ Length: <= LargestHeader } chain] || !TryAddChain(found, chain)))
                    return Drop(found);
            }
            return found.Count <= LongestChain ? found : Drop(found);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or ArgumentException)
        {
            return Drop(found);
        }
    }

    private static bool TryAdd(X509Certificate2Collection found, string value) => value switch
    {
        [':', ..] => TryAddBinary(found, value),
        ['-', ..] => TryAddPem(found, value),
        _ when value.Contains('=') && value.Contains(';') || value.Contains('"') => TryAddEnvoy(found, value),
        _ => TryAddBase64(found, value),
    };

    /// <summary>RFC 9440 §2.2: an Item, RFC 8941 §3.3.5: a Byte Sequence; without parameters.</summary>
    private static bool TryAddBinary(X509Certificate2Collection found, string value) =>
        value is [':', .. var base64, ':'] && TryAddBase64(found, base64);

    /// <summary>RFC 9440 §2.3: a List of the same, the leaf not among them.</summary>
    private static bool TryAddChain(X509Certificate2Collection found, string value) =>
        value.Split(',', LongestChain + 1).All(item => TryAddBinary(found, item.Trim(' ', '\t')));

    private static bool TryAddPem(X509Certificate2Collection found, string value)
    {
        var before = found.Count;
        found.ImportFromPem(Uri.UnescapeDataString(value));
        return found.Count > before;
    }

    private static bool TryAddEnvoy(X509Certificate2Collection found, string value) =>
        EnvoyClientCert.TryParse(value, out var leaf, out var chain)
        && TryAddPem(found, leaf) && (chain.Length == 0 || TryAddPem(found, chain));

    private static bool TryAddBase64(X509Certificate2Collection found, ReadOnlySpan<char> value)
    {
        var der = new byte[value.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(value, der, out var length) || length == 0)
            return false;
        found.Add(X509CertificateLoader.LoadCertificate(der.AsSpan(0, length)));
        return true;
    }

    private static X509Certificate2Collection? Drop(X509Certificate2Collection found)
    {
        foreach (var certificate in found)
            certificate.Dispose();
        return null;
    }
}
