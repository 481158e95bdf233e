using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>Hands the published log out: as a tlog-tiles tree, or one entry with its proof.</summary>
internal sealed class LedgerExport(Database database, Vault vault, PublishedCheckpoint published)
{
    /// <summary>Writes the log, its checkpoint and its key; returns the number of entries, 0 when none is published.</summary>
    internal async Task<long> WriteAsync(string directory, IProgress<long>? progress, CancellationToken cancel)
    {
        if (published.Newest() is not { } newest)
            return 0;
        var folder = new TileFolder(directory);
        await folder.WriteHandoversAsync(database.Read(LedgerHandovers.List), cancel);
        await folder.WriteAsync(new LedgerLog(database), newest.Note, KeyOf(newest.Note), progress, cancel);
        return newest.Size;
    }

    /// <summary>The key that verifies the log's newest checkpoint; public.</summary>
    internal string VerifierKey() => KeyOf(published.Newest()?.Note ?? default).ToString();

    /// <summary>A checkpoint from before a new key took over is the old one's alone.</summary>
    private NoteVerifier KeyOf(ReadOnlyMemory<byte> note)
    {
        using var keys = new LogKeys(vault);
        return keys.Verifiers.FirstOrDefault(key => key.TryOpen(note, out _)) ?? keys.Verifiers[0];
    }

    /// <summary>Writes index, inclusion proof, checkpoint and verifier key; nothing while no checkpoint covers the entry.</summary>
    internal async Task WriteProofAsync(Utf8JsonWriter json, long index, CancellationToken cancel)
    {
        if (await ProveAsync(index, cancel) is not { } file || !InclusionReceipt.TryParse(file, out var receipt))
            return;
        json.WriteNumber("index"u8, index);
        json.WriteStartArray("proof"u8);
        foreach (var hash in receipt.Proof)
            json.WriteStringValue(hash.ToString());
        json.WriteEndArray();
        json.WriteString("checkpoint"u8, receipt.Checkpoint.Span);
        json.WriteString("vkey"u8, VerifierKey());
    }

    /// <summary>A proof of one entry that anybody can verify offline (C2SP tlog-proof); null when it is not published.</summary>
    internal Task<byte[]?> ProveAsync(long index, CancellationToken cancel) => ProveAsync(index, extra: default, cancel);

    /// <param name="index">The entry's number.</param>
    /// <param name="extra">What travels along in the file.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<byte[]?> ProveAsync(long index, ReadOnlyMemory<byte> extra, CancellationToken cancel)
    {
        if (index < 0 || published.Covering(index) is not { } covering)
            return null;
        var hashes = await new MerkleLog(new LedgerLog(database)).InclusionProofAsync(index, covering.Size, cancel);
        return new InclusionReceipt(index, hashes, covering.Note) { Extra = extra }.ToUtf8();
    }
}
