using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>One thing that was done to a person's data.</summary>
/// <param name="Index">Its place in the log; null until it is numbered.</param>
/// <param name="Hour">As the log has it, in the clear.</param>
/// <param name="At">The exact time, where it was sealed for the person.</param>
internal sealed record RecordedAct(long? Index, string Hour, DateTimeOffset? At, string Action, string Actor)
{
    /// <summary>The service did it by itself, as with every message.</summary>
    internal bool IsRoutine => Actor.StartsWith("service:", StringComparison.Ordinal);
}

/// <summary>What the ledger says about one person's data. It has no index by person: it is read through, in pages.</summary>
/// <param name="key">Opens exact times; null leaves them out.</param>
internal sealed class PersonLedger(Database database, ContentKey? key, SubjectId person)
{
    private const int Page = 20_000;

    /// <summary>Oldest first, up to the newest entry of the moment in which this is asked.</summary>
    internal IEnumerable<RecordedAct> Acts()
    {
        var last = database.Read(LedgerEntries.LastRow);
        for (var first = 0L; first < last; first += Page)
        {
            var (after, to) = (first, Math.Min(last, first + Page));
            foreach (var one in database.Read(session => LedgerEntries.Naming(session, person, after, to)))
            {
                // The bytes were found in it; whether they are its subject is what the reader says.
                if (LedgerEntry.TryParse(one.Body.Span, out var entry) && entry.Subject == person.Value)
                    yield return new RecordedAct(
                        one.Position, entry.At.ToString(), ExactTime(entry), entry.Action, entry.Actor);
            }
        }
    }

    private DateTimeOffset? ExactTime(LedgerEntry entry)
    {
        if (key is null || entry.Sealed.IsEmpty || entry.Object?.Split(':') is not [_, var about]
            || !Guid.TryParseExact(about, "N", out var id))
            return null;
        try
        {
            using var detail = key.Open(
                Sealed<LedgerDetail>.FromStore(entry.Sealed.ToArray()),
                new SealContext("ledger_entry", "sealed", id, 1, person.Value)).Keep();
            using var json = JsonDocument.Parse(detail.Memory);
            return json.RootElement.TryGetProperty("at"u8, out var at) && at.TryGetDateTimeOffset(out var moment)
                ? moment
                : null;
        }
        catch (EnvelopeException)
        {
            // Sealed for something else than the entry is about: its hour has to do.
            return null;
        }
    }
}
