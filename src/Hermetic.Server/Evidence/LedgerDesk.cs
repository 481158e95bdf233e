using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>Lets staff find entries of the ledger. That they looked, and for whose, is an entry itself.</summary>
internal sealed class LedgerDesk(Database database, LedgerExport export)
{
    internal const int MostEntries = 1000;

    /// <summary>Writes the latest entries that match, as they were hashed, and where to go on.</summary>
    /// <param name="before">Only entries below this index.</param>
    /// <param name="most">At most so many, up to <see cref="MostEntries"/>.</param>
    internal async Task SearchAsync(
        Caller who, EntryFilter filter, long before, int most, Utf8JsonWriter json, CancellationToken cancel)
    {
        await RecordAsync(who, filter.Subject);
        var log = new LedgerLog(database);
        var size = database.Read(LedgerLog.Head).Size;
        var written = 0;
        json.WriteStartObject();
        json.WriteNumber("size"u8, size);
        json.WriteStartArray("entries"u8);
        long? next = null;
        await foreach (var found in new EntrySearch(log, log).FindAsync(filter, size, before, cancel))
        {
            if (written++ == most)
            {
                json.WriteEndArray();
                json.WriteNumber("before"u8, next!.Value);
                json.WriteEndObject();
                return;
            }
            next = found.Index;
            json.WriteStartObject();
            json.WriteNumber("index"u8, found.Index);
            json.WritePropertyName("entry"u8);
            json.WriteRawValue(found.Bytes.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes one entry: as bytes, read, and what proves that the log has it; nothing of a proof while no checkpoint covers
    /// it.
    /// </summary>
    /// <returns>False when no entry has this number.</returns>
    internal async Task<bool> ShowAsync(Caller who, long index, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (Find(index) is not { } bytes)
            return false;
        await RecordAsync(who, LedgerEntry.TryParse(bytes.Span, out var entry) ? entry.Subject : null);
        json.WriteStartObject();
        json.WriteNumber("number"u8, index);
        json.WriteBase64String("bytes"u8, bytes.Span);
        json.WriteString("text"u8, bytes.Span);
        json.WritePropertyName("entry"u8);
        json.WriteRawValue(bytes.Span);
        await export.WriteProofAsync(json, index, cancel);
        json.WriteEndObject();
        return true;
    }

    /// <summary>The file that <c>ledger verify</c> reads: the entry and its proof.</summary>
    /// <returns>Null when no entry has this number, or no checkpoint covers it yet.</returns>
    internal async Task<byte[]?> ProveAsync(Caller who, long index, CancellationToken cancel)
    {
        if (Find(index) is not { } bytes)
            return null;
        await RecordAsync(who, LedgerEntry.TryParse(bytes.Span, out var entry) ? entry.Subject : null);
        return await export.ProveAsync(index, ProvenEntry.Extra(bytes.Span, export.VerifierKey()), cancel);
    }

    private ReadOnlyMemory<byte>? Find(long index) =>
        index < 0 ? null : database.Read(session => LedgerEntries.Find(session, index));

    private async Task RecordAsync(Caller who, Guid? subject)
    {
        var proof = Authorizer.Demand<ReadLedger>(
            who, subject is { } person ? Target.Of(SubjectId.From(person)) : Target.Deployment);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
    }
}
