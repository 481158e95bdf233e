using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>Hands the published log out: as a tlog-tiles tree, or one entry with its proof.</summary>
internal sealed class LedgerExport(Database database, Vault vault)
{
    /// <summary>Writes the log, its checkpoint and its key; returns the number of entries, 0 when none is published.</summary>
    internal async Task<long> WriteAsync(string directory, IProgress<long>? progress, CancellationToken cancel)
    {
        var head = database.Read(LedgerLog.Head);
        if (head.Checkpoint is not { } checkpoint)
            return 0;
        var key = NoteVerifier.Parse(VerifierKey());
        await new TileFolder(directory).WriteAsync(new LedgerLog(database), checkpoint, key, progress, cancel);
        return head.SignedSize;
    }

    /// <summary>The key that verifies the log's checkpoints; public.</summary>
    internal string VerifierKey()
    {
        using var signer = LogSigner.Open(vault);
        return signer.VerifierKey;
    }

    /// <summary>A proof of one entry that anybody can verify offline (C2SP tlog-proof); null when it is not published.</summary>
    internal async Task<byte[]?> ProveAsync(long index, CancellationToken cancel)
    {
        var head = database.Read(LedgerLog.Head);
        if (head.Checkpoint is not { } checkpoint || index < 0 || index >= head.SignedSize)
            return null;
        var hashes = await new MerkleLog(new LedgerLog(database)).InclusionProofAsync(index, head.SignedSize, cancel);
        return new InclusionReceipt(index, hashes, checkpoint).ToUtf8();
    }
}
