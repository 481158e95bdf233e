using System.Collections.Immutable;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Erases people whose fence is committed: their keys, the peppers of the buckets they were in, and every row, in one
/// roll of the key tree for all who wait. Each step is a row (<see cref="ErasureSteps"/>): whoever is interrupted goes on
/// at the next start, or <see cref="ErasureResumption"/> does, on any node.
/// </summary>
internal sealed partial class Erasure(Database database, Vault vault, TimeProvider clock, ILogger<Erasure> log)
    : IDisposable
{
    /// <summary>People in one roll: so many that a thousand take seconds, so few that nobody else's commit waits long.</summary>
    internal const int MostAtOnce = 64;

    private static readonly Caller _privacy = Caller.Service("privacy", Permission.EraseSubjects);

    /// <summary>A message of somebody else in the same bucket may come between reading and rolling.</summary>
    private const int Tries = 8;

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Since when this node has seen that nothing of them is left to destroy.</summary>
    private readonly Dictionary<SubjectId, long> _destroyed = [];

    /// <summary>Whom a damaged page keeps from being erased, until everybody else is: then they are tried again.</summary>
    private readonly Dictionary<SubjectId, Exception> _aside = [];

    /// <summary>People who are fenced and not yet erased.</summary>
    internal IReadOnlyList<Subject> Begun() => database.Read(Subjects.Erasing);

    /// <summary>What an earlier run left; what cannot be finished now does not keep the service from starting.</summary>
    internal async Task BeginAsync(CancellationToken cancel)
    {
        try
        {
            await ResumeAsync(only: null, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Left(failure.GetType().Name);
        }
    }

    /// <summary>Takes every erasure that was interrupted as far as it goes now.</summary>
    /// <param name="only">Whose roll to make up for; null for everybody's, at the start, before anything else runs.</param>
    /// <param name="cancel">Ends it between two steps.</param>
    internal async Task ResumeAsync(IReadOnlySet<SubjectId>? only, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Backwards: whatever keeps the next from being rolled must not keep those before them from being certified.
            await CertifyAsync(cancel);
            await DestroyAsync(cancel);
            while (Begun().Any(subject => only?.Contains(subject.Id) != false))
                await RollAsync(cancel);
            await DestroyAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// From the fence to the end of the old root, with everybody else who waits; returns when nothing of theirs opens any
    /// more, whoever had a copy. The certificate follows by itself.
    /// </summary>
    internal async Task CompleteAsync(SubjectId id, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            while (database.Read(session => Subjects.Find(session, id)) is not null)
                await RollAsync(cancel);
            await DestroyAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits until it is certain, and takes whatever else waits as far as it goes meanwhile.</summary>
    internal async Task UntilCertifiedAsync(SubjectId id, CancellationToken cancel)
    {
        while (database.Read(session => ErasureSteps.Find(session, id)) is { State: < ErasureState.Certified })
        {
            await Task.Delay(_look, clock, cancel);
            await ResumeAsync(ImmutableHashSet<SubjectId>.Empty, cancel);
        }
    }

    /// <summary>Certified erasures whose link is used or over; the ledger keeps what it says of them.</summary>
    internal Task<int> ForgetAsync(int days) => database.CommitAsync(transaction => ErasureSteps.Forget(transaction, days));

    /// <summary>One roll, for as many as fit; fewer at each try that somebody gets in the way of.</summary>
    private async Task RollAsync(CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var people = Next(Math.Max(1, MostAtOnce >> (attempt - 1)));
            if (people.Count == 0)
                return;
            try
            {
                await RollAsync(people, cancel);
                return;
            }
            catch (FencedException) when (attempt < Tries)
            {
                // Somebody else came into or left one of the buckets, or another node erases them too; read again.
            }
            catch (Exception damage) when (damage is EnvelopeException or KeyPageDamagedException)
            {
                // A damaged page on the way to one of them: the others do not wait for it.
                if (people.Count == 1 && !_aside.TryAdd(people[0].Id, damage))
                    throw;
            }
        }
    }

    /// <summary>Those who wait, but for whoever cannot be erased now; when only such are left, why.</summary>
    private List<Subject> Next(int most)
    {
        var begun = Begun();
        var ready = begun.Where(subject => !_aside.ContainsKey(subject.Id)).Take(most).ToList();
        if (ready.Count > 0 || begun.Count == 0)
            return ready;
        var damage = _aside[begun[0].Id];
        _aside.Clear();
        throw damage;
    }

    /// <summary>
    /// And whoever else waits in one of their buckets: after a restore their keys may be destroyed already, and nobody could
    /// give them the new tag with which they would stay in it.
    /// </summary>
    private List<Subject> WithNeighbours(List<Subject> people)
    {
        var waiting = Begun().Where(subject => !_aside.ContainsKey(subject.Id)).ToDictionary(subject => subject.Id);
        var all = new List<Subject>(people);
        people.ForEach(one => waiting.Remove(one.Id));
        for (var i = 0; i < all.Count && waiting.Count > 0; i++)
        {
            foreach (var member in database.Read(session =>
                Erasures.BucketsOf(session, all[i].Id).SelectMany(bucket => Erasures.MembersOf(session, bucket)).ToList()))
            {
                if (waiting.Remove(member.Subject, out var neighbour))
                    all.Add(neighbour);
            }
        }
        return all;
    }

    private async Task RollAsync(List<Subject> chosen, CancellationToken cancel)
    {
        await vault.RequireEscrowsAsync(cancel);
        var people = WithNeighbours(chosen);
        foreach (var conversation in people.SelectMany(one => database.Read(session => ErasedMessages.Long(session, one.Id))))
            await ThinAsync(conversation, cancel);
        HashSet<SubjectId> leaving = [.. people.Select(subject => subject.Id)];
        var buckets = database.Read(session => people.SelectMany(one => Erasures.BucketsOf(session, one.Id)).ToHashSet());
        var moves = new List<BucketMove>();
        foreach (var bucket in buckets)
            moves.Add(await MoveAsync(bucket, leaving, cancel));
        long[] destroyed = [.. people.Select(subject => subject.Slot), .. moves.Select(move => move.From.Slot)];
        await vault.RollAsync(
            destroyed,
            (transaction, roll, from, to) =>
                Erasures.Complete(transaction, [.. leaving], roll, from, to, moves, ErasureRecords.Erased),
            cancel);
        Rolled(people.Count, vault.Epoch);
    }

    private async Task ThinAsync(ConversationId conversation, CancellationToken cancel)
    {
        while (await database.CommitAsync(transaction => ErasedMessages.DeleteOldest(transaction, conversation)) > 0)
            cancel.ThrowIfCancellationRequested();
    }

    /// <summary>After a restore: a bucket whose pepper is destroyed gets a new one, and everybody in it a new tag.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> MendBucketsAsync(CancellationToken cancel)
    {
        var mended = 0;
        foreach (var bucket in database.Read(Restores.Buckets))
        {
            try
            {
                (await vault.OpenAsync(bucket.Slot, cancel)).Dispose();
            }
            catch (FencedException)
            {
                var move = await MoveAsync(bucket, [], cancel);
                await database.CommitAsync(transaction => Erasures.Move(transaction, move));
                mended++;
            }
        }
        return mended;
    }

    /// <summary>A new pepper for the bucket, so that an old backup does not even confirm who was in it.</summary>
    private async Task<BucketMove> MoveAsync(Bucket bucket, HashSet<SubjectId> leaving, CancellationToken cancel)
    {
        var to = bucket with { Slot = await vault.TakeSlotAsync(cancel), Epoch = bucket.Epoch + 1 };
        using var key = await vault.OpenAsync(to.Slot, cancel);
        using var pepper = key.Key.Pepper();
        var retagged = new List<(Tag, Tag)>();
        foreach (var row in database.Read(session => Erasures.MembersOf(session, bucket)).Where(row => !leaving.Contains(row.Subject)))
            retagged.Add((row.Tag, await RetagAsync(row, pepper, cancel)));
        return new BucketMove(bucket, to, retagged);
    }

    private async Task<Tag> RetagAsync(IdentifierRow row, MacKey pepper, CancellationToken cancel)
    {
        using var key = await vault.OpenAsync(row.Slot, cancel);
        using var content = key.Key.Open(row.Sealed, Identifier.Context(row.Row, row.Subject));
        var kind = (IdentifierKind)content.Utf8[0];
        return Identifier.TagOf(pepper, kind, content.Utf8[1..], row.Subject);
    }

    /// <summary>The old root, wherever it is still.</summary>
    private async Task DestroyAsync(CancellationToken cancel)
    {
        if (!Open(ErasureState.Rolled).Any())
            return;
        var epoch = await vault.DestroyOldRootsAsync(cancel);
        var people = await database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch));
        for (var i = 0; i < people; i++)
            Instruments.Erasures.Add(ErasureStep.KeyDestroyed);
        Note();
    }

    /// <summary>
    /// Only when no node can hold an opened page any more is an erasure certain: counted from when this node saw that it
    /// was destroyed, since the nodes' clocks may differ.
    /// </summary>
    private async Task CertifyAsync(CancellationToken cancel)
    {
        Note();
        // What it is worth in a place that was not reached since the start cannot be stated yet.
        if (!vault.AreEscrowsKnown)
            return;
        foreach (var row in Open(ErasureState.Destroyed).ToList())
        {
            if (!_destroyed.TryGetValue(row.Subject, out var since) || clock.GetElapsedTime(since) < OpenPages.Lifetime)
                continue;
            cancel.ThrowIfCancellationRequested();
            vault.Forget();
            await TryCertifyAsync(row);
        }
    }

    private async Task TryCertifyAsync(ErasureRow row)
    {
        try
        {
            var statement = ErasureCertificate.Statement(row, vault);
            await database.CommitAsync(transaction =>
                ErasureSteps.Certify(transaction, row, statement, ErasureRecords.Certified(row.Subject)));
            Instruments.Erasures.Add(ErasureStep.Certified);
        }
        catch (FencedException)
        {
            // Another node has.
        }
    }

    /// <summary>Notes who is destroyed and not yet certified, and forgets the others.</summary>
    private void Note()
    {
        HashSet<SubjectId> waiting = [.. Open(ErasureState.Destroyed).Select(row => row.Subject)];
        foreach (var gone in _destroyed.Keys.Where(id => !waiting.Contains(id)).ToList())
            _destroyed.Remove(gone);
        foreach (var id in waiting)
            _destroyed.TryAdd(id, clock.GetTimestamp());
    }

    private IEnumerable<ErasureRow> Open(ErasureState state) =>
        database.Read(ErasureSteps.Open).Where(row => row.State == state);

    public void Dispose() => _one.Dispose();

    [LoggerMessage(60, LogLevel.Information, "The keys of {People} people are out of the key tree; it is at epoch {Epoch}.")]
    private partial void Rolled(int people, int epoch);

    [LoggerMessage(240, LogLevel.Error, "Not every erasure that was begun could be finished at the start ({Failure}); it is tried again.")]
    private partial void Left(string failure);
}
