using System.Text;
using CsCheck;

namespace Hermetic.Assistant.Tests;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Haircut", " haircut ")]
    [InlineData("  a   Hair-cut?! ", " a hair cut ")]
    [InlineData("Children's", " childrens ")]
    [InlineData("Children’s", " childrens ")]
    [InlineData("Café Zürich", " cafe zurich ")]
    [InlineData("Cafe\u0301", " cafe ")]
    [InlineData("Straße ÆON Œuvre ĲMUIDEN", " strasse aeon oeuvre ijmuiden ")]
    [InlineData("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ", " aaaaaaceeeeiiiinoooooouuuuy ")]
    [InlineData("ĀČĎĚĞĤĨĴĶŁŇŐŘŞŤŮŴŶŻŽ", " acdeghijklnorstuwyzz ")]
    [InlineData("Žižkov łódź ſ", " zizkov lodz s ")]
    [InlineData("3:30", " 3 30 ")]
    [InlineData("3pm", " 3pm ")]
    [InlineData("3 p.m.", " 3 pm ")]
    [InlineData("GROẞ ÅNGSTRÖM \u212B", " gross angstrom a ")]
    [InlineData("ПРИВЕТ", " привет ")]
    [InlineData("привет", " привет ")]
    [InlineData("💇‍♀️ haircut 💇", " haircut ")]
    [InlineData("", " ")]
    [InlineData("?!", " ")]
    public void Words_remain_without_case_accents_and_punctuation(string text, string folded) =>
        Assert.Equal(folded, Encoding.UTF8.GetString(FoldedText.Fold(text)));

    [Fact]
    public void No_bytes_whatever_make_it_fail_or_write_too_much() => Gen.Byte.Array[0, 6000].Sample(bytes =>
    {
        var to = new byte[FoldedText.Limit + 8];
        var length = FoldedText.Fold(bytes, to);
        Assert.InRange(length, 1, to.Length);
        Assert.Equal((byte)' ', to[0]);
        Assert.Equal((byte)' ', to[length - 1]);
        Assert.True(to.AsSpan(0, length).IndexOf("  "u8) < 0);
    });

    [Fact]
    public void Folding_what_is_folded_changes_nothing() => Gen.String.Sample(text =>
    {
        var once = FoldedText.Fold(text);
        Assert.Equal(once, FoldedText.Fold(Encoding.UTF8.GetString(once)));
    });
}
