using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Keys;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>
/// Places holds on people whose data must be kept for now (GDPR Art. 17(3)(b), (e)), and shows them. They are released
/// where people are erased: whoever waits for that is erased with it.
/// </summary>
internal sealed class HoldDesk(Database database, Vault vault, StaffNames names)
{
    /// <param name="reason">UTF-8, at most <see cref="KeptHold.LongestReason"/> bytes, in secret memory.</param>
    /// <returns>False when there is nobody of that id.</returns>
    /// <exception cref="RefusedException">They are on hold already, or are being erased.</exception>
    internal async Task<bool> PlaceAsync(
        IActor who, SubjectId id, ReadOnlyMemory<byte> reason, CancellationToken cancel)
    {
        if (database.Read(session => Subjects.Find(session, id)) is not { } person)
            return false;
        var proof = Authorizer.Demand<HoldSubject>(who.Caller, Target.Of(id));
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
    internal async Task ListAsync(Caller who, Utf8JsonWriter json, CancellationToken cancel)
    {
        var holds = database.Read(LegalHolds.All);
        await database.CommitAsync(transaction =>
        {
            foreach (var hold in holds)
                LedgerEntries.Record(transaction, Authorizer.Demand<ShowSubject>(who, Target.Of(hold.Subject)));
        });
        json.WriteStartArray();
        foreach (var hold in holds)
            await WriteAsync(json, hold, cancel);
        json.WriteEndArray();
    }

    /// <summary>Writes the hold on one person, with its reason; recorded as a look at them.</summary>
    /// <returns>False when they are not on hold.</returns>
    internal async Task<bool> ShowAsync(Caller who, SubjectId id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => LegalHolds.Of(session, id)) is not { } hold)
            return false;
        var proof = Authorizer.Demand<ShowSubject>(who, Target.Of(id));
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        await WriteAsync(json, hold, cancel);
        return true;
    }

    private async Task WriteAsync(Utf8JsonWriter json, LegalHold hold, CancellationToken cancel)
    {
        json.WriteStartObject();
        json.WriteString("person"u8, hold.Subject.Value);
        WriteFacts(json, hold, await names.OfAsync(hold.By, cancel));
        await WriteReasonAsync(json, hold, cancel);
        json.WriteEndObject();
    }

    /// <summary>Everything but the reason.</summary>
    /// <param name="by">What whoever placed it is called.</param>
    internal static void WriteFacts(Utf8JsonWriter json, LegalHold hold, string by)
    {
        json.WriteString("id"u8, hold.Id);
        json.WriteString("since"u8, Hour(hold.SinceHour));
        json.WriteString("by"u8, by);
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
