using System.Net.Security;

namespace Hermetic.Server.Tls;

/// <summary>What looking at the files again has changed.</summary>
internal enum CertificateRenewal
{
    /// <summary>Nothing, or the same broken files as before.</summary>
    None,

    /// <summary>New handshakes use the new certificate.</summary>
    Renewed,

    /// <summary>The new files cannot be used; the old certificate stays.</summary>
    Refused,
}

/// <summary>The certificate in use. Handshakes take it without a lock; renewing replaces it as a whole.</summary>
internal sealed class ServerCertificate(CertificateFiles files)
{
    private volatile LoadedCertificate _loaded = files.Load();
    private string _seen = files.Fingerprint();

    internal SslStreamCertificateContext Context => _loaded.Context;

    internal DateTimeOffset NotAfter => _loaded.NotAfter;

    /// <summary>Looks whether the files have changed, and takes them if they can be used. One caller at a time.</summary>
    internal CertificateRenewal Refresh()
    {
        // Before they are read: what changes in between is seen the next time.
        var now = files.Fingerprint();
        if (now == _seen)
            return CertificateRenewal.None;
        _seen = now;
        try
        {
            _loaded = files.Load();
            return CertificateRenewal.Renewed;
        }
        catch (CertificateFileException)
        {
            return CertificateRenewal.Refused;
        }
    }
}
