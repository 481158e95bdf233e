using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.Storage.Locations;

namespace Hermetic.Server.Staff;

/// <summary>
/// What a privacy officer needs to answer a person (GDPR Art. 15, 20): who is meant, what is held and until when, a copy
/// of it. Each is recorded before it happens; what cannot be recorded does not. Erasing them is <see cref="ErasureDesk"/>'s.
/// </summary>
internal sealed class SubjectDesk(
    Database database, Vault vault, SecretArena arena, CurrentBusiness business, Preferences preferences,
    PersonExport export, StaffNames names, TimeProvider clock)
{
    /// <summary>So many acts are shown, the newest; the copy has them all.</summary>
    internal const int MostActs = 1000;

    /// <summary>Writes one object for each person who is found: id, conversations, names.</summary>
    internal async Task FindAsync(
        Caller who, ReadOnlyMemory<byte> asked, Utf8JsonWriter json, CancellationToken cancel)
    {
        await RecordAsync<ShowSubject>(who, Target.Deployment);
        json.WriteStartArray();
        foreach (var person in await new SubjectSearch(database, vault, arena).FindAsync(asked, cancel))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, person.Id.Value);
            json.WriteString("state"u8, person.State == SubjectState.Live ? "live"u8 : "being erased"u8);
            if (person.State == SubjectState.Live)
                await WriteNamesAsync(person, json, cancel);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private async Task WriteNamesAsync(Subject person, Utf8JsonWriter json, CancellationToken cancel)
    {
        using var key = await vault.OpenAsync(person.Slot, cancel);
        json.WriteStartArray("conversations"u8);
        foreach (var row in database.Read(session => IdleSubjects.ConversationsOf(session, person.Id)))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, row.Id.Value);
            if (row.Person is not null)
            {
                using var card = PersonCard.Open(key.Key, row);
                json.WriteString("name"u8, card.Name.Span);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>
    /// Writes what is held about a person by location, with counts, ages and when it goes; who looked; and what is on
    /// record. No content is opened. False when there is nobody of that id.
    /// </summary>
    internal async Task<bool> ShowAsync(Caller who, SubjectId id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (Find(id) is not { } person)
            return false;
        await RecordAsync<ShowSubject>(who, Target.Of(id));
        json.WriteStartObject();
        json.WriteString("id"u8, id.Value);
        json.WriteString("state"u8, person.State == SubjectState.Live ? "live"u8 : "being erased"u8);
        json.WriteStartArray("held"u8);
        foreach (var rows in database.Read(session => PersonRows.Count(session, id)).Where(rows => rows.Count > 0))
            WriteHeld(json, rows);
        if (person.State == SubjectState.Live)
            await WritePreferencesAsync(json, person, cancel);
        json.WriteEndArray();
        await WriteHoldAsync(json, id, cancel);
        WriteLooks(json, id);
        WriteRecord(json, id);
        json.WriteEndObject();
        return true;
    }

    private void WriteHeld(Utf8JsonWriter json, RowsOfPerson rows)
    {
        WriteHead(json, rows.Location, rows.Count);
        if (rows is { Oldest: { } oldest, Newest: { } newest })
        {
            json.WriteString("oldest"u8, Day(oldest));
            json.WriteString("newest"u8, Day(newest));
            if (Schedule.Days(rows.Location.Retention) is > 0 and var days)
                json.WriteString("lastGoes"u8, Day(newest + days + 1));
        }
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, DataLocation location, long rows)
    {
        json.WriteStartObject();
        json.WriteString("location"u8, location.Table);
        json.WriteString("category"u8, location.Category.Name);
        json.WriteNumber("rows"u8, rows);
        json.WriteString("rule"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(location.Retention.ToString()));
    }

    /// <summary>STOP is found by its tags only: the rows name nobody.</summary>
    private async Task WritePreferencesAsync(Utf8JsonWriter json, Subject person, CancellationToken cancel)
    {
        using var key = await vault.OpenAsync(person.Slot, cancel);
        var tags = preferences.StopTags(key, person.Id).Concat(preferences.MarketingTags(key, person.Id)).ToList();
        if (tags.Count(tag => preferences.Contains([tag])) is not (> 0 and var said))
            return;
        WriteHead(json, DataLocations.All.Single(location => location.Category == DataCategory.Preferences), said);
        json.WriteEndObject();
    }

    /// <summary>Whether they must be kept for now, and what waits for a second person; without the reason.</summary>
    private async Task WriteHoldAsync(Utf8JsonWriter json, SubjectId id, CancellationToken cancel)
    {
        if (database.Read(session => LegalHolds.Of(session, id)) is { } hold)
        {
            json.WriteStartObject("hold"u8);
            HoldDesk.WriteFacts(json, hold, await names.OfAsync(hold.By, cancel));
            json.WriteEndObject();
        }
        json.WriteStartArray("waiting"u8);
        foreach (var asked in database.Read(session => Approvals.Of(session, id, Hour)))
            ErasureDesk.Write(json, asked, await names.OfAsync(asked.By, cancel));
        json.WriteEndArray();
    }

    private long Hour => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    private void WriteLooks(Utf8JsonWriter json, SubjectId id)
    {
        var access = database.Read(session => StaffAccesses.Of(session, id, sinceHour: 0));
        json.WriteStartObject("looks"u8);
        json.WriteNumber("listsOfEverybody"u8, access.Lists);
        json.WriteStartArray("hours"u8);
        foreach (var hour in database.Read(session => StaffAccesses.Hours(session, id)))
            json.WriteStringValue(DateTime.UnixEpoch.AddHours(hour).ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteRecord(Utf8JsonWriter json, SubjectId id)
    {
        var acts = new PersonLedger(database, key: null, id).Acts().ToList();
        json.WriteNumber("recorded"u8, acts.Count);
        json.WriteStartArray("record"u8);
        foreach (var act in acts.TakeLast(MostActs))
        {
            json.WriteStartObject();
            if (act.Index is { } index)
                json.WriteNumber("index"u8, index);
            json.WriteString("hour"u8, act.Hour);
            json.WriteString("action"u8, act.Action);
            json.WriteString("actor"u8, act.Actor);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes the ZIP file that the person would get; recorded before its first byte. False when there is nobody.</summary>
    internal async Task<bool> CopyAsync(
        Caller who, SubjectId id, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancel)
    {
        if (Find(id) is not { State: SubjectState.Live } person)
            return false;
        var proof = await RecordAsync<ExportSubject>(who, Target.Of(id));
        using var key = await vault.OpenAsync(person.Slot, cancel);
        var about = business.Value;
        using var zip = new ZipWriter(write, PersonExport.PieceLength, clock.GetUtcNow().UtcDateTime, arena);
        await export.WriteAsync(
            new PersonFile(database, key.Key, proof, about, arena), export.Facts(key, id, about), zip);
        return true;
    }

    private RetentionSchedule Schedule => business.Value.Privacy.Retention;

    private Subject? Find(SubjectId id) => database.Read(session => Subjects.Find(session, id));

    private async Task<Authorized<TAction>> RecordAsync<TAction>(Caller who, Target target) where TAction : IAction
    {
        var proof = Authorizer.Demand<TAction>(who, target);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        return proof;
    }

    private static string Day(int day) =>
        DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
