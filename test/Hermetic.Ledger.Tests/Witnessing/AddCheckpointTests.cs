using CsCheck;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

public sealed class AddCheckpointTests
{
    private static readonly byte[] Note = Cosigned.Note(12, Rfc6962.EmptyRoot);

    private const string Hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";

    /// <summary>The example of C2SP tlog-witness.</summary>
    private const string Specified = """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

        """;

    [Fact]
    public void The_example_of_the_specification_is_read_and_written()
    {
        Assert.True(AddCheckpoint.TryParse(Cosigned.Utf8(Specified), out var request));
        Assert.Equal((20852014, 4), (request.OldSize, request.Proof.Count));
        Assert.Equal(("example.com/behind-the-sofa", 20852163), (request.Claimed.Origin, request.Claimed.Size));
        Assert.Equal(Cosigned.Utf8(Specified), request.ToUtf8());
    }

    [Theory]
    [InlineData("old 0\n\n", true)]
    [InlineData("old 9223372036854775807\n\n", true)]
    [InlineData("old 9223372036854775808\n\n", false)]
    [InlineData("old 00\n\n", false)]
    [InlineData("old 07\n\n", false)]
    [InlineData("old -1\n\n", false)]
    [InlineData("old +1\n\n", false)]
    [InlineData("old \n\n", false)]
    [InlineData("old  1\n\n", false)]
    [InlineData("old 1 \n\n", false)]
    [InlineData("Old 1\n\n", false)]
    [InlineData("old 1\r\n\r\n", false)]
    [InlineData("old 1\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    [InlineData("old 1\nAAAA\n\n", false)]
    [InlineData("old 1\n" + Hash + "\n", true)]
    [InlineData("old 1\n" + Hash + " \n\n", false)]
    [InlineData("old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=\n\n", false)]
    public void Lines_before_the_checkpoint_have_one_form(string lines, bool read) =>
        Assert.Equal(read, AddCheckpoint.TryParse((byte[])[.. Cosigned.Utf8(lines), .. Note], out _));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_proof_has_at_most_63_lines(int hashes, bool read)
    {
        var body = Cosigned.Utf8($"old 1\n{string.Concat(Enumerable.Repeat(Hash, hashes))}\n");
        Assert.Equal(read, AddCheckpoint.TryParse((byte[])[.. body, .. Note], out _));
        var proof = Enumerable.Repeat(Rfc6962.EmptyRoot, hashes).ToList();
        if (read)
            Assert.Equal(63, AddCheckpoint.Of(1, proof, Note).Proof.Count);
        else
            Assert.Throws<ArgumentException>(() => AddCheckpoint.Of(1, proof, Note));
    }

    [Fact]
    public void Without_a_signed_checkpoint_it_is_none()
    {
        Assert.False(AddCheckpoint.TryParse("old 0\n\n"u8.ToArray(), out _));
        Assert.False(AddCheckpoint.TryParse((byte[])[.. "old 0\n\n"u8, .. Cosigned.TextOf(Note)], out _));
        Assert.False(AddCheckpoint.TryParse((byte[])[.. "old 0\n\n"u8, .. Cosigned.Log.Sign("note\n"u8)], out _));
        Assert.Throws<ArgumentException>(() => AddCheckpoint.Of(0, [], "nothing"u8.ToArray()));
        Assert.Throws<ArgumentException>(() => AddCheckpoint.Of(-1, [], Note));
    }

    [Fact]
    public void A_body_over_the_limit_is_not_read()
    {
        byte[] padded = [.. "old 0\n\n"u8, .. Cosigned.Log.Sign(
            [.. Cosigned.TextOf(Note), .. Enumerable.Repeat((byte)'x', AddCheckpoint.MaxLength), (byte)'\n'])];
        Assert.False(AddCheckpoint.TryParse(padded, out _));
    }

    [Fact]
    public void A_body_that_is_accepted_is_written_the_same_way() =>
        Mutated.Of(AddCheckpoint.Of(3, [Rfc6962.EmptyRoot, Rfc6962.EmptyRoot], Note).ToUtf8()).Sample(body =>
            !AddCheckpoint.TryParse(body, out var read) || read.ToUtf8().AsSpan().SequenceEqual(body), iter: 20_000);
}
