using System.Text;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Ledger.Witnessing;

namespace Fuzz;

/// <summary>
/// What strangers send or hand over of a ledger: checkpoints, cosignatures, submissions to a witness, receipts, bundles,
/// policies, entries, summaries. Nothing is thrown; what is accepted would be written the same way; only what was signed opens; and a witness
/// that is shown anything keeps to one history. Input: which of them ‖ its bytes.
/// </summary>
public sealed class LedgerTarget : IFuzzTarget
{
    private static readonly NoteSigner s_log = new("example.com/ledger", new byte[32]);
    private static readonly NoteVerifier s_key = NoteVerifier.Parse(s_log.VerifierKey);
    private static readonly Cosigner s_witness = new("w", CosignatureAlgorithm.Ed25519, new byte[32]);
    private static readonly CosignatureVerifier s_witnessKey = CosignatureVerifier.Parse(s_witness.VerifierKey);
    private static readonly MerkleHash[] s_roots = [Rfc6962.EmptyRoot, Leaf(0), Rfc6962.NodeHash(Leaf(0), Leaf(1))];
    private static readonly byte[] s_note = Note(2);
    private static readonly byte[] s_text = s_note[..(s_note.AsSpan().LastIndexOf("\n\n"u8) + 1)];
    private static readonly byte[] s_cosigned = [.. s_note, .. s_witness.Cosign(s_text, DateTimeOffset.UnixEpoch.AddYears(50))];
    private static readonly string s_policy =
        $"log {s_log.VerifierKey}\nwitness w {s_witness.VerifierKey} https://w.example.com\ngroup g any w\nquorum g\n";

    private static readonly LedgerEntry s_entry = new()
    {
        Action = "message.accept", Actor = "service:intake", At = LedgerHour.Of(DateTimeOffset.UnixEpoch), Sealed = new byte[9],
        Subject = new Guid(1, 2, 3, new byte[8]), Object = "message:1",
    };

    public string Name => "ledger";

    public IReadOnlyList<byte[]> Corpus { get; } =
    [
        [0, .. s_note], [0, .. s_cosigned],
        [1, .. AddCheckpoint.Of(0, [], s_note).ToUtf8()], [1, .. AddCheckpoint.Of(1, [Leaf(1)], s_cosigned).ToUtf8()],
        [2, .. new InclusionReceipt(1, [Leaf(0)], s_note) { Extra = new byte[3] }.ToUtf8()],
        [3, .. EntryBundle.Encode([new byte[3], Array.Empty<byte>()])],
        [4, .. Encoding.UTF8.GetBytes(s_policy)],
        [6, .. s_entry.ToCanonicalJson()], [7, .. BundleSummary.Of([s_entry.ToCanonicalJson()]).ToUtf8()],
        [5, .. Encoding.UTF8.GetBytes(s_witness.VerifierKey)], [5, .. Encoding.UTF8.GetBytes(s_log.VerifierKey)],
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. "— |old |index |extra |log |witness |group |quorum none|all |any |example.com/ledger|9223372036854775807|\n\n|+|="
            .Split('|').Select(Encoding.UTF8.GetBytes),
    ];

    public void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        var bytes = input.AsMemory(1);
        switch (input[0] % 8)
        {
            case 0:
                Open(bytes);
                break;
            case 1:
                Submit(bytes);
                break;
            case 2:
                Unless(!InclusionReceipt.TryParse(bytes, out var receipt) || Same(receipt.ToUtf8(), bytes));
                Unless(receipt?.Verify(s_key, Leaf(1), out var head) is not true || Same(head!.ToNoteText(), s_text));
                break;
            case 3:
                Unless(!EntryBundle.TryDecode(bytes, 2, out var entries) || Same(EntryBundle.Encode(entries), bytes));
                break;
            case 4:
                if (WitnessPolicy.TryParse(bytes.Span, out var policy))
                    FindingException.Unless(
                        policy.IsQuorum(_ => true) && policy.Check(s_note, s_key).Cosignatures.Count == policy.Witnesses.Count,
                        "All witnesses together are no quorum.");
                break;
            case 6:
                Unless(!LedgerEntry.TryParse(bytes.Span, out var entry) || Same(entry.ToCanonicalJson(), bytes));
                break;
            case 7:
                Unless(!BundleSummary.TryParse(bytes.Span, out var summary) || Same(summary.ToUtf8(), bytes));
                break;
            default:
                var text = Encoding.Latin1.GetString(bytes.Span);
                Unless(!NoteVerifier.TryParse(text, out var log) || log.ToString() == text);
                Unless(!CosignatureVerifier.TryParse(text, out var witness) || witness.ToString() == text);
                break;
        }
    }

    private static void Open(ReadOnlyMemory<byte> note)
    {
        FindingException.Unless(
            !s_key.TryOpen(note, out var opened) || Same(opened.ToNoteText(), s_text), "A checkpoint opened that nobody signed.");
        FindingException.Unless(
            s_witnessKey.Find(note).State != CosignatureState.Good || note.Span.StartsWith(s_text),
            "A cosignature verified that nobody made.");
    }

    private static void Submit(ReadOnlyMemory<byte> body)
    {
        if (!AddCheckpoint.TryParse(body, out var request))
            return;
        Unless(Same(request.ToUtf8(), body));
        for (var size = 0; size < s_roots.Length; size++)
        {
            var log = new WitnessedLog([s_key], new("example.com/ledger", size, s_roots[size]));
            FindingException.Unless(
                log.Decide(request) is not WitnessDecision.Cosign cosign
                    || (cosign.Checkpoint.Size == 2 && Same(cosign.Text.ToArray(), s_text)),
                "A witness would cosign what the log did not sign.");
        }
    }

    private static void Unless(bool holds) => FindingException.Unless(holds, "What was accepted would be written otherwise.");

    private static bool Same(byte[] written, ReadOnlyMemory<byte> read) => read.Span.SequenceEqual(written);

    private static MerkleHash Leaf(byte entry) => Rfc6962.LeafHash([entry]);

    private static byte[] Note(int size) => s_log.SignCheckpoint(new(s_log.Name, size, s_roots[size]));
}
