using System.Security.Cryptography;
using System.Text;
using Hermetic.Ledger;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// What a person holds in hands after their erasure: the ledger entry that certifies it and its proof, in one file that
/// verifies without us (<see cref="ProvenEntry"/>).
/// </summary>
internal sealed class ErasureCertificate(Database database, LedgerExport ledger)
{
    internal static ErasureStatement Statement(ErasureRow row, Vault vault) => new()
    {
        Deployment = vault.Ring.Deployment,
        FromEpoch = row.FromEpoch,
        ToEpoch = row.ToEpoch,
        Commitment = row.Commitment,
        DestroyedAt = LedgerHour.Of(DateTimeOffset.UnixEpoch.AddHours(row.Hour)),
        Places = vault.Places,
    };

    /// <summary>The file; null while no published checkpoint covers the entry, or there is none yet.</summary>
    internal async Task<byte[]?> WriteAsync(ErasureRow row, CancellationToken cancel)
    {
        if (row.Entry is not { } place
            || database.Read(session => LedgerEntries.Placed(session, place)) is not { Position: { } position, Body: var body })
            return null;
        return await ledger.ProveAsync(position, ProvenEntry.Extra(body.Span, ledger.VerifierKey()), cancel);
    }
}

/// <summary>The one-time link to the certificate, which goes to the person with the last message that they are sent.</summary>
/// <param name="Address">With 128 random bits, which are kept nowhere.</param>
/// <param name="Stored">What is kept of it.</param>
internal sealed record CertificateLink(Uri Address, ErasureLink Stored)
{
    private const int Days = 30;
    private const int TokenLength = 32;

    /// <summary>Null when nobody outside could follow it.</summary>
    internal static CertificateLink? Make(Uri? publicUrl, TimeProvider clock)
    {
        if (publicUrl is null)
            return null;
        var token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
        return new(new Uri(publicUrl, $"erasure/{token}"), new ErasureLink(Hash(token), Hour(clock) + (Days * 24)));
    }

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    internal static long Hour(TimeProvider clock) => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>Never the address.</summary>
    public override string ToString() => "[link]";
}
