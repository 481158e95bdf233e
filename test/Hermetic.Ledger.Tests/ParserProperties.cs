using CsCheck;

namespace Hermetic.Ledger.Tests;

/// <summary>
/// Everything that reads bytes of others: whatever it is given, it answers, and what it accepts it would have
/// written the same way. Inputs are valid ones with a few bytes changed, inserted or cut, which reach deeper
/// than noise.
/// </summary>
public sealed class ParserProperties
{
    private static readonly NoteSigner Signer = new("example.com/ledger", Export.Seed);
    private static readonly byte[] Note = Signer.SignCheckpoint(new(Signer.Name, 12, Rfc6962.EmptyRoot));

    [Fact]
    public void A_checkpoint_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of(new Checkpoint("example.com/ledger", 12, Rfc6962.EmptyRoot).ToNoteText()).Sample(text =>
            !Checkpoint.TryParse(text, out var read) || text.AsSpan().StartsWith(read.ToNoteText()), iter: 20_000);

    [Fact]
    public void A_note_that_opens_is_the_one_that_was_signed() =>
        Mutated.Of(Note).Sample(note =>
            !NoteVerifier.Parse(Signer.VerifierKey).TryOpenText(note, out var text) || Note.AsSpan().StartsWith(text.Span),
            iter: 20_000);

    [Fact]
    public void A_receipt_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of((new InclusionReceipt(3, [Rfc6962.EmptyRoot], Note) { Extra = new byte[3] }).ToUtf8()).Sample(file =>
            !InclusionReceipt.TryParse(file, out var read) || read.ToUtf8().AsSpan().SequenceEqual(file),
            iter: 20_000);

    [Fact]
    public void A_bundle_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of(EntryBundle.Encode([new byte[3], Array.Empty<byte>(), new byte[5]])).Sample(bundle =>
            !EntryBundle.TryDecode(bundle, 3, out var entries) || EntryBundle.Encode(entries).AsSpan().SequenceEqual(bundle),
            iter: 20_000);

    [Fact]
    public void An_entry_that_is_accepted_is_written_the_same_way()
    {
        var json = """{"action":"a","actor":"b","at":"2026-11-22T19Z","object":"\n","sealed":"AQH/","v":1}"""u8.ToArray();
        Mutated.Of(json).Sample(bytes =>
            !LedgerEntry.TryParse(bytes, out var entry) || entry.ToCanonicalJson().AsSpan().SequenceEqual(bytes), iter: 20_000);
    }

    [Fact]
    public void A_certificate_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of(ErasureStatementTests.Entry.ToCanonicalJson()).Sample(bytes =>
            !LedgerEntry.TryParse(bytes, out var entry) || entry.ToCanonicalJson().AsSpan().SequenceEqual(bytes), iter: 40_000);

    [Fact]
    public void A_proven_entry_that_verifies_is_the_one_that_was_signed()
    {
        var (file, log, entry) = ProvenEntryTests.Make();
        Mutated.Of(file).Sample(bytes =>
            !ProvenEntry.TryParse(bytes, out var read) || !read.Verify(log, out _) || read.Entry.Span.SequenceEqual(entry),
            iter: 20_000);
    }

    [Fact]
    public void A_path_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of("tile/0/x001/067.p/8"u8.ToArray()).Sample(bytes =>
        {
            var text = string.Concat(bytes.Select(b => (char)b));
            return !TilePath.TryParse(text, out var path) || path.ToString() == text;
        }, iter: 20_000);
}
