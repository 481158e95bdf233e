using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Erases a person whose fence is committed: their key, the peppers of the buckets they were in, and every row, in one
/// roll of the key tree. Resumed at the start when a crash came between fence and roll.
/// </summary>
internal sealed partial class Erasure(Database database, Vault vault, TimeProvider clock, ILogger<Erasure> log)
    : IDisposable
{
    private static readonly Caller _privacy = Caller.Service("privacy", Permission.EraseSubjects);

    /// <summary>A message of somebody else in the same bucket may come between reading and rolling.</summary>
    private const int Tries = 8;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Finishes erasures that a crash or a failure interrupted.</summary>
    /// <param name="only">Whom to finish; null for everybody, at the start, before anything else runs.</param>
    internal async Task ResumeAsync(IReadOnlySet<SubjectId>? only, CancellationToken cancel)
    {
        foreach (var subject in Begun().Where(subject => only is null || only.Contains(subject.Id)))
        {
            if (await CompleteAsync(subject.Id, cancel))
                await CertifyAsync(subject.Id, cancel);
        }
    }

    /// <summary>People who are fenced and not yet erased.</summary>
    internal IReadOnlyList<Subject> Begun() => database.Read(Subjects.Erasing);

    /// <summary>From the fence to the last trace; returns when the old root is destroyed.</summary>
    /// <returns>False when another node was first: it certifies too.</returns>
    internal async Task<bool> CompleteAsync(SubjectId id, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await RepeatAsync(id, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> RepeatAsync(SubjectId id, CancellationToken cancel)
    {
        for (var attempt = 1; database.Read(session => Subjects.Find(session, id)) is { } subject; attempt++)
        {
            try
            {
                await RollAsync(subject, cancel);
                return true;
            }
            catch (FencedException) when (attempt < Tries)
            {
                // Somebody else came into or left one of the buckets, or another node erases them too; read again.
            }
        }
        return false;
    }

    private async Task RollAsync(Subject subject, CancellationToken cancel)
    {
        var moves = new List<BucketMove>();
        foreach (var bucket in database.Read(session => Erasures.BucketsOf(session, subject.Id)))
            moves.Add(await MoveAsync(bucket, subject.Id, cancel));
        long[] destroyed = [subject.Slot, .. moves.Select(move => move.From.Slot)];
        var record = new AccessRecord(
            "subject.erased", _privacy.Actor, Target.Of(subject.Id), Allowed: true);
        await vault.RollAsync(
            destroyed,
            (transaction, roll, from, to) =>
                Erasures.Complete(transaction, subject.Id, roll, from, to, moves, record),
            cancel);
        Instruments.Erasures.Add(ErasureStep.KeyDestroyed);
        Rolled(vault.Epoch);
    }

    /// <summary>A new pepper for the bucket, so that an old backup does not even confirm who was in it.</summary>
    private async Task<BucketMove> MoveAsync(Bucket bucket, SubjectId leaving, CancellationToken cancel)
    {
        var to = bucket with { Slot = await vault.TakeSlotAsync(cancel), Epoch = bucket.Epoch + 1 };
        using var key = await vault.OpenAsync(to.Slot, cancel);
        using var pepper = key.Key.Pepper();
        var retagged = new List<(Tag, Tag)>();
        foreach (var row in database.Read(session => Erasures.MembersOf(session, bucket)).Where(row => row.Subject != leaving))
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

    /// <summary>Only when no node can hold a cached key any more is the erasure certain.</summary>
    internal async Task CertifyAsync(SubjectId id, CancellationToken cancel)
    {
        await Task.Delay(KeyCache.Lifetime, clock, cancel);
        vault.Forget();
        await database.CommitAsync(transaction => LedgerEntries.Append(
            transaction, new AccessRecord("subject.erasure-certified", _privacy.Actor, Target.Of(id), Allowed: true)));
        Instruments.Erasures.Add(ErasureStep.Certified);
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(60, LogLevel.Information, "A person's key was destroyed; the key tree is at epoch {Epoch}.")]
    private partial void Rolled(int epoch);
}
