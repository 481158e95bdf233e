using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

// People: which bucket somebody is in, and so under which pepper their tag is, follows from the blind-index key.
internal sealed partial class Retagging
{
    /// <summary>Peppers of one roll of the key tree.</summary>
    private const int Peppers = 1024;

    /// <summary>Another node may roll the tree at the same moment, for these or for an erasure.</summary>
    private const int Tries = 8;

    private async Task<int> MovePeopleAsync(int active, CancellationToken cancel)
    {
        var under = vault.Ring.NumberTag(phoneNumberId.Span).Active;
        while (database.Read(session => TaggedRows.Identifiers(session, active, _identifier, Batch)) is { Count: > 0 } rows)
        {
            var buckets = new Dictionary<int, Bucket>();
            var moves = new List<(IdentifierRow Row, Bucket Bucket, Tag Tag, int From)>();
            foreach (var row in rows)
            {
                if (await RetagAsync(row.Row, buckets, cancel) is var (bucket, tag))
                    moves.Add((row.Row, bucket, tag, row.Version));
            }
            var moved = await database.CommitAsync(transaction =>
            {
                TaggedRows.Require(transaction, under);
                return moves.Count(move => TaggedRows.Move(transaction, move.From, move.Row, move.Bucket, move.Tag));
            });
            _identifier = rows[^1].Row.Tag;
            if (moved > 0)
                return moved;
        }
        return 0;
    }

    /// <summary>Null for what does not open.</summary>
    private async ValueTask<(Bucket Bucket, Tag Tag)?> RetagAsync(
        IdentifierRow row, Dictionary<int, Bucket> buckets, CancellationToken cancel)
    {
        using var content = await OpenAsync(row.Slot, row.Sealed, Identifier.Context(row.Row, row.Subject), cancel);
        if (content is null)
            return null;
        var kind = (IdentifierKind)content.Memory.Span[0];
        var value = content.Memory[1..];
        var number = vault.Ring.BlindIndex.Bucket(Identifier.PurposeOf(kind), value.Span);
        try
        {
            var bucket = await BucketAsync(number, buckets, cancel);
            using var key = await vault.OpenAsync(bucket.Slot, cancel);
            using var pepper = key.Key.Pepper();
            return (bucket, Identifier.TagOf(pepper, kind, value.Span, row.Subject));
        }
        catch (Exception closed) when (IsClosed(closed))
        {
            return null;
        }
    }

    private async ValueTask<Bucket> BucketAsync(int number, Dictionary<int, Bucket> met, CancellationToken cancel)
    {
        if (met.TryGetValue(number, out var known))
            return known;
        return met[number] = database.Read(session => Subjects.FindBuckets(session, number, number)) is [{ } bucket]
            ? bucket
            : new Bucket(number, await vault.TakeSlotAsync(cancel), Epoch: 1);
    }

    /// <summary>
    /// The peppers of buckets in which nobody is any more: whoever is erased from here on is not to be confirmed by one of
    /// them in an old copy of the database either.
    /// </summary>
    private async Task DestroyPeppersAsync(int active, CancellationToken cancel)
    {
        var attempt = 0;
        while (database.Read(session => TaggedRows.EmptyBuckets(session, active, Peppers)) is { Count: > 0 } buckets)
        {
            try
            {
                await vault.RequireEscrowsAsync(cancel);
                await vault.RollAsync(
                    [.. buckets.Select(bucket => bucket.Slot)],
                    (transaction, roll, from, to) => TaggedRows.DestroyBuckets(transaction, buckets, roll, from, to), cancel);
            }
            catch (FencedException) when (++attempt < Tries)
            {
                // What is left is read again.
            }
        }
    }
}
