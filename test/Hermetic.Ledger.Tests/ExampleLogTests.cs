using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

/// <summary>
/// The log of three entries in <c>test/vectors/ledger/example</c>, written by another program in another
/// language. It freezes the format of docs/formats/ledger.md: a change that alters one byte of it breaks logs
/// in the field.
/// </summary>
public sealed class ExampleLogTests
{
    private static readonly string Example = Repository.Vector("ledger/example");
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task The_example_verifies()
    {
        var folder = new TileFolder(Example);
        var vkey = await folder.ReadVerifierKeyAsync(Never);
        var report = await LogVerifier.VerifyAsync(folder, vkey!, progress: null, Never);
        Assert.True(report.Ok, report.Failure?.Sentence);
        Assert.Equal(("example.com/ledger", 3L), (report.Origin, report.Size));
    }

    [Fact]
    public async Task Exporting_the_same_entries_under_the_same_key_gives_the_same_bytes()
    {
        using var export = await Export.OfSizeAsync(0);
        foreach (var entry in await EntriesAsync())
            await export.Tiles.AppendAsync([entry.ToCanonicalJson()]);
        await export.WriteAsync();
        Assert.Equal(4, export.Files().Count);
        foreach (var file in export.Files())
        {
            var expected = await File.ReadAllBytesAsync(Path.Combine(Example, file));
            Assert.Equal(expected, await File.ReadAllBytesAsync(export.At(file)));
        }
    }

    [Fact]
    public async Task The_entries_read_as_what_they_say()
    {
        var entries = await EntriesAsync();
        Assert.Equal(["message.received", "service.started", "log.continued"], entries.Select(entry => entry.Action));
        Assert.Equal([1, 1, 0xFF], entries[0].Sealed.ToArray());
        Assert.Equal((null, null), (entries[1].Subject, entries[1].Object));
        Assert.Equal("example.com/ledger\n2\n", entries[2].Object);
    }

    [Fact]
    public async Task The_receipt_of_entry_1_is_the_one_beside_the_example()
    {
        var file = await File.ReadAllBytesAsync(Repository.Vector("ledger/example-1.tlog-proof"));
        var folder = new TileFolder(Example);
        var proof = await new MerkleLog(folder).InclusionProofAsync(1, 3, Never);
        Assert.Equal(file, new InclusionReceipt(1, proof, (await folder.ReadCheckpointAsync(Never))!.Value).ToUtf8());

        Assert.True(InclusionReceipt.TryParse(file, out var receipt));
        var log = NoteVerifier.Parse((await folder.ReadVerifierKeyAsync(Never))!);
        Assert.True(receipt.Verify(log, (await EntriesAsync())[1].ToCanonicalJson(), out _));
    }

    [Fact]
    public async Task The_documentation_quotes_the_checkpoint_and_the_key()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "formats", "ledger.md"));
        foreach (var file in (string[])["checkpoint", "vkey"])
        {
            var quoted = await File.ReadAllTextAsync(Path.Combine(Example, file));
            Assert.Contains(quoted.TrimEnd(), page, StringComparison.Ordinal);
        }
    }

    private static async Task<List<LedgerEntry>> EntriesAsync()
    {
        var bundle = await new TileFolder(Example).ReadEntriesAsync(0, 3, Never);
        Assert.True(EntryBundle.TryDecode(bundle!.Value, 3, out var bytes));
        var entries = new List<LedgerEntry>();
        foreach (var json in bytes)
        {
            Assert.True(LedgerEntry.TryParse(json.Span, out var entry));
            entries.Add(entry);
        }
        return entries;
    }
}
