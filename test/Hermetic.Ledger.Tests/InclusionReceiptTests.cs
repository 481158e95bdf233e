using System.Text;

namespace Hermetic.Ledger.Tests;

public sealed class InclusionReceiptTests
{
    private const string Hash = "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=";

    [Fact]
    public void A_receipt_is_written_as_tlog_proof_says()
    {
        var receipt = new InclusionReceipt(73_894, [MerkleHash.Parse(Hash), Rfc6962.EmptyRoot], "the note\n"u8.ToArray());
        Assert.Equal(
            $"c2sp.org/tlog-proof@v1\nindex 73894\n{Hash}\n{Rfc6962.EmptyRoot}\n\nthe note\n",
            Encoding.UTF8.GetString(receipt.ToUtf8()));
        Assert.Equal(
            "c2sp.org/tlog-proof@v1\nextra AQI=\nindex 0\n\nthe note\n",
            Encoding.UTF8.GetString((receipt with { Index = 0, Proof = [], Extra = new byte[] { 1, 2 } }).ToUtf8()));
    }

    [Theory]
    [InlineData(1, 0), InlineData(2, 1), InlineData(300, 0), InlineData(300, 255), InlineData(300, 299)]
    public async Task A_receipt_verifies_offline_for_its_entry_and_no_other(long size, long index)
    {
        var (tiles, log, receipt) = await ReceiptAsync(size, index);
        Assert.True(InclusionReceipt.TryParse(receipt.ToUtf8(), out var read));
        Assert.True(read.Verify(log, MemoryTiles.Entry(index).Span, out var checkpoint));
        Assert.Equal(new Checkpoint("example.com/ledger", size, tiles.Root), checkpoint);
        Assert.False(read.Verify(log, MemoryTiles.Entry(index + 1).Span, out checkpoint));
        Assert.Null(checkpoint);
    }

    [Fact]
    public async Task Extra_data_travels_along_and_changes_nothing()
    {
        var (_, log, receipt) = await ReceiptAsync(5, 3);
        Assert.True(InclusionReceipt.TryParse((receipt with { Extra = new byte[] { 9, 8, 7 } }).ToUtf8(), out var read));
        Assert.Equal([9, 8, 7], read.Extra.ToArray());
        Assert.True(read.Verify(log, MemoryTiles.Entry(3).Span, out _));
    }

    [Fact]
    public async Task Every_flipped_bit_and_every_cut_of_a_receipt_is_refused()
    {
        var (_, log, receipt) = await ReceiptAsync(5, 3);
        var file = receipt.ToUtf8();
        var entry = MemoryTiles.Entry(3);
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verifies(damaged), $"Bit {bit} was flipped.");
        }
        for (var length = 0; length < file.Length; length++)
            Assert.False(Verifies(file[..length]), $"Cut to {length} bytes.");

        bool Verifies(byte[] bytes) =>
            InclusionReceipt.TryParse(bytes, out var read) && read.Verify(log, entry.Span, out _);
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\r\nindex 0\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 01\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex  1\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex \n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AQI=\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AQ\nindex 0\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n" + Hash)]
    public void A_malformed_file_is_refused(string file) =>
        Assert.False(InclusionReceipt.TryParse(Encoding.UTF8.GetBytes(file), out _));

    [Fact]
    public void A_proof_longer_than_any_tree_is_high_is_refused()
    {
        static byte[] With(int hashes) => Encoding.UTF8.GetBytes(
            $"c2sp.org/tlog-proof@v1\nindex 0\n{string.Concat(Enumerable.Repeat(Hash + "\n", hashes))}\nnote\n");
        Assert.True(InclusionReceipt.TryParse(With(63), out _));
        Assert.False(InclusionReceipt.TryParse(With(64), out _));
    }

    private static async Task<(MemoryTiles Tiles, NoteVerifier Log, InclusionReceipt Receipt)> ReceiptAsync(
        long size, long index)
    {
        var tiles = await MemoryTiles.OfSizeAsync(size);
        using var signer = new NoteSigner("example.com/ledger", Export.Seed);
        var note = signer.SignCheckpoint(new(signer.Name, size, tiles.Root));
        var proof = await tiles.Log.InclusionProofAsync(index, size, CancellationToken.None);
        return (tiles, NoteVerifier.Parse(signer.VerifierKey), new(index, proof, note));
    }
}
