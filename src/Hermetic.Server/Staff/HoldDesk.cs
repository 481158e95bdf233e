using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>
/// Places holds on people whose data must be kept for now (GDPR Art. 17(3)(b), (e)), and shows them. They are released
/// where people are erased: whoever waits for that is erased with it.
/// </summary>
internal sealed class HoldDesk(Database database, Vault vault)
{
    /// <param name="reason">UTF-8, at most <see cref="KeptHold.LongestReason"/> bytes, in secret memory.</param>
    /// <returns>False when there is nobody of that id.</returns>
    /// <exception cref="RefusedException">They are on hold already, or are being erased.</exception>
    internal async Task<bool> PlaceAsync(
        StaffPeer who, SubjectId id, ReadOnlyMemory<byte> reason, CancellationToken cancel)
    {
        if (database.Read(session => Subjects.Find(session, id)) is not { } person)
            return false;
        var proof = Authorizer.Demand<HoldSubject>(who.With(Permission.HoldSubjects), Target.Of(id));
        try
        {
            using var key = await vault.OpenAsync(person.Slot, cancel);
            var hold = RowIds.New();
            var box = KeptHold.Seal(key.Key, hold, id, reason.Span);
            if (!await database.CommitAsync(transaction => LegalHolds.Place(transaction, proof, hold, who.Id, box)))
                throw new RefusedException("They are on hold already; `subject holds` says why. Nothing was changed.");
            return true;
        }
        catch (FencedException)
        {
            throw new RefusedException("They are just being erased: nothing of theirs can be kept any more.");
        }
    }

    /// <summary>Writes one object for each hold, the oldest first, with its reason; recorded as a look at each person.</summary>
    internal async Task ListAsync(StaffPeer who, Utf8JsonWriter json, CancellationToken cancel)
    {
        var holds = database.Read(LegalHolds.All);
        var staff = who.With(Permission.ReadConversations);
        await database.CommitAsync(transaction =>
        {
            foreach (var hold in holds)
                LedgerEntries.Record(transaction, Authorizer.Demand<ShowSubject>(staff, Target.Of(hold.Subject)));
        });
        json.WriteStartArray();
        foreach (var hold in holds)
        {
            json.WriteStartObject();
            json.WriteString("person"u8, hold.Subject.Value);
            WriteFacts(json, hold);
            await WriteReasonAsync(json, hold, cancel);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Everything but the reason.</summary>
    internal static void WriteFacts(Utf8JsonWriter json, LegalHold hold)
    {
        json.WriteString("id"u8, hold.Id);
        json.WriteString("since"u8, Hour(hold.SinceHour));
        json.WriteString("by"u8, StaffPeer.Of(hold.By)?.ToString() ?? "somebody");
        if (hold.WishedHour is { } wished)
            json.WriteString("erasureWished"u8, Hour(wished));
    }

    private async Task WriteReasonAsync(Utf8JsonWriter json, LegalHold hold, CancellationToken cancel)
    {
        try
        {
            var person = database.Read(session => Subjects.Find(session, hold.Subject))
                ?? throw new FencedException("the person has been erased");
            using var key = await vault.OpenAsync(person.Slot, cancel);
            using var reason = KeptHold.Open(key.Key, hold);
            json.WriteString("reason"u8, reason.Span);
        }
        catch (Exception gone) when (gone is FencedException or KeyPageDamagedException or EnvelopeException)
        {
            // Released and erased meanwhile, or a damaged page: the others are shown all the same.
            json.WriteNull("reason"u8);
        }
    }

    internal static string Hour(long hour) =>
        DateTime.UnixEpoch.AddHours(hour).ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);
}
