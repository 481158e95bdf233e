using System.Text;

namespace Hermetic.Ledger.Tests;

/// <summary>One file that somebody can verify who has nothing but the log's key.</summary>
public sealed class ProvenEntryTests
{
    private static readonly NoteSigner Signer = new("example.com/ledger", Export.Seed);

    internal static string VerifierKey => Signer.VerifierKey;

    [Fact]
    public void The_file_carries_the_entry_and_the_key_and_verifies()
    {
        var (file, log, entry) = Make();
        Assert.True(ProvenEntry.TryParse(file, out var read));
        Assert.Equal(entry, read.Entry.ToArray());
        Assert.Equal(VerifierKey, read.VerifierKey);
        Assert.True(read.Verify(log, out var checkpoint));
        Assert.Equal(3, checkpoint.Size);
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra ", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_entry_another_key_and_another_log_are_refused()
    {
        var (_, log, _) = Make();
        Assert.True(ProvenEntry.TryParse(Make("another"u8.ToArray()).File, out var exchanged));
        Assert.False(exchanged.Verify(log, out _));
        using var other = new NoteSigner("example.com/ledger", new byte[32]);
        Assert.True(ProvenEntry.TryParse(Make().File, out var read));
        Assert.False(read.Verify(NoteVerifier.Parse(other.VerifierKey), out var checkpoint));
        Assert.Null(checkpoint);
    }

    [Fact]
    public void No_flipped_bit_and_no_cut_verifies_as_something_else()
    {
        var (file, log, entry) = Make();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(!Verifies(damaged, log, out var other) || other.AsSpan().SequenceEqual(entry), $"bit {bit}");
        }
        for (var length = 0; length < file.Length; length++)
            Assert.False(Verifies(file[..length], log, out _), $"length {length}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("entry")]
    [InlineData("entry\n")]
    [InlineData("entry\n\n")]
    [InlineData("\nkey\n")]
    [InlineData("entry\nkey")]
    [InlineData("entry\nkey\nmore\n")]
    [InlineData("entry\nke y\n")]
    public void Extra_data_of_another_form_is_no_such_file(string extra)
    {
        var receipt = new InclusionReceipt(0, [], "note\n"u8.ToArray()) { Extra = Encoding.UTF8.GetBytes(extra) };
        Assert.False(ProvenEntry.TryParse(receipt.ToUtf8(), out _));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read() =>
        Assert.False(ProvenEntry.TryParse(new byte[ProvenEntry.LargestFile + 1], out _));

    /// <summary>The certificate as entry 1 of a log of three; or its proof with another entry in it.</summary>
    internal static (byte[] File, NoteVerifier Log, byte[] Entry) Make(byte[]? instead = null)
    {
        var entry = ErasureStatementTests.Entry.ToCanonicalJson();
        var (first, middle, last) = (Rfc6962.LeafHash("0"u8), Rfc6962.LeafHash(entry), Rfc6962.LeafHash("2"u8));
        var root = Rfc6962.NodeHash(Rfc6962.NodeHash(first, middle), last);
        var note = Signer.SignCheckpoint(new Checkpoint(Signer.Name, 3, root));
        var receipt = new InclusionReceipt(1, [first, last], note) { Extra = ProvenEntry.Extra(instead ?? entry, VerifierKey) };
        return (receipt.ToUtf8(), NoteVerifier.Parse(VerifierKey), entry);
    }

    private static bool Verifies(byte[] file, NoteVerifier log, out byte[] entry)
    {
        var verifies = ProvenEntry.TryParse(file, out var read) && read.Verify(log, out _);
        entry = verifies ? read!.Entry.ToArray() : [];
        return verifies;
    }
}
