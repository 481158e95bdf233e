using CsCheck;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

/// <summary>The rules of C2SP tlog-witness, one by one, and what has to hold whatever is submitted.</summary>
public sealed class WitnessedLogTests
{
    private static readonly WitnessedLog Fresh = WitnessedLog.New(Cosigned.LogKey);

    [Fact]
    public async Task A_log_that_only_grows_is_cosigned_each_time()
    {
        var tiles = await MemoryTiles.OfSizeAsync(0);
        var log = Fresh;
        foreach (var size in new long[] { 1, 2, 3, 255, 256, 257, 600 })
        {
            var old = tiles.Size;
            await tiles.AppendAsync(MemoryTiles.Entries(old, size));
            var decision = Assert.IsType<WitnessDecision.Cosign>(log.Decide(await RequestAsync(tiles, old)));
            Assert.Equal(new Checkpoint(Cosigned.Log.Name, size, tiles.Root), decision.Checkpoint);
            Assert.Equal(decision.Checkpoint.ToNoteText(), decision.Text.ToArray());
            log = log with { Latest = decision.Checkpoint };
        }
        Assert.Equal(600, log.Latest.Size);
    }

    [Fact]
    public async Task The_same_checkpoint_is_cosigned_again()
    {
        var (log, tiles) = await AtAsync(5);
        Assert.Equal(200, log.Decide(AddCheckpoint.Of(5, [], Note(tiles))).Status);
    }

    [Fact]
    public async Task A_first_checkpoint_of_any_size_is_cosigned_without_a_proof_and_not_with_one()
    {
        var tiles = await MemoryTiles.OfSizeAsync(77);
        Assert.Equal(200, Fresh.Decide(AddCheckpoint.Of(0, [], Note(tiles))).Status);
        Assert.Equal(422, Fresh.Decide(AddCheckpoint.Of(0, [tiles.Root], Note(tiles))).Status);
        Assert.Equal(200, Fresh.Decide(AddCheckpoint.Of(0, [], Cosigned.Note(0, Rfc6962.EmptyRoot))).Status);
    }

    [Fact]
    public async Task Another_key_is_403_whatever_else_is_wrong_and_a_cosignature_is_no_signature_of_the_log()
    {
        var (log, tiles) = await AtAsync(5);
        using var other = new NoteSigner(Cosigned.Log.Name, new byte[32]);
        using var witness = Cosigned.Ed25519();
        var forged = other.SignCheckpoint(new(other.Name, 9, tiles.Root));
        Assert.Equal(403, log.Decide(AddCheckpoint.Of(5, [], forged)).Status);
        Assert.Equal(403, log.Decide(AddCheckpoint.Of(100, [], forged)).Status);
        var unsigned = Cosigned.TextOf(forged).Concat("\n"u8.ToArray()).Concat(
            witness.Cosign(Cosigned.TextOf(forged), Cosigned.Noon)).ToArray();
        Assert.Equal(403, log.Decide(AddCheckpoint.Of(5, [], unsigned)).Status);
    }

    [Fact]
    public async Task A_second_trusted_key_of_the_log_is_as_good_and_unknown_signatures_are_ignored()
    {
        var (log, tiles) = await AtAsync(5);
        using var next = new NoteSigner(Cosigned.Log.Name, new byte[32]);
        var note = next.SignCheckpoint(new(next.Name, 5, tiles.Root));
        Assert.Equal(403, log.Decide(AddCheckpoint.Of(5, [], note)).Status);
        var both = log with { Keys = [Cosigned.LogKey, NoteVerifier.Parse(next.VerifierKey)] };
        Assert.Equal(200, both.Decide(AddCheckpoint.Of(5, [], note)).Status);
        var mixed = Note(tiles).Concat(note[Cosigned.TextOf(note).Length..][1..]).ToArray();
        Assert.Equal(200, log.Decide(AddCheckpoint.Of(5, [], mixed)).Status);
    }

    [Fact]
    public async Task An_old_size_above_the_new_one_is_400()
    {
        var (log, tiles) = await AtAsync(5);
        Assert.Equal(400, log.Decide(AddCheckpoint.Of(6, [], Note(tiles))).Status);
    }

    [Theory]
    [InlineData(0), InlineData(4), InlineData(6), InlineData(8)]
    public async Task Another_old_size_is_409_with_the_size_that_was_cosigned(long old)
    {
        var (log, tiles) = await AtAsync(5);
        await tiles.AppendAsync(MemoryTiles.Entries(5, 8));
        var decision = log.Decide(await RequestAsync(tiles, old));
        Assert.Equal(new WitnessDecision.Conflict(5, IsFork: false), decision);
        Assert.Equal(409, decision.Status);
    }

    [Fact]
    public async Task A_smaller_checkpoint_is_never_cosigned_again()
    {
        var (log, tiles) = await AtAsync(5);
        await tiles.AppendAsync(MemoryTiles.Entries(5, 8));
        log = log with { Latest = new(Cosigned.Log.Name, 8, tiles.Root) };
        var earlier = await MemoryTiles.OfSizeAsync(5);
        foreach (var old in new long[] { 0, 3, 5 })
            Assert.Equal(409, log.Decide(AddCheckpoint.Of(old, [], Note(earlier))).Status);
    }

    [Theory]
    [InlineData(5), InlineData(0), InlineData(3)]
    public async Task Another_root_for_the_size_that_was_cosigned_is_a_fork_whatever_old_size_is_named(long old)
    {
        var (log, _) = await AtAsync(5);
        var decision = log.Decide(AddCheckpoint.Of(old, [], Cosigned.Note(5, Rfc6962.EmptyRoot)));
        Assert.Equal(new WitnessDecision.Conflict(5, IsFork: true), decision);
    }

    [Fact]
    public void A_root_of_nothing_that_is_not_the_empty_root_is_409_and_convicts_nobody() =>
        Assert.Equal(
            new WitnessDecision.Conflict(0, IsFork: false),
            Fresh.Decide(AddCheckpoint.Of(0, [], Cosigned.Note(0, Rfc6962.LeafHash([])))));

    [Fact]
    public async Task A_proof_that_is_missing_damaged_too_short_or_too_long_is_422()
    {
        var (log, tiles) = await AtAsync(5);
        await tiles.AppendAsync(MemoryTiles.Entries(5, 8));
        var good = await tiles.Log.ConsistencyProofAsync(5, 8, CancellationToken.None);
        Assert.Equal(200, log.Decide(AddCheckpoint.Of(5, good, Note(tiles))).Status);
        List<IReadOnlyList<MerkleHash>> bad =
        [
            [], [.. good.Skip(1)], [.. good.SkipLast(1)], [.. good, tiles.Root], [.. good.Reverse()],
            [Rfc6962.EmptyRoot, .. good.Skip(1)],
        ];
        Assert.All(bad, proof => Assert.Equal(422, log.Decide(AddCheckpoint.Of(5, proof, Note(tiles))).Status));
        Assert.Equal(422, (log with { Latest = new(Cosigned.Log.Name, 8, tiles.Root) })
            .Decide(AddCheckpoint.Of(8, [tiles.Root], Note(tiles))).Status);
    }

    [Fact]
    public async Task A_history_that_was_rewritten_is_422_whatever_proof_comes_with_it()
    {
        var (log, _) = await AtAsync(5);
        var rewritten = await MemoryTiles.OfSizeAsync(0);
        await rewritten.AppendAsync([.. MemoryTiles.Entries(100, 108)]);
        var proof = await rewritten.Log.ConsistencyProofAsync(5, 8, CancellationToken.None);
        Assert.Equal(422, log.Decide(AddCheckpoint.Of(5, proof, Note(rewritten))).Status);
    }

    /// <summary>
    /// Two histories, submitted at random with proofs from anywhere: what is cosigned is one history, and only grows.
    /// </summary>
    [Fact]
    public async Task Whatever_is_submitted_no_size_has_two_roots_and_nothing_goes_back()
    {
        const int most = 40;
        var honest = await HistoryAsync(from: 0, most);
        var forged = await HistoryAsync(from: 20, most);
        Gen.Select(Gen.Bool, Gen.Int[1, most], Gen.Int[0, most], Gen.Bool).Array[1, 30].Sample(steps =>
        {
            var (log, roots) = (Fresh, new Dictionary<long, MerkleHash>());
            foreach (var (lies, size, named, knows) in steps)
            {
                var history = lies ? forged : honest;
                var old = knows ? (int)log.Latest.Size : named;
                var request = AddCheckpoint.Of(
                    old, old > 0 && old < size ? history.Proofs[old, size]! : [], Cosigned.Note(size, history.Roots[size]));
                if (log.Decide(request) is not WitnessDecision.Cosign cosign)
                    continue;
                if (cosign.Checkpoint.Size < log.Latest.Size
                    || (roots.TryGetValue(size, out var root) && root != cosign.Checkpoint.Root))
                    return false;
                roots[size] = cosign.Checkpoint.Root;
                log = log with { Latest = cosign.Checkpoint };
            }
            // All of it is one of the two histories.
            return roots.All(one => one.Value == honest.Roots[one.Key]) || roots.All(one => one.Value == forged.Roots[one.Key]);
        }, iter: 2000);
    }

    private static async Task<(MerkleHash[] Roots, IReadOnlyList<MerkleHash>?[,] Proofs)> HistoryAsync(int from, int most)
    {
        var (tiles, roots) = (await MemoryTiles.OfSizeAsync(0), new MerkleHash[most + 1]);
        var proofs = new IReadOnlyList<MerkleHash>?[most + 1, most + 1];
        for (var size = 1; size <= most; size++)
        {
            // The histories are the same up to the seventh entry.
            await tiles.AppendAsync(MemoryTiles.Entries(size > 7 ? from + size : size, (size > 7 ? from + size : size) + 1));
            roots[size] = tiles.Root;
            for (var old = 1; old < size; old++)
                proofs[old, size] = await tiles.Log.ConsistencyProofAsync(old, size, CancellationToken.None);
        }
        return (roots, proofs);
    }

    private static async Task<(WitnessedLog Log, MemoryTiles Tiles)> AtAsync(long size)
    {
        var tiles = await MemoryTiles.OfSizeAsync(size);
        return (Fresh with { Latest = new(Cosigned.Log.Name, size, tiles.Root) }, tiles);
    }

    private static byte[] Note(MemoryTiles tiles) => Cosigned.Note(tiles.Size, tiles.Root);

    private static async Task<AddCheckpoint> RequestAsync(MemoryTiles tiles, long old) => AddCheckpoint.Of(
        old, old == 0 || old == tiles.Size ? [] : await tiles.Log.ConsistencyProofAsync(old, tiles.Size, CancellationToken.None),
        Note(tiles));
}
