using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.Server.Tls;

/// <summary>A certificate chain and its private key, as PEM files.</summary>
/// <param name="Section">Where the settings name them; what is wrong is said of <c>SECTION:Certificate</c> or its key.</param>
public sealed record CertificateFiles(string Certificate, string Key, string Section = "Tls")
{
    private const UnixFileMode TooOpen = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute
        | UnixFileMode.GroupWrite;

    /// <summary>Changes whenever one of the files does; a date would miss a link that points elsewhere.</summary>
    internal string Fingerprint() => HashOf(Certificate) + HashOf(Key);

    /// <summary>Reads both. Nothing is fetched from anywhere to complete the chain.</summary>
    /// <exception cref="CertificateFileException">A sentence about the file that cannot be used.</exception>
    internal LoadedCertificate Load()
    {
        RefuseOthers();
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(Certificate, Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(Certificate);
            return new(SslStreamCertificateContext.Create(leaf, chain, offline: true), new DateTimeOffset(leaf.NotAfter));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CertificateFileException($"{Section}:Certificate", $"or {Section}:Key cannot be read", failure);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new CertificateFileException(
                $"{Section}:Certificate",
                $"and {Section}:Key must be PEM files, the key without a passphrase and the one of the first certificate",
                failure);
        }
    }

    private void RefuseOthers()
    {
        try
        {
            var target = File.ResolveLinkTarget(Key, returnFinalTarget: true)?.FullName ?? Key;
            if ((File.GetUnixFileMode(target) & TooOpen) != UnixFileMode.None)
                throw new CertificateFileException(
                    $"{Section}:Key", $"can be read by others, or written by its group; run: chmod g-w,o= '{Key}'");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CertificateFileException($"{Section}:Key", "cannot be read", failure);
        }
    }

    private static string HashOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Convert.ToHexString(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}

/// <param name="Context">Leaf, key and intermediates, ready for handshakes.</param>
/// <param name="NotAfter">When the leaf expires.</param>
internal sealed record LoadedCertificate(SslStreamCertificateContext Context, DateTimeOffset NotAfter);

/// <summary>A certificate or key that cannot be used; a sentence for the operator, never key material.</summary>
internal sealed class CertificateFileException(string setting, string what, Exception? cause = null)
    : Exception($"{setting} {what}.", cause)
{
    internal string Setting => setting;

    internal string What => what;
}
