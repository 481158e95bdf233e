using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

/// <summary>
/// A log that another implementation wrote (transparency-dev/tessera), at every size from 0 to 15.
/// </summary>
public sealed class TesseraLogTests
{
    private const string VerifierKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Every_checkpoint_opens_and_its_tiles_give_its_root()
    {
        var log = Log();
        for (var size = 0; size <= 15; size++)
            Assert.Equal(Open(log, size).Root, await new MerkleLog(log).RootAsync(size, Never));
    }

    [Fact]
    public async Task Every_entry_and_every_pair_of_sizes_is_proved_from_its_tiles()
    {
        var log = Log();
        for (var size = 1; size <= 15; size++)
        {
            var checkpoint = Open(log, size);
            Assert.True(EntryBundle.TryDecode((await log.ReadEntriesAsync(0, size, Never))!.Value, size, out var entries));
            for (var index = 0; index < size; index++)
            {
                var inclusion = await new MerkleLog(log).InclusionProofAsync(index, size, Never);
                var leaf = Rfc6962.LeafHash(entries[index].Span);
                Assert.True(ProofVerifier.VerifyInclusion(leaf, index, size, inclusion, checkpoint.Root));

                var from = index + 1;
                var consistency = await new MerkleLog(log).ConsistencyProofAsync(from, size, Never);
                Assert.True(ProofVerifier.VerifyConsistency(from, size, Open(log, from).Root, checkpoint.Root, consistency));
            }
        }
    }

    [Fact]
    public async Task Appending_the_same_entries_writes_the_same_tiles_and_bundles()
    {
        var log = Log();
        Assert.True(EntryBundle.TryDecode((await log.ReadEntriesAsync(0, 15, Never))!.Value, 15, out var entries));
        var own = new MemoryTiles();
        foreach (var entry in entries)
        {
            await own.AppendAsync([entry]);
            Assert.Equal(Open(log, (int)own.Size).Root, own.Root);
        }
        foreach (var (file, bytes) in own.Files)
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(log.Path, file)), bytes);
    }

    [Fact]
    public async Task The_whole_log_verifies_once_its_old_checkpoints_are_set_aside()
    {
        var log = Log();
        var copy = Directory.CreateTempSubdirectory("hermetic-tessera-");
        try
        {
            foreach (var file in Directory.GetFiles(log.Path, "*", SearchOption.AllDirectories))
            {
                if (file.Contains("checkpoint.", StringComparison.Ordinal))
                    continue;
                var target = Path.Combine(copy.FullName, Path.GetRelativePath(log.Path, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            var report = await LogVerifier.VerifyAsync(new(copy.FullName), VerifierKey, progress: null, Never);
            Assert.True(report.Ok, report.Failure?.Sentence);
            Assert.Equal(15, report.Size);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static Checkpoint Open(TileFolder log, int size)
    {
        var note = File.ReadAllBytes(Path.Combine(log.Path, $"checkpoint.{size}"));
        Assert.True(NoteVerifier.Parse(VerifierKey).TryOpen(note, out var checkpoint));
        Assert.Equal(size, checkpoint.Size);
        return checkpoint;
    }

    private static TileFolder Log()
    {
        var path = Repository.Fixtures("ledger/tessera-log/testdata/log");
        Assert.SkipWhen(path is null, "The Tessera log is not beside this checkout.");
        return new(path);
    }
}
