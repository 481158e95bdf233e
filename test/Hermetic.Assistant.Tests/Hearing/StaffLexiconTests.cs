namespace Hermetic.Assistant.Tests;

public sealed class StaffLexiconTests
{
    private static readonly StaffLexicon Names = StaffLexicon.Of(SampleBusiness.HairSalon with
    {
        Staff =
        [
            new("mira", "Mira", []), new("anna-maria", "Anna Maria", []), new("anna", "Anna", []),
            new("will", "Will", []), new("weber", "Dr Weber", []) { Aliases = ["Weber"] },
        ],
    });

    [Theory]
    [InlineData("with Mira please", "mira")]
    [InlineData("MIRA!", "mira")]
    [InlineData("is mira in on friday?", "mira")]
    [InlineData("Mira's next free slot", "mira")]
    [InlineData("a haircut with anna maria", "anna-maria")]
    [InlineData("a haircut with anna", "anna")]
    [InlineData("with Dr. Weber", "weber")]
    [InlineData("doctor weber", "weber")]
    [InlineData("with will on friday", "will")]
    [InlineData("Will", "will")]
    public void A_name_is_heard(string text, string staffId) =>
        Assert.Equal(staffId, Names.Find(FoldedText.Fold(text))?.StaffId);

    [Theory]
    [InlineData("will you be open on friday?")]
    [InlineData("it will be late")]
    [InlineData("hi, this is mira")]
    [InlineData("my name is Mira")]
    [InlineData("I'm Mira")]
    [InlineData("a miracle")]
    [InlineData("")]
    public void What_is_no_wish_is_not_heard(string text) => Assert.Null(Names.Find(FoldedText.Fold(text)));

    [Theory]
    [InlineData("anyone", true)]
    [InlineData("anyone is fine", true)]
    [InlineData("no preference", true)]
    [InlineData("a haircut with anyone on friday", true)]
    [InlineData("does anyone know when you open?", false)]
    [InlineData("haircut on friday", false)]
    public void Anyone_is_a_wish_too(string text, bool expected) =>
        Assert.Equal(expected, Answers.IsAnyone(FoldedText.Fold(text)));

    [Fact]
    public void A_business_without_staff_hears_no_names() =>
        Assert.Null(StaffLexicon.Of(SampleBusiness.HairSalon).Find(FoldedText.Fold("with mira")));
}
