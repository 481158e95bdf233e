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
        Mutations(new Checkpoint("example.com/ledger", 12, Rfc6962.EmptyRoot).ToNoteText()).Sample(text =>
            !Checkpoint.TryParse(text, out var read) || text.AsSpan().StartsWith(read.ToNoteText()), iter: 20_000);

    [Fact]
    public void A_note_that_opens_is_the_one_that_was_signed() =>
        Mutations(Note).Sample(note =>
            !NoteVerifier.Parse(Signer.VerifierKey).TryOpenText(note, out var text) || Note.AsSpan().StartsWith(text.Span),
            iter: 20_000);

    [Fact]
    public void A_receipt_that_is_accepted_is_written_the_same_way() =>
        Mutations((new InclusionReceipt(3, [Rfc6962.EmptyRoot], Note) { Extra = new byte[3] }).ToUtf8()).Sample(file =>
            !InclusionReceipt.TryParse(file, out var read) || read.ToUtf8().AsSpan().SequenceEqual(file),
            iter: 20_000);

    [Fact]
    public void A_bundle_that_is_accepted_is_written_the_same_way() =>
        Mutations(EntryBundle.Encode([new byte[3], Array.Empty<byte>(), new byte[5]])).Sample(bundle =>
            !EntryBundle.TryDecode(bundle, 3, out var entries) || EntryBundle.Encode(entries).AsSpan().SequenceEqual(bundle),
            iter: 20_000);

    [Fact]
    public void An_entry_that_is_accepted_is_written_the_same_way()
    {
        var json = """{"action":"a","actor":"b","at":"2026-11-22T19Z","object":"\n","sealed":"AQH/","v":1}"""u8.ToArray();
        Mutations(json).Sample(bytes =>
            !LedgerEntry.TryParse(bytes, out var entry) || entry.ToCanonicalJson().AsSpan().SequenceEqual(bytes), iter: 20_000);
    }

    [Fact]
    public void A_path_that_is_accepted_is_written_the_same_way() =>
        Mutations("tile/0/x001/067.p/8"u8.ToArray()).Sample(bytes =>
        {
            var text = string.Concat(bytes.Select(b => (char)b));
            return !TilePath.TryParse(text, out var path) || path.ToString() == text;
        }, iter: 20_000);

    private static Gen<byte[]> Mutations(byte[] valid) =>
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[0, 3].Select(edits =>
        {
            var bytes = valid.ToList();
            foreach (var (at, value, kind) in edits.Where(edit => edit.Item1 < bytes.Count))
            {
                if (kind == 0)
                    bytes.Insert(at, value);
                else if (kind == 1)
                    bytes.RemoveAt(at);
                else if (kind == 2)
                    bytes[at] = value;
                else
                    bytes[at] ^= (byte)(1 << (value % 8));
            }
            return bytes.ToArray();
        });
}
