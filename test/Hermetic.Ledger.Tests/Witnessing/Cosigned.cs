using System.Text;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

/// <summary>A log, two witnesses and their keys, always the same.</summary>
internal static class Cosigned
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static readonly NoteSigner Log = new("example.com/ledger", Export.Seed);

    public static readonly NoteVerifier LogKey = NoteVerifier.Parse(Log.VerifierKey);

    public static Cosigner Ed25519(byte seed = 1) =>
        new($"witness.example.com/w{seed}", CosignatureAlgorithm.Ed25519, Seed(seed));

    public static Cosigner MLDsa44(byte seed = 1) =>
        new($"witness.example.com/w{seed}", CosignatureAlgorithm.MLDsa44, Seed(seed));

    public static Cosigner Of(CosignatureAlgorithm algorithm, byte seed = 1) =>
        algorithm == CosignatureAlgorithm.Ed25519 ? Ed25519(seed) : MLDsa44(seed);

    public static CosignatureVerifier Key(this Cosigner cosigner) => CosignatureVerifier.Parse(cosigner.VerifierKey);

    public static byte[] Note(long size, MerkleHash root) => Log.SignCheckpoint(new(Log.Name, size, root));

    public static byte[] With(this byte[] note, Cosigner cosigner, DateTimeOffset? at = null) =>
        [.. note, .. cosigner.Cosign(TextOf(note), at ?? Noon)];

    public static byte[] TextOf(byte[] note) => note[..(note.AsSpan().LastIndexOf("\n\n"u8) + 1)];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Seed(byte first) => [.. Enumerable.Range(first, 32).Select(value => (byte)value)];
}
