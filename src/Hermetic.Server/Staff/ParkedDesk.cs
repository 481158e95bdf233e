using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using ParkedElement = Hermetic.Storage.ParkedElement;

namespace Hermetic.Server.Staff;

/// <summary>
/// What WhatsApp delivered and nobody could type, or nothing here acts on: listed without being opened, and shown one by
/// one, each on record.
/// </summary>
internal sealed class ParkedDesk(Database database, Vault vault)
{
    /// <summary>So many are listed.</summary>
    internal const int Most = 1000;

    private static readonly Caller _staff = Caller.Staff(StaffDesk.Somebody, Permission.ReadConversations);

    /// <summary>Writes one object per element, newest first: id, day, reason, whether a person is known.</summary>
    internal async Task ListAsync(Utf8JsonWriter json)
    {
        var proof = await RecordAsync(Target.Deployment);
        json.WriteStartArray();
        foreach (var row in database.Read(session => ParkedElements.List(session, proof, Most)))
        {
            json.WriteStartObject();
            WriteHead(json, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>
    /// Writes one element as WhatsApp delivered it; false when there is none, or the key of its day is destroyed.
    /// </summary>
    internal async Task<bool> ShowAsync(MessageId id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => ParkedElements.Find(session, id)) is not { } row || SlotOf(row) is not { } slot)
            return false;
        await RecordAsync(row.Subject is { } owner ? Target.Of(owner) : Target.Deployment);
        using var key = await vault.OpenAsync(slot, cancel);
        using var raw = key.Key.Open(row.Sealed, Arrivals.ParkedContext(row.Id, row.Subject)).Keep();
        json.WriteStartObject();
        WriteHead(json, row);
        json.WritePropertyName("element"u8);
        json.WriteRawValue(raw.Memory.Span);
        json.WriteEndObject();
        return true;
    }

    private static void WriteHead(Utf8JsonWriter json, ParkedElement row)
    {
        json.WriteString("id"u8, row.Id.Value);
        json.WriteString("day"u8, DateTime.UnixEpoch.AddDays(row.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("reason"u8, Name(row.Reason));
        json.WriteBoolean("person"u8, row.Subject is not null);
    }

    private long? SlotOf(ParkedElement row) => row.Subject is { } person
        ? database.Read(session => Subjects.Find(session, person)) is { State: SubjectState.Live } live ? live.Slot : null
        : database.Read(session => DayKeys.Find(session, row.Day));

    private async Task<Authorized<ReadConversation>> RecordAsync(Target target)
    {
        var proof = Authorizer.Demand<ReadConversation>(_staff, target);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        return proof;
    }

    /// <summary>The reader's reasons, and the service's own above 100, as <c>webhook explain</c> spells them.</summary>
    private static string Name(int reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(
        reason < 100 ? ((ParkReason)reason).ToString() : ((ParkedReason)reason).ToString());
}
