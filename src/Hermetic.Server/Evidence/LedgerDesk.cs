using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>Lets staff find entries of the ledger. That they looked, and for whose, is an entry itself.</summary>
internal sealed class LedgerDesk(Database database)
{
    internal const int MostEntries = 1000;

    private static readonly Caller _staff = Caller.Staff(StaffDesk.Somebody, Permission.ReadLedger);

    /// <summary>Writes the latest entries that match, as they were hashed, and where to go on.</summary>
    /// <param name="before">Only entries below this index.</param>
    /// <param name="most">At most so many, up to <see cref="MostEntries"/>.</param>
    internal async Task SearchAsync(EntryFilter filter, long before, int most, Utf8JsonWriter json, CancellationToken cancel)
    {
        var proof = Authorizer.Demand<ReadLedger>(
            _staff, filter.Subject is { } subject ? Target.Of(SubjectId.From(subject)) : Target.Deployment);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
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
}
