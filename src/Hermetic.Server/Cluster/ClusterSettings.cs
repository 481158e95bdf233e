using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Server.Tls;

namespace Hermetic.Server.Cluster;

/// <summary>Where this node is reached by the others, and how nodes know each other.</summary>
/// <param name="Listen">An address that the other nodes can connect to.</param>
/// <param name="Certificate">What this node shows to the others; null only on loopback.</param>
/// <param name="Authority">Who issues the certificates of nodes, and of nobody else; given with the certificate.</param>
public sealed record ClusterSettings(IPEndPoint Listen, CertificateFiles? Certificate, X509Certificate2Collection Authority)
{
    private const int LargestFile = 1 << 20;

    /// <returns>Null where the service is the only node.</returns>
    internal static ClusterSettings? Read(SettingsSource source, bool isPostgres)
    {
        var listen = source.Text("Cluster:Listen", "");
        var files = new CertificateFiles(
            source.Text("Cluster:Certificate", ""), source.Text("Cluster:Key", ""), "Cluster");
        var authority = source.Text("Cluster:Authority", "");
        var anyFile = files.Certificate.Length + files.Key.Length + authority.Length > 0;
        if (listen.Length == 0)
        {
            if (anyFile)
                source.Problem("Cluster:Listen", "is missing: certificates of the cluster are for a node that listens");
            return null;
        }
        if (!isPostgres)
            source.Problem("Cluster:Listen", "needs PostgreSQL in Storage: a cluster shares one database");
        if (!IPEndPoint.TryParse(listen, out var address) || address.Port == 0 || IsAny(address.Address))
        {
            source.Problem("Cluster:Listen", "must be one address and port that the other nodes can reach, as 10.0.0.1:11111");
            return null;
        }
        if (!anyFile && !IPAddress.IsLoopback(address.Address))
            source.Problem(
                "Cluster:Listen", "needs Cluster:Certificate, Cluster:Key and Cluster:Authority beyond loopback: nodes know "
                + "each other by them");
        return anyFile ? new(address, ReadFiles(source, files), ReadAuthority(source, authority)) : new(address, null, []);
    }

    internal static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static CertificateFiles ReadFiles(SettingsSource source, CertificateFiles files)
    {
        try
        {
            files.Load();
        }
        catch (CertificateFileException refused)
        {
            source.Problem(refused.Setting, refused.What);
        }
        return files;
    }

    private static X509Certificate2Collection ReadAuthority(SettingsSource source, string file)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            if (new FileInfo(file).Length > LargestFile)
                throw new CryptographicException("Too large.");
            authority.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException
            or CryptographicException)
        {
            // Said below: there is nothing in it that could be used.
        }
        if (!authority.Any(IsSelfIssued))
            source.Problem(
                "Cluster:Authority", "must name a PEM file with the self-signed certificate of the cluster's own authority");
        return authority;
    }
}
