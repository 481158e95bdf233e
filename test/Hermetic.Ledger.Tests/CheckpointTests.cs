using System.Text;

namespace Hermetic.Ledger.Tests;

public sealed class CheckpointTests
{
    private const string Root = "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=";

    [Fact]
    public void The_text_is_origin_size_and_root_line_by_line()
    {
        var checkpoint = new Checkpoint("go.sum database tree", 123456789012, MerkleHash.Parse(Root));
        var text = checkpoint.ToNoteText();
        Assert.Equal($"go.sum database tree\n123456789012\n{Root}\n", Encoding.UTF8.GetString(text));
        Assert.True(Checkpoint.TryParse(text, out var read));
        Assert.Equal(checkpoint, read);
    }

    [Fact]
    public void Extension_lines_are_allowed_and_dropped()
    {
        Assert.True(Checkpoint.TryParse(Encoding.UTF8.GetBytes($"log\n1\n{Root}\nmore\nand more\n"), out var read));
        Assert.Equal(new Checkpoint("log", 1, MerkleHash.Parse(Root)), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("log\n1\n")]
    [InlineData("log\n1\n" + Root)]                             // last line not ended
    [InlineData("\n1\n" + Root + "\n")]                         // no origin
    [InlineData("log\n\n1\n" + Root + "\n")]
    [InlineData("log\n1\n" + Root + "\n\n")]                    // empty extension line
    [InlineData("log\n01\n" + Root + "\n")]
    [InlineData("log\n-1\n" + Root + "\n")]
    [InlineData("log\n+1\n" + Root + "\n")]
    [InlineData("log\n 1\n" + Root + "\n")]
    [InlineData("log\n1 \n" + Root + "\n")]
    [InlineData("log\n1e3\n" + Root + "\n")]
    [InlineData("log\n9223372036854775808\n" + Root + "\n")]    // 2^63
    [InlineData("log\n1\n" + Root + " \n")]
    [InlineData("log\n1\nAAAA\n")]
    [InlineData("log\r\n1\r\n" + Root + "\r\n")]
    public void Any_other_text_is_no_checkpoint(string text) =>
        Assert.False(Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_checkpoint() =>
        Assert.False(Checkpoint.TryParse([0xFF, .. Encoding.UTF8.GetBytes($"\n1\n{Root}\n")], out _));

    [Theory]
    [InlineData("", 1), InlineData("two\nlines", 1), InlineData("log", -1), InlineData("tab\t", 1)]
    public void A_checkpoint_that_could_not_be_read_back_is_not_written(string origin, long size) =>
        Assert.Throws<InvalidOperationException>(() => new Checkpoint(origin, size, default).ToNoteText());
}
