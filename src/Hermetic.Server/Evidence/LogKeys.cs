using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Server.Keys;

namespace Hermetic.Server.Evidence;

/// <summary>
/// The log's name and its keys: the active one, and while a new one takes over the one before. Both sign then, so that
/// nobody who trusts either is left without a checkpoint.
/// </summary>
internal sealed class LogKeys : IDisposable
{
    private readonly Vault _vault;
    private NoteSigner[] _signers = [];
    private NoteVerifier[] _verifiers = [];
    private int _epoch;

    internal LogKeys(Vault vault)
    {
        _vault = vault;
        Follow();
    }

    /// <summary>Of the active key.</summary>
    internal int Version { get; private set; }

    /// <summary>There is a key before it that still signs.</summary>
    internal bool IsTakingOver => _signers.Length > 1;

    /// <summary>The verifier keys, the active one first.</summary>
    internal IReadOnlyList<NoteVerifier> Verifiers => _verifiers;

    /// <summary>The verifier key of one version, which may not be in use yet; public.</summary>
    internal static NoteVerifier Verifier(KeyRing ring, int version)
    {
        using var signer = Open(ring, version);
        return NoteVerifier.Parse(signer.VerifierKey);
    }

    /// <summary>Takes the keys that the ring has now.</summary>
    internal void Follow()
    {
        var (ring, epoch) = (_vault.Ring, _vault.Ring.Epoch);
        if (epoch == _epoch)
            return;
        var versions = ring.Versions.Where(version => version is
        {
            Key: RingKey.LedgerSeed, State: KeyState.Active or KeyState.DecryptOnly,
        }).OrderBy(version => version.State).ThenByDescending(version => version.Version).ToList();
        NoteSigner[] signers = [.. versions.Select(version => Open(ring, version.Version))];
        Dispose();
        (_signers, _verifiers) = (signers, [.. signers.Select(signer => NoteVerifier.Parse(signer.VerifierKey))]);
        (Version, _epoch) = (versions[0].Version, epoch);
    }

    /// <summary>A checkpoint, signed by all of them.</summary>
    internal byte[] Sign(long size, MerkleHash root)
    {
        var note = _signers[0].SignCheckpoint(new Checkpoint(_signers[0].Name, size, root));
        foreach (var before in _signers.Skip(1))
            note = before.SignToo(note);
        return note;
    }

    /// <summary>A text of another kind, signed by the active key.</summary>
    internal byte[] Sign(byte[] text) => _signers[0].Sign(text);

    /// <summary>What a checkpoint says that one of them signed; null for any other.</summary>
    internal Checkpoint? Open(ReadOnlyMemory<byte> note)
    {
        foreach (var verifier in _verifiers)
        {
            if (verifier.TryOpen(note, out var checkpoint))
                return checkpoint;
        }
        return null;
    }

    public void Dispose()
    {
        foreach (var signer in _signers)
            signer.Dispose();
    }

    private static NoteSigner Open(KeyRing ring, int version) => new(
        $"hermetic/{ring.Deployment:N}",
        (ring.LedgerSeedOf(version) ?? throw new KeyDirectoryException("This key of the ledger is not in the ring.")).Span);
}
