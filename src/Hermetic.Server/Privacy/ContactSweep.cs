using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.Storage.Locations;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Erases people of whom nothing is left but who they are, when they were in touch long enough ago: by their key, as if
/// they had asked, and without a word to them.
/// </summary>
internal sealed class ContactSweep(Database database, Vault vault, Erasure erasure, RetentionSchedule schedule)
{
    private const int Page = 100;

    /// <summary>So many are begun at a time; whoever looks next sees whether some are left.</summary>
    private const int Most = 500;

    /// <summary>Those who are left after so many times go with the next sweep, which says until then that it is not proven.</summary>
    private const int Rounds = 40;

    private static readonly Caller _retention = Caller.Service("retention", Permission.EraseSubjects);

    /// <param name="today">Days since 1970-01-01.</param>
    /// <param name="hour">Hours since then.</param>
    internal async Task<LastSweep> RunAsync(int today, long hour, CancellationToken cancel)
    {
        var oldest = schedule.OldestDay(Retention.Contacts, today);
        var erased = new List<SubjectId>();
        var over = await OverAsync(oldest, cancel);
        for (var round = 0; over.Count > 0 && round < Rounds; round++)
        {
            erased.AddRange(await EraseAsync(over, cancel));
            over = await OverAsync(oldest, cancel);
        }
        foreach (var person in erased)
            await erasure.UntilCertifiedAsync(person, cancel);
        return new LastSweep(Retention.Contacts, hour, erased.Count, IsProven: over.Count == 0);
    }

    private async Task<List<SubjectId>> EraseAsync(List<SubjectId> over, CancellationToken cancel)
    {
        var begun = new List<SubjectId>();
        foreach (var person in over)
        {
            cancel.ThrowIfCancellationRequested();
            if (await BeginAsync(person))
                begun.Add(person);
        }
        // The first takes with it as many of the others as fit into one roll.
        foreach (var person in begun)
            await erasure.CompleteAsync(person, cancel);
        return begun;
    }

    private async Task<List<SubjectId>> OverAsync(int oldest, CancellationToken cancel)
    {
        var over = new List<SubjectId>();
        SubjectId? after = null;
        while (over.Count < Most
            && database.Read(session => IdleSubjects.Page(session, after, Page)) is { Count: > 0 } people)
        {
            foreach (var person in people)
            {
                if (over.Count < Most && await LastContactAsync(person, cancel) < oldest)
                    over.Add(person.Id);
            }
            after = people[^1].Id;
        }
        return over;
    }

    /// <summary>
    /// Days since 1970-01-01. Who never wrote anything that opens a window counts from then; null when it cannot be known.
    /// </summary>
    private async ValueTask<int?> LastContactAsync(Subject person, CancellationToken cancel)
    {
        try
        {
            using var key = await vault.OpenAsync(person.Slot, cancel);
            var last = Instant.FromUnixTimeSeconds(0);
            foreach (var row in database.Read(session => IdleSubjects.ConversationsOf(session, person.Id)))
            {
                if (row.Person is null)
                    continue;
                using var card = PersonCard.Open(key.Key, row);
                last = Instant.Max(last, card.SaidAt);
            }
            return (int)(last.ToUnixTimeSeconds() / NodaConstants.SecondsPerDay);
        }
        catch (Exception gone) when (gone is FencedException or KeyPageDamagedException or EnvelopeException)
        {
            return null;
        }
    }

    /// <summary>False when they have written meanwhile, or somebody else erases them.</summary>
    private Task<bool> BeginAsync(SubjectId person)
    {
        var proof = Authorizer.Demand<EraseSubject>(_retention, Target.Of(person));
        return database.CommitAsync(transaction =>
        {
            if (!IdleSubjects.Contains(transaction, person))
                return false;
            LedgerEntries.Append(transaction, ErasureReasons.Record(_retention, person, ErasureReason.Retention));
            Erasures.Begin(transaction, proof, person);
            return true;
        });
    }
}
